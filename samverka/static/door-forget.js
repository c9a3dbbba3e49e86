// Lists from the door do not stay on a phone: those of talks that are over go as soon as any page is
// opened, and all of them go when somebody signs out. Ticks hold no names.

const LISTS = "door:"; // as in door.js

async function kept() {
  const names = (await caches.keys()).filter((name) => name.startsWith(LISTS));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  return names.map((name) => ({
    name,
    worker: workers.find((one) => LISTS + new URL(one.scope).pathname === name),
  }));
}

function forget({ name, worker }) {
  localStorage.removeItem(`${name}:until`);
  caches.delete(name);
  worker?.unregister();
}

function waits(key) {
  const ticks = localStorage.getItem(key);
  return ticks.startsWith("{") && Object.keys(JSON.parse(ticks).waits ?? {}).length > 0;
}

if (window.caches) {
  const lists = await kept();
  const isOver = ({ name }) => !(Number(localStorage.getItem(`${name}:until`)) > Date.now());
  lists.filter(isOver).forEach(forget);

  const leaving = document.querySelector("form[data-forget]");
  const ticks = Object.keys(localStorage).filter((key) => key.startsWith(LISTS));
  const told = document.querySelector("[data-unsent-ticks]");
  if (told) told.hidden = !ticks.some(waits);
  leaving?.addEventListener("submit", () => {
    lists.forEach(forget);
    ticks.forEach((key) => localStorage.removeItem(key));
  });
}
