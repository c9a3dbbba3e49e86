// What others write, every three seconds: asks only for what is new, rests while the page is out of
// sight, and slows down while the server does not answer. Without this file a link shows it anew.

const EVERY = 3000; // ms
const SLOWEST = 30000;

// Somebody is writing in it, or has.
const begun = (form) => form.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")
  || [...form.elements].some((field) => "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue
    || "defaultChecked" in field && field.checked !== field.defaultChecked
    || field.matches("select") && [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0);

for (const box of document.querySelectorAll("[data-poll]")) {
  let seen = box.dataset.seen, pause = EVERY;

  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const scrolled = box.querySelector(".table-box")?.scrollLeft ?? 0;
    const focused = document.activeElement, selector = mark(focused);
    for (const fold of box.querySelectorAll("details[id]")) {
      const same = fresh.content.getElementById(fold.id);
      if (same) same.open = fold.open;
    }
    for (const form of [...box.querySelectorAll("form[id]")].filter(begun)) {
      const same = fresh.content.getElementById(form.id);
      if (same) same.replaceWith(form);
      else keep(form, fresh.content); // what it belongs to is gone; what was typed is not
    }
    box.replaceChildren(fresh.content);
    const table = box.querySelector(".table-box");
    if (table) table.scrollLeft = scrolled;
    if (box.contains(focused)) focused.focus({ preventScroll: true }); // kept: not its like in another form
    else if (selector) box.querySelector(selector)?.focus({ preventScroll: true });
  };

  const keep = (form, page) => {
    const place = page.querySelector("[data-begun]");
    for (const about of form.querySelectorAll("[data-about]")) about.hidden = false;
    (place ?? page).append(form);
    if (place) place.hidden = false;
  };

  // How to find again what has the focus: by its id, its form and name, or as the table.
  const mark = (element) => {
    if (!box.contains(element)) return "";
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (element.matches(".table-box")) return ".table-box";
    if (element.matches("summary")) return element.parentElement.id && `#${CSS.escape(element.parentElement.id)} > summary`;
    const form = element.closest("form[action]");
    if (!form) return element.matches("a[href]") ? `a[href="${CSS.escape(element.getAttribute("href"))}"]` : "";
    const own = element.name ? `[name="${element.name}"][value="${CSS.escape(element.value)}"]` : "button";
    return `form[action="${CSS.escape(form.getAttribute("action"))}"] ${own}`;
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
