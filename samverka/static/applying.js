// An application is kept while it is written, and its sums and what is missing are told anew: a pause
// after the last key, one question at a time. Without this file the form is saved by its buttons.

const PAUSE = 1500; // ms after the last key
const BETWEEN = 3000; // ms between two questions

for (const form of document.querySelectorAll("form[data-live]")) {
  const status = document.getElementById("kept");
  let timer, asked = 0, busy = false, again = false;

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

  const ask = async () => {
    if (busy) { again = true; return; }
    busy = true;
    asked = Date.now();
    try {
      const answer = await fetch(form.dataset.live, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.ok) show(await answer.text());
      else status.textContent = status.dataset.lost;
    } catch (error) {
      status.textContent = status.dataset.lost;
      console.warn(error);
    }
    busy = false;
    if (again) { again = false; wait(); }
  };

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(PAUSE, BETWEEN - (Date.now() - asked)));
  };

  form.addEventListener("input", () => {
    status.textContent = "";
    wait();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    again = false;
    // What is on its way carries the version with it: the form waits for it, then goes.
    if (!busy) return;
    event.preventDefault();
    const goes = setInterval(() => {
      if (busy) return;
      clearInterval(goes);
      form.requestSubmit(event.submitter ?? undefined);
    }, 50);
  });
}
