// A meeting that goes on: clocks that count, and what is written saves itself. Without this file the
// clocks say when something began, and the button saves.

const EVERY = 1000; // ms
const REST = 1500; // ms after the last key until it is saved

const count = () => {
  for (const clock of document.querySelectorAll("time[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
  }
};

const save = async (form) => {
  const words = form.elements.words, sent = words.value, status = form.querySelector("[role=status]");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) {
    form.elements.revision.value = (await answer.json()).revision;
    words.defaultValue = sent; // no longer something that only this page knows
    status.textContent = status.dataset.saved;
  } else {
    status.textContent = status.dataset.failed;
  }
};

const waiting = new WeakMap();
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-saves]");
  if (!form) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(save, REST, form));
});

count();
setInterval(count, EVERY);
