// Files that take a while to make: after two seconds a sentence says so. Without this file the link
// and the form work as they are.

const SOON = 2000; // ms
const LEFT = 30000; // a form that has not led on by then may be pressed again

const waiting = (element) => {
  const status = document.getElementById(element.dataset.making);
  const timer = setTimeout(() => { status.textContent = status.dataset.says; }, SOON);
  element.setAttribute("aria-busy", "true");
  return () => {
    clearTimeout(timer);
    status.textContent = "";
    element.removeAttribute("aria-busy");
  };
};

const keep = async (address, done) => {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) return location.assign(address);
  const link = document.createElement("a");
  const told = answer.headers.get("Content-Disposition") ?? "";
  const plain = /filename="([^"]+)"/.exec(told)?.[1];
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(told)?.[1];
  link.href = URL.createObjectURL(await answer.blob());
  link.download = encoded ? decodeURIComponent(encoded) : plain ?? "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SOON);
  done();
};

for (const link of document.querySelectorAll("a[data-making]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    const done = waiting(link);
    keep(link.href, done).catch(() => { done(); location.assign(link.href); });
  });
}

for (const form of document.querySelectorAll("form[data-making]")) {
  form.addEventListener("submit", () => {
    const done = waiting(form);
    setTimeout(done, LEFT);
  });
}
addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("[data-making][aria-busy]")) one.removeAttribute("aria-busy");
});
