/* Keeps an open conversation and the list beside it up to date. A push is only a hint: the page also asks by itself. */

const TICK = 5000;
const QUIET = 30000;
const messages = document.querySelector("[data-messages]");
const rows = document.querySelector("[data-rows]:not([data-still])");
const composer = document.querySelector("[data-composer]");
let isLive = false;
let isOver = false;
let isAsking = false;
let isAskedAgain = false;
let askedAt = Date.now();
let wait = 1000;

/* The text of a fragment; empty when there is nothing new. A redirect means that the session has ended. */
async function fragment(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  isOver ||= answer.redirected || [403, 404].includes(answer.status);
  return answer.status === 200 && !answer.redirected ? answer.text() : "";
}

async function askForMessages() {
  const html = await fragment(`${location.pathname}?after=${messages.dataset.last}`);
  if (!html.trim()) return false;
  const arrived = document.createRange().createContextualFragment(html);
  const last = [...arrived.querySelectorAll("[data-sequence]")].pop().dataset.sequence;
  if (Number(last) <= Number(messages.dataset.last)) return false;
  messages.append(arrived);
  messages.dataset.last = last;
  if (composer) composer.elements.last_seen.value = last;
  return true;
}

async function askForRows() {
  const html = await fragment(rows.dataset.rows);
  if (html && !rows.contains(document.activeElement)) rows.innerHTML = html;
}

/* One question at a time; a hint that comes meanwhile is asked after it. */
async function ask(withRows) {
  if (isAsking) {
    isAskedAgain = true;
    return;
  }
  if (isOver || document.hidden) return;
  isAsking = true;
  askedAt = Date.now();
  try {
    const isNew = messages ? await askForMessages() : true;
    if (rows && (isNew || withRows)) await askForRows();
  } catch {
    /* The network is away: the next tick asks again. */
  }
  isAsking = false;
  if (isAskedAgain) {
    isAskedAgain = false;
    ask(true);
  }
}

function listen() {
  if (isOver) return;
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/messages/`);
  socket.addEventListener("open", () => {
    isLive = true;
    wait = 1000;
    ask(false);
  });
  socket.addEventListener("message", () => ask(true));
  socket.addEventListener("close", (event) => {
    isLive = false;
    if ([4401, 4403].includes(event.code)) return;
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, QUIET);
  });
}

setInterval(() => {
  if (Date.now() - askedAt >= (isLive ? QUIET : TICK)) ask(false);
}, TICK);
document.addEventListener("visibilitychange", () => ask(true));

/* Control or command with Enter sends. */
composer?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) composer.requestSubmit();
});

listen();
