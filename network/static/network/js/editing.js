/* A section being written: kept as a private draft, also while the network is away; and who else is in which section. */

const frame = document.querySelector("[data-editing]");
const form = frame.querySelector("[data-draft]");
const status = frame.querySelector("[data-draft-status]");
const { section, me } = frame.dataset;
const storeName = `comptoir-draft:${frame.dataset.company}:${section}:${me}`;
const PAUSE = 1200;
const HEARTBEAT = 10_000;
const TYPING = 15_000;
const SILENT = 25_000;
let timer = 0;
let typedAt = 0;
let isSaving = false;
let isChanged = false;
let isLeaving = false;
let isGoing = false;

/* Drafts */

function typed() {
  const body = new FormData(form);
  body.delete("csrfmiddlewaretoken");
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body;
}

function keepHere(isSubmitted) {
  const fields = [...typed()].filter(([, value]) => typeof value === "string");
  try {
    localStorage.setItem(storeName, JSON.stringify({ fields, isSubmitted }));
  } catch {
    /* No room, or none allowed: the server keeps it as soon as it answers. */
  }
}

function forgetHere() {
  localStorage.removeItem(storeName);
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(storeName));
  } catch {
    return null;
  }
}

async function post(address, body) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.json();
}

async function save() {
  if (isSaving || isLeaving) return;
  isSaving = true;
  isChanged = false;
  keepHere(false);
  try {
    const { known, words } = await post(frame.dataset.draft, typed());
    form.elements.draft_known.value = known;
    status.textContent = words;
    status.classList.remove("wax");
    /* A page that is asked for just now may not show this draft yet: the next one looks at what stays here. */
    if (!isChanged && !isGoing) forgetHere();
  } catch {
    isChanged = true;
    status.textContent = frame.dataset.away;
    status.classList.add("wax");
  }
  isSaving = false;
  if (isChanged && navigator.onLine) plan(HEARTBEAT);
}

function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

form.addEventListener("input", () => {
  isChanged = true;
  const wasTyping = Date.now() - typedAt < TYPING;
  typedAt = Date.now();
  if (!wasTyping) sayWhere();
  plan(PAUSE);
});

form.addEventListener("submit", () => {
  isLeaving = true;
  clearTimeout(timer);
  keepHere(true);
});

window.addEventListener("online", () => {
  if (isChanged) plan(0);
  listen();
});

window.addEventListener("beforeunload", () => {
  isGoing = true;
});

window.addEventListener("pagehide", () => {
  if (isChanged && !isLeaving) {
    keepHere(false);
    const body = typed();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    navigator.sendBeacon(frame.dataset.draft, body);
  }
});

window.addEventListener("pageshow", () => {
  isLeaving = false;
  isGoing = false;
});

/* What this device kept while the network was away goes to the server first, then the page shows it. */
async function sendKept() {
  const found = kept();
  if (!found) return;
  const base = Number(found.fields.find(([name]) => name === "base_version")?.[1]);
  if (found.isSubmitted && (base < Number(frame.dataset.version) || "conflict" in frame.dataset)) {
    forgetHere();
    return;
  }
  const body = new FormData();
  for (const [name, value] of found.fields) body.append(name, value);
  try {
    await post(frame.dataset.draft, body);
  } catch {
    return;
  }
  /* Whoever has published meanwhile is on the way there, and is not called back to the draft. */
  if (isLeaving || isGoing) return;
  forgetHere();
  location.reload();
}

/* Presence */

const heardAt = new Map();
const toldAt = new Map();
let socket = null;
let wait = 1000;
let isOver = false;

function sentence(people) {
  const writing = people.filter((one) => one.writing);
  const shown = writing.length ? writing : people;
  const words = frame.dataset[`${shown.length > 1 ? "many" : "one"}${writing.length ? "Writing" : "Here"}`];
  return words.replace("{names}", shown.map((one) => one.name).join(", "));
}

function show(name, people) {
  const others = people.filter((one) => String(one.id) !== me);
  heardAt.set(name, others.length ? Date.now() : 0);
  for (const place of document.querySelectorAll(`[data-people="${CSS.escape(name)}"]`)) {
    place.hidden = !others.length;
    if (others.length) place.querySelector("[data-names]").textContent = sentence(others);
  }
}

function showPublished({ section: name, version, name: author }) {
  if (name !== section || Number(version) <= Number(frame.dataset.version) || isLeaving) return;
  const notice = frame.querySelector("[data-published]");
  notice.querySelector("[data-words]").textContent = frame.dataset[author ? "published" : "publishedAlone"]
    .replace("{name}", author)
    .replace("{version}", version);
  notice.hidden = false;
}

function sayWhere() {
  const isTyping = Date.now() - typedAt < TYPING;
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ here: section, typing: isTyping }));
    return;
  }
  const body = new FormData();
  body.set("typing", isTyping ? "1" : "0");
  askWhoIsThere(body);
}

/* What the socket said after the question was asked is newer than the answer. To ask is not to be here: the question of a page
   that is closed just now may arrive after its good-bye. */
function askWhoIsThere(body = question()) {
  const askedAt = Date.now();
  const showAll = ({ sections }) => {
    for (const place of document.querySelectorAll("[data-people]")) {
      const name = place.dataset.people;
      if ((toldAt.get(name) ?? 0) < askedAt) show(name, sections[name] ?? []);
    }
  };
  post(frame.dataset.presence, body).then(showAll, () => {});
}

function question() {
  const body = new FormData();
  body.set("act", "ask");
  return body;
}

function listen() {
  if (isOver || (socket && socket.readyState <= WebSocket.OPEN)) return;
  socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/page/`);
  socket.addEventListener("open", () => {
    wait = 1000;
    sayWhere();
    askWhoIsThere();
  });
  socket.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === "presence") {
      toldAt.set(event.section, Date.now());
      show(event.section, event.people);
    }
    if (event.type === "published") showPublished(event);
  });
  socket.addEventListener("close", ({ code }) => {
    isOver = [4401, 4403].includes(code);
    if (isOver) {
      status.textContent = frame.dataset.over;
      status.classList.add("wax");
      return;
    }
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, 30_000);
  });
}

setInterval(() => {
  if (document.hidden || isOver) return;
  sayWhere();
}, HEARTBEAT);

/* A machine that slept, a tab that was hidden: say and ask at once. */
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  wait = 1000;
  listen();
  sayWhere();
  if (isChanged) plan(0);
});

/* Somebody whose machine died says no good-bye. */
setInterval(() => {
  for (const [name, at] of heardAt) {
    if (at && Date.now() - at > SILENT * 2) askWhoIsThere();
  }
}, SILENT);

sendKept();
listen();
