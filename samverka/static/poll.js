// What others write, every three seconds: asks only for what is new, rests while the page is out of
// sight, and slows down while the server does not answer. Without this file a link shows it anew.

const EVERY = 3000; // ms
const SLOWEST = 30000;

for (const box of document.querySelectorAll("[data-poll]")) {
  let seen = box.dataset.seen, pause = EVERY;

  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const scrolled = box.querySelector(".table-box")?.scrollLeft ?? 0;
    const focused = box.querySelector(".table-box") === document.activeElement;
    box.replaceChildren(fresh.content);
    const table = box.querySelector(".table-box");
    if (table) table.scrollLeft = scrolled;
    if (focused) table?.focus({ preventScroll: true });
  };

  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(box.dataset.poll, { headers: { "If-None-Match": seen }, cache: "no-store" });
        if (answer.status === 200) {
          show(await answer.text());
          seen = answer.headers.get("ETag");
        }
        if (answer.status === 404) return; // it is over
        pause = answer.ok || answer.status === 304 ? EVERY : Math.min(pause * 2, SLOWEST);
      } catch {
        pause = Math.min(pause * 2, SLOWEST);
      }
    }
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}
