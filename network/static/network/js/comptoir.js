/* Small comforts on pages that work without them. No page depends on this file. */

const AUTO_HIDE = 6000;
const root = document.documentElement;

/* Menus: one open at a time; Escape and a click elsewhere close them. */

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));

document.addEventListener("focusin", (event) => closeMenus(event.target));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details[data-menu][open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

/* Appearance: shown at once, kept by the server. */

document.addEventListener("submit", (event) => {
  const form = event.target;
  const theme = event.submitter?.value;
  if (!form.matches("[data-theme-form]") || !theme) return;
  event.preventDefault();
  root.dataset.theme = theme;
  for (const button of document.querySelectorAll("[data-theme-form] button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  const body = new FormData(form, event.submitter);
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});

/* A question before an act that cannot be taken back. */

let confirmed = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asking = event.submitter?.dataset.confirm ? event.submitter : form;
  const dialog = document.getElementById("confirm-dialog");
  if (event.defaultPrevented || !asking.dataset.confirm || !dialog?.showModal) return;
  if (confirmed === form) {
    confirmed = null;
    return;
  }
  event.preventDefault();
  const words = { title: asking.dataset.confirmTitle, text: asking.dataset.confirm, verb: asking.dataset.confirmVerb };
  for (const part of dialog.querySelectorAll("[data-part]")) {
    part.dataset.usual ??= part.textContent;
    part.textContent = words[part.dataset.part] || part.dataset.usual;
  }
  const { submitter } = event;
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "confirm") return;
      confirmed = form;
      form.requestSubmit(submitter);
    },
    { once: true },
  );
  dialog.showModal();
});

/* What is missing or wrong is said beside its field and in the page's language, before anything is sent. */

const wrong = document.getElementById("field-error");

function sentenceFor(control) {
  const { validity, type } = control;
  const words = { ...wrong.dataset, ...control.dataset };
  if (validity.valueMissing) return ["radio", "checkbox", "select-one", "file"].includes(type) ? words.unchosen : words.missing;
  if (validity.typeMismatch) return words[type] ?? control.validationMessage;
  if (validity.badInput) return words.number;
  if (validity.tooShort) return words.short.replace("{}", control.minLength);
  return control.validationMessage;
}

document.addEventListener(
  "invalid",
  (event) => {
    const control = event.target;
    const field = control.closest(".field");
    if (!wrong || !field) return;
    event.preventDefault();
    if (control === control.form.querySelector(":invalid:not(fieldset)")) control.focus();
    let note = field.querySelector(".field__error");
    if (!note) field.append(wrong.content.cloneNode(true));
    note = field.querySelector(".field__error");
    note.id ||= `${control.id}_error`;
    note.querySelector("span").textContent = sentenceFor(control);
    field.classList.add("field--error");
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-errormessage", note.id);
  },
  true,
);

/* While typing, not on leaving: the page must not move under a press of the button. */
document.addEventListener("input", (event) => {
  const control = event.target;
  const field = control.closest(".field--error");
  if (!field || !control.hasAttribute("aria-errormessage") || !control.validity.valid) return;
  field.classList.remove("field--error");
  field.querySelector(".field__error").remove();
  for (const one of field.querySelectorAll("[aria-errormessage]")) {
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-errormessage");
  }
});

/* One press is one act: a second press of the same form does nothing. */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/* Buttons that say why they are disabled do nothing; others open dialogs, copy, close. */

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  if (button.dataset.dialog) document.getElementById(button.dataset.dialog)?.showModal();
  if ("close" in button.dataset) button.closest("dialog") ? button.closest("dialog").close() : button.closest(".toast").remove();
  if (button.dataset.copy) copy(button);
  if ("print" in button.dataset) window.print();
});

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  const usual = button.innerHTML;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.innerHTML = usual), 2000);
}

/* Counters under texts; several texts may share one, their ids side by side in data-count. */

function count(field) {
  const output = field.id && document.querySelector(`[data-count~="${CSS.escape(field.id)}"]`);
  if (!output) return;
  const fields = output.dataset.count.split(" ").map((id) => document.getElementById(id));
  const length = fields.reduce((sum, one) => sum + one.value.length, 0);
  output.textContent = `${length} / ${output.dataset.limit}`;
  output.classList.toggle("field__count--over", length > Number(output.dataset.limit));
}

document.addEventListener("input", (event) => count(event.target));

/* What a fragment or the page brings: toasts leave by themselves, hidden buttons show. */

function dress(scope) {
  for (const button of scope.querySelectorAll("[data-copy][hidden], [data-close][hidden], [data-print][hidden]")) button.hidden = false;
  for (const toast of scope.querySelectorAll("[data-toast]:not([data-leaving])")) {
    toast.dataset.leaving = "true";
    setTimeout(() => leave(toast), AUTO_HIDE);
  }
}

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) {
    setTimeout(() => leave(toast), 1000);
    return;
  }
  toast.classList.add("toast--leaving");
  setTimeout(() => toast.remove(), 200);
}

dress(document);
document.addEventListener("htmx:afterSwap", (event) => dress(event.target));
