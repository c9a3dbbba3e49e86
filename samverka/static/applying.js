// An application is kept while it is written, and its sums and what is missing are told anew: a pause
// after the last key, one question at a time. Whoever leaves the page before that has it kept on the
// way out. Without this file the form is saved by its buttons.

const PAUSE = 1500; // ms after the last key
const BETWEEN = 3000; // ms between two questions
const PATIENCE = 4000; // ms that a link waits for what is on its way
const MOST_ON_THE_WAY = 60000; // characters: of a page that is left, browsers send 64 kB at most
const LEFT = "applying-left"; // whether the page before was left with something on its way

for (const form of document.querySelectorAll("form[data-live]")) {
  const status = document.getElementById("kept");
  let timer, asked = 0, busy = null, waits = false, again = false;

  const told = () => new URLSearchParams(new FormData(form));

  const show = (html) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.querySelector("#beside");
    const kept = "kept" in fresh.dataset;
    if (kept) form.elements.seen.value = fresh.dataset.seen;
    const old = document.getElementById("beside");
    // Whoever has moved into the list is not thrown out of it.
    if (!old.contains(document.activeElement)) old.replaceWith(fresh);
    status.textContent = kept ? status.dataset.kept : status.dataset.lost;
  };

  const send = (body) =>
    fetch(form.dataset.live, { method: "POST", body, keepalive: String(body).length < MOST_ON_THE_WAY });

  const question = async () => {
    try {
      const answer = await send(told());
      if (answer.ok) show(await answer.text());
      else status.textContent = status.dataset.lost;
    } catch (error) {
      status.textContent = status.dataset.lost;
      console.warn(error);
    }
  };

  const ask = async () => {
    clearTimeout(timer);
    if (busy) { again = true; return; }
    waits = false;
    asked = Date.now();
    busy = question();
    await busy;
    busy = null;
    if (!again) return;
    again = false;
    // In the background there may be no later.
    if (document.hidden) ask();
    else wait();
  };

  const wait = () => {
    waits = true;
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(PAUSE, BETWEEN - (Date.now() - asked)));
  };

  // All that was typed has been asked about, or nothing more can be done about it.
  const settled = async () => {
    while (busy || waits || again) {
      if (busy) await busy;
      else await ask();
    }
  };

  form.addEventListener("input", () => {
    status.textContent = "";
    wait();
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    waits = again = false;
    // What is on its way carries the version with it: the form waits for it, then goes.
    if (!busy) return;
    event.preventDefault();
    busy.then(() => setTimeout(() => form.requestSubmit(event.submitter ?? undefined)));
  });

  // The next page would be made before what was typed is kept: a link waits for it, then goes.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const aside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || aside || event.defaultPrevented || link.target || link.download) return;
    const here = link.href.split("#")[0] === location.href.split("#")[0] && link.hash;
    if (here || !(busy || waits)) return;
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    Promise.race([settled(), late]).then(() => location.assign(link.href));
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden && waits) ask();
  });

  addEventListener("pagehide", () => {
    if (busy || waits) sessionStorage.setItem(LEFT, form.dataset.live);
    if (!waits) return;
    const body = told();
    // The version that is read here is older than what is on its way, which has asked for it just now.
    if (busy) body.delete("seen");
    clearTimeout(timer);
    waits = false;
    if (busy) send(body);
    else ask();
  });

  // The page before was left by its reload or back, and what was typed there is kept after this page
  // was made: this one takes the version there is now, or is made anew where it says something else.
  const catchUp = async () => {
    if (!sessionStorage.getItem(LEFT)) return false;
    sessionStorage.removeItem(LEFT);
    const before = said(form);
    const answer = await fetch(location.href);
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.id);
    if (!fresh) return false;
    if (said(fresh) !== before) return true;
    form.elements.seen.value = fresh.elements.seen.value;
    return false;
  };

  const said = (which) => {
    const facts = new URLSearchParams(new FormData(which));
    facts.delete("seen");
    return String(facts);
  };

  busy = catchUp().catch(console.warn);
  busy.then((old) => {
    busy = null;
    if (again) { again = false; wait(); }
    else if (old && !waits) location.reload();
  });
}
