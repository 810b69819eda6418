// Comfort only: every page works without this file.
// A menu that is open closes on Escape and on a press outside it.
const close = (except) => {
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => close(event.target.closest("details.more")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.more[open]");
  if (menu) menu.querySelector("summary").focus();
  close(null);
});
// A second press on the same button is dropped; the server would answer it anyway.
const free = (form) => {
  delete form.dataset.sent;
  form.classList.remove("is-sent");
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.classList.add("is-sent");
  setTimeout(free, 10000, form);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.is-sent")) free(form);
});
// The tab of this page is in sight also where the row of tabs is wider than a telephone.
for (const tab of document.querySelectorAll(".tabs .is-here")) {
  const row = tab.parentElement;
  const over = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = over;
}
// Printing needs this file, so its button shows only where the file runs.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// What is typed into a paper is kept after a pause, and its preview drawn anew.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const preview = document.querySelector("[data-preview]");
  const status = form.querySelector("[data-status]");
  let pause, under_way = false, again = false;
  const show = ({ revision, pages, trouble, faults, chart = "" }) => {
    form.elements.revision.value = revision;
    preview.querySelector("[data-chart]").innerHTML = chart;
    status.textContent = trouble || faults[0] || "Tersimpan.";
    if (!pages) return;
    const sheets = [...preview.querySelectorAll("img.sheet")];
    sheets.slice(pages).forEach((sheet) => sheet.remove());
    for (let page = 1; page <= pages; page += 1) {
      let sheet = sheets[page - 1];
      if (!sheet) {
        sheet = document.createElement("img");
        sheet.className = "sheet";
        preview.append(sheet);
      }
      sheet.alt = `Pratinjau halaman ${page}`;
      sheet.src = `${form.dataset.picture.replace(/1\.png$/, `${page}.png`)}?r=${revision}`;
    }
  };
  const keep = async () => {
    if (under_way) { again = true; return; }
    under_way = true;
    preview.classList.add("is-old");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) show(told);
      else status.textContent = told.reasons.join(" ");
    } catch {
      status.textContent = "Belum tersimpan: sambungan ke server terputus. Isian Anda masih ada di halaman ini.";
    }
    preview.classList.remove("is-old");
    under_way = false;
    if (again) { again = false; keep(); }
  };
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(keep, 400); });
  form.addEventListener("submit", () => clearTimeout(pause));
}
// What is typed into the cells of a data format is kept after a pause, only the cells that changed.
for (const form of document.querySelectorAll("form[data-cells]")) {
  const status = form.querySelector("[data-status]");
  const changed = new Set();
  let pause, under_way = false;
  const show = ({ cells }) => {
    for (const [name, { seen, faults }] of Object.entries(cells)) {
      const number = form.elements[name.replace(/^c-/, "n-")];
      const notes = form.querySelector(`[data-notes="${name}"]`);
      if (number) number.value = seen;
      if (notes) notes.replaceChildren(...faults.map((sentence) => {
        const line = document.createElement("p");
        line.className = "field-error";
        line.textContent = sentence;
        return line;
      }));
    }
  };
  const keep = async () => {
    if (under_way || !changed.size) return;
    under_way = true;
    const sent = [...changed];
    changed.clear();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    if (form.elements.name) body.set("name", form.elements.name.value);
    for (const name of sent) {
      body.set(name, form.elements[name].value);
      const seen = name.replace(/^c-/, "n-");
      body.set(seen, form.elements[seen].value);
    }
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.cells) show(told);
      status.textContent = told.status || told.reasons.join(" ");
      if (answer.status === 422) sent.forEach((name) => changed.add(name));
    } catch {
      sent.forEach((name) => changed.add(name));
      status.textContent = "Belum tersimpan: sambungan ke server terputus. Isian Anda masih ada di halaman ini.";
    }
    under_way = false;
  };
  form.addEventListener("input", ({ target }) => {
    if (!target.name.startsWith("c-")) return;
    changed.add(target.name);
    clearTimeout(pause);
    pause = setTimeout(keep, 600);
  });
  form.addEventListener("submit", () => clearTimeout(pause));
}
