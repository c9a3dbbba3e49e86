// Suggestions while somebody writes: a pause after the last key, one question at a time, and an
// older answer never replaces a newer one. Without this file the form works as a form.

const PAUSE = 450; // ms after the last key
const BETWEEN = 1000; // ms between two questions
const SHORTEST = 15;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const text = form.querySelector("textarea[name=text]");
  let timer, asking, waits, asked = 0, last = text.value.trim();

  const show = (html) => {
    const old = document.getElementById("suggestions");
    const open = old.open;
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.querySelector("#suggestions");
    fresh.open = open;
    // Whoever has moved into the list is not thrown out of it: the new one waits for them.
    waits = old.contains(document.activeElement);
    if (waits) return;
    // The status line stays in the page and changes its words, so that it is read aloud.
    const said = old.querySelector("[role=status]");
    said.textContent = fresh.querySelector("[role=status]").textContent;
    fresh.querySelector("[role=status]").replaceWith(said);
    old.replaceChildren(...fresh.childNodes);
  };

  const ask = async (again = false) => {
    const words = text.value.trim();
    if (words.length < SHORTEST || (words === last && !again)) return;
    last = words;
    asking?.abort();
    asking = new AbortController();
    asked = Date.now();
    try {
      const answer = await fetch(form.dataset.suggest, {
        method: "POST",
        body: new URLSearchParams({ text: words }),
        signal: asking.signal,
      });
      if (answer.ok) show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  };

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(PAUSE, BETWEEN - (Date.now() - asked)));
  });
  document.getElementById("suggestions").addEventListener("focusout", (event) => {
    if (waits && !event.currentTarget.contains(event.relatedTarget)) setTimeout(() => ask(true));
  });
  // A page that comes back from the browser's memory brings its text along.
  addEventListener("pageshow", () => ask());
  last = document.querySelector("#suggestions [role=status]").textContent ? last : "";
  ask();
}
