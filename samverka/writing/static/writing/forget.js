// Signing out: what was written and not sent yet does not stay on a device that others may use.
// Whoever has such words is told before.

const DATABASE = "samverka-writing"; // as in frontend/src/kept.js
const LONGEST = 1000; // ms

const form = document.querySelector("form[data-forget]");
const told = document.querySelector("[data-unsent]");

function asked(request, done) {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(done?.(request.result));
    request.onerror = request.onblocked = () => resolve();
    setTimeout(resolve, LONGEST);
  });
}

async function countUnsent() {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === DATABASE)) return 0;
  const database = await asked(indexedDB.open(DATABASE), (found) => found);
  if (!database) return 0;
  database.onversionchange = () => database.close();
  return asked(database.transaction("unsent").objectStore("unsent").count(), (number) => number);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await asked(indexedDB.deleteDatabase(DATABASE));
  form.submit();
});
countUnsent().then((number) => (told.hidden = !number), () => {});
