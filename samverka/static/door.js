// Who came, ticked on a phone at the door. The page is kept on the phone so that it opens without a
// network; ticks wait there until they are sent, and names leave when the talk is over. Without
// this file it is an ordinary form.

const AGAIN = 10_000; // ms between asking what other phones have said
const form = document.querySelector("form[data-door]");
const NAME = `door:${location.pathname}`; // as in door-worker.js

function begin() {
  const rows = new Map([...form.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, new Row(row)]));
  const says = form.querySelector("[data-says]").dataset;
  const saved = form.querySelector("[data-saved]");
  const until = Number(form.dataset.until);
  const state = remembered(rows);
  let sending = false, timer, told = "";

  for (const [key, row] of rows) {
    row.show(key in state.waits ? state.waits[key].now : state.seen[key]);
    row.element.addEventListener("change", (event) => {
      if (event.target === row.number) row.box.checked = Number(row.number.value) > 0;
      ticked(key, row);
    });
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    saved.textContent = "";
    while (sending) await new Promise((go) => setTimeout(go, 100));
    const isDone = await send();
    const count = form.querySelector("[data-came]").textContent;
    // What is not sent is told above, and here where it was pressed.
    saved.textContent = isDone ? `${saved.dataset.saved} ${count}` : form.querySelector("[data-says]").textContent;
  });
  addEventListener("online", send);
  setInterval(() => document.hidden || send(), AGAIN);
  setTimeout(leave, Math.min(Math.max(until - Date.now(), 0), 2 ** 31 - 1));
  look(rows.values());
  tell();
  send();
  keep().catch(() => {}); // no worker here: the form works, and ticks wait all the same

  function ticked(key, row) {
    const now = row.value(state.seen[key]);
    if (now === state.seen[key]) delete state.waits[key];
    else state.waits[key] = { before: state.seen[key], now };
    told = says.sent;
    remember(state);
    tell();
    clearTimeout(timer);
    timer = setTimeout(send, 300);
  }

  async function send() {
    if (sending) return;
    sending = true;
    const sent = structuredClone(state.waits);
    let isDone = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: written(sent),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      isDone = answer.ok;
      if (isDone) take(await answer.json(), sent);
      else if (answer.status === 403) told = says.out;
      else if (answer.status === 404) await leave(true);
    } catch {
      // No network: they wait, and are tried again.
    }
    sending = false;
    tell();
    return isDone;
  }

  function written(sent) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [key, { before, now }] of Object.entries(sent)) {
      body.set(`was-${key}`, before ?? "");
      if (now === null) continue;
      body.set(`here-${key}`, "on");
      body.set(`came-${key}`, now);
    }
    return body;
  }

  function take({ came, at, says: count }, sent) {
    const others = [];
    state.at = at;
    for (const [key, row] of rows) {
      const now = came[key] ?? null, mine = sent[key], waits = state.waits[key];
      if (mine && now !== mine.now) others.push(row.name);
      state.seen[key] = now;
      if (waits && (waits.now === now || waits.now === mine?.now)) delete state.waits[key];
      else if (waits) waits.before = now;
      else if (mine) changeBack(key, row);
      if (!state.waits[key] && !row.element.contains(document.activeElement)) row.show(now);
    }
    form.querySelector("[data-came]").textContent = count;
    if (others.length) told = says.other.replace("{names}", others.join(", "));
    else if (told === says.out) told = says.sent;
    remember(state);
  }

  /** Ticked back while the tick was on its way. */
  function changeBack(key, row) {
    const before = state.seen[key], now = row.value(before);
    if (now !== before) state.waits[key] = { before, now };
  }

  function tell() {
    const waiting = Object.keys(state.waits).length;
    const status = form.querySelector("[data-says]");
    const words = waiting && told !== says.out ? (waiting === 1 ? says.one : says.many.replace("{n}", waiting)) : told;
    if (status.textContent !== words) status.textContent = words;
  }

  async function keep() {
    if (Date.now() > until) return leave();
    await navigator.serviceWorker.register(form.dataset.worker);
    await document.fonts.ready;
    const page = await fetch(location.pathname);
    if (!page.ok || page.redirected) return;
    localStorage.setItem(`${NAME}:until`, until); // for door-forget.js
    const cache = await caches.open(NAME);
    const parts = performance.getEntriesByType("resource").map((one) => new URL(one.name));
    const ours = parts.filter((one) => one.origin === location.origin && one.pathname.startsWith("/static/"));
    await Promise.all([cache.put(location.pathname, page), ...ours.map((one) => cache.add(one))]);
    told = says.kept;
    tell();
  }

  async function leave(ticksToo = false) {
    if (Date.now() < until && !ticksToo) return;
    if (ticksToo || !Object.keys(state.waits).length) localStorage.removeItem(NAME);
    localStorage.removeItem(`${NAME}:until`);
    await caches.delete(NAME);
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (new URL(one.scope).pathname === location.pathname) await one.unregister();
    }
  }
}

class Row {
  constructor(element) {
    this.element = element;
    this.box = element.querySelector("input[type=checkbox]");
    this.number = element.querySelector("input[type=number]");
    this.was = element.querySelector("input[type=hidden]");
    this.people = Number(element.dataset.people);
    this.name = element.querySelector("[data-name]").textContent;
  }

  /** How many came, as it stands on the page; null when nobody has said. */
  value(seen) {
    if (!this.box.checked) return seen === 0 ? 0 : null;
    const number = this.number ? parseInt(this.number.value, 10) : this.people;
    return Number.isNaN(number) ? this.people : Math.max(0, Math.min(number, Number(this.number?.max ?? number)));
  }

  show(came) {
    this.box.checked = Boolean(came);
    if (this.number) this.number.value = came ?? this.people;
    this.was.value = came ?? "";
  }
}

/** What the page says, and what the phone knows that is newer; ticks that wait are no names. */
function remembered(rows) {
  const seen = {};
  for (const [key, row] of rows) seen[key] = row.was.value === "" ? null : Number(row.was.value);
  const state = { at: Number(form.dataset.at), seen, waits: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(NAME)) ?? {};
    for (const [key, tick] of Object.entries(kept.waits ?? {})) if (rows.has(key)) state.waits[key] = tick;
    if (kept.at > state.at) for (const key of Object.keys(seen)) if (key in kept.seen) seen[key] = kept.seen[key];
  } catch {
    // What is there is none of ours.
  }
  return state;
}

function remember(state) {
  try {
    localStorage.setItem(NAME, JSON.stringify(state));
  } catch {
    // The phone keeps nothing: ticks are sent while the page is open.
  }
}

function look(rows) {
  const all = [...rows];
  const field = form.querySelector("[data-find]"), nobody = form.querySelector("[data-nobody]");
  field.hidden = false;
  field.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase();
    for (const row of all) row.element.hidden = !row.name.toLocaleLowerCase().includes(wanted);
    nobody.hidden = all.some((row) => !row.element.hidden);
  });
}

/** Whoever is not on the list is added by the house, not by the phone. */
function addOnlyWithNetwork(button) {
  const look = () => (button.disabled = !navigator.onLine);
  for (const change of ["online", "offline"]) addEventListener(change, look);
  look();
}

if (form) begin();
const add = document.querySelector("form[data-door-add] button");
if (add) addOnlyWithNetwork(add);
