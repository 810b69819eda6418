// The editor of one place of a report. Without this file the same place is written as plain lines.
const LIVE = "lakip/angka";
const form = document.querySelector("form[data-writing]");
// A live figure is one thing in the text: it is taken in and out whole, and never typed into.
const chip = (name, shown) => {
  const figure = document.createElement("data");
  figure.value = name;
  figure.textContent = shown;
  return new Trix.Attachment({ contentType: LIVE, content: figure.outerHTML, figure: name });
};
// The editor's paragraphs are plain blocks: a figure within a <p> would end it.
const opened = (html) => {
  const text = document.createElement("template");
  text.innerHTML = html.replaceAll("<p>", "<div>").replaceAll("</p>", "</div>");
  for (const figure of text.content.querySelectorAll("data")) {
    const shown = document.createElement("figure");
    shown.setAttribute("data-trix-attachment", JSON.stringify({ contentType: LIVE, content: figure.outerHTML, figure: figure.getAttribute("value") }));
    figure.replaceWith(shown);
  }
  return text.innerHTML;
};
if (form && window.Trix) {
  Trix.config.blockAttributes.default.breakOnReturn = true;
  Trix.config.attachments.content = {};
  const plain = form.querySelector("[data-plain]");
  const typed = plain.querySelector("textarea");
  const preview = document.querySelector("[data-preview]");
  const status = form.querySelector("[data-status]");
  const kept = document.createElement("input");
  kept.type = "hidden";
  kept.name = "html";
  kept.id = "tulisan-html";
  kept.value = opened(form.querySelector("template[data-rich]").content.textContent);
  const editor = document.createElement("trix-editor");
  editor.id = "isi-kaya";
  editor.setAttribute("input", "tulisan-html");
  editor.setAttribute("toolbar", "alat");
  editor.setAttribute("aria-label", "Tulisan bagian ini");
  editor.className = "writing report-face";
  form.querySelector("[data-tools]").hidden = false;
  plain.replaceWith(kept, editor);
  editor.addEventListener("trix-file-accept", (event) => event.preventDefault());
  let is_changed = false, pause;
  const show = async () => {
    const told = new FormData(form);
    try {
      const answer = await fetch(form.dataset.previewAddress, { method: "POST", body: told });
      if (answer.ok) preview.innerHTML = await answer.text();
    } catch {
      status.textContent = "Pratinjau tidak dapat diperbarui: sambungan ke server terputus. Tulisan Anda masih ada di halaman ini.";
    }
  };
  editor.addEventListener("trix-change", () => {
    is_changed = true;
    status.textContent = "Belum disimpan.";
    clearTimeout(pause);
    pause = setTimeout(show, 400);
  });
  form.addEventListener("submit", () => { is_changed = false; clearTimeout(pause); });
  window.addEventListener("beforeunload", (event) => { if (is_changed) event.preventDefault(); });
  const put = form.querySelector("[data-put-figure]");
  if (put) put.addEventListener("click", () => {
    const chosen = form.querySelector("[data-figures]").selectedOptions[0];
    if (!chosen) return;
    editor.editor.insertAttachment(chip(chosen.value, chosen.dataset.shown));
    editor.focus();
  });
  // Others are told that the place is open, and this page is told of them.
  const holder = document.querySelector("[data-holder]");
  const here = async () => {
    try {
      const answer = await fetch(form.dataset.presenceAddress, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      holder.hidden = !told.holder;
      holder.querySelector("[data-holder-name]").textContent = told.holder;
    } catch { /* The next knock tells. */ }
  };
  here();
  setInterval(here, 30000);
}
