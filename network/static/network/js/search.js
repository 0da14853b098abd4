/* The search with a keyboard: suggestions under the fields, nearest to me, boxes to compare. The page works without it. */

const WAIT = 120;

/* A combobox with a list of its own (ARIA 1.2): the focus stays in the field, the arrows walk the list. */

function combobox(field) {
  const list = document.createElement("div");
  list.id = `${field.id}-list`;
  list.className = "suggest";
  list.role = "listbox";
  list.setAttribute("aria-label", field.labels[0].textContent.trim());
  list.hidden = true;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(list, spoken);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let timer;
  let asking;
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(html) {
    list.innerHTML = html;
    const number = options().length;
    spoken.textContent = number ? `${number} ${field.dataset.found}` : "";
    if (!number) return close();
    active = -1;
    for (const option of options()) option.id = `${field.id}-${option.id}`;
    for (const group of list.querySelectorAll("[role=group]")) {
      const title = group.firstElementChild;
      title.id = `${field.id}-${title.id}`;
      group.setAttribute("aria-labelledby", title.id);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const typed = field.value.trim();
    asking?.abort();
    if (typed.length < 2) return close();
    asking = new AbortController();
    const url = new URL(field.dataset.suggest, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok && document.activeElement === field) show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function go(number) {
    const all = options();
    active = (number + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    field.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    close();
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    field.value = option.dataset.fill;
    field.focus();
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        ask();
        return;
      }
      event.preventDefault();
      go(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(options()[active]);
    } else if (event.key === "Tab") {
      close();
    }
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

/* Nearest to me: the browser is asked on a click only, and told to a kilometre. */

function nearMe(button) {
  const answer = button.parentElement.querySelector("[data-near-me-answer]");
  answer.textContent = button.dataset.waiting;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const url = new URL(location.href);
      url.searchParams.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
      url.searchParams.set("sort", "distance");
      for (const name of ["where", "page"]) url.searchParams.delete(name);
      location.assign(url);
    },
    () => {
      answer.textContent = button.dataset.refused;
    },
    { timeout: 10000, maximumAge: 600000 },
  );
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-near-me]");
  if (button) nearMe(button);
});

/* The boxes follow the tray: a fifth company is unticked again. */

function follow() {
  const tray = document.getElementById("compare-tray");
  if (!tray) return;
  const compared = new Set(tray.dataset.compared.split(" "));
  for (const box of document.querySelectorAll("input[name=compare]")) box.checked = compared.has(box.value);
}

function dressSearch() {
  for (const field of document.querySelectorAll("input[data-suggest]:not([role=combobox])")) combobox(field);
  for (const button of document.querySelectorAll("[data-near-me][hidden]")) button.hidden = !("geolocation" in navigator);
}

dressSearch();
document.addEventListener("htmx:afterSwap", (event) => {
  dressSearch();
  if (event.detail.target?.id === "compare-tray") follow();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) follow();
});
