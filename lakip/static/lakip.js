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
// Printing needs this file, so its button shows only where the file runs.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
