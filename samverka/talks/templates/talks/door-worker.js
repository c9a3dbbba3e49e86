// Answers for the list at the door when there is no network. Its scope is that page and no other.
// Nothing is answered from the phone after the talk is over, or when the page is no longer ours.

const PAGE = new URL(registration.scope).pathname;
const NAME = `door:${PAGE}`; // as in door.js
const UNTIL = {{ until }}; // ms
const LONGEST = 5000; // ms: a network that does not answer is none

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function answer(request) {
  const isPage = request.mode === "navigate";
  try {
    const fresh = await inTime(fetch(request));
    if (isPage) await keepOrForget(fresh);
    if (!isPage || fresh.status < 500) return fresh;
  } catch {
    // No network: what is on the phone answers.
  }
  if (Date.now() > UNTIL) await caches.delete(NAME);
  const kept = await caches.match(isPage ? PAGE : request, { cacheName: NAME, ignoreVary: true });
  return kept ?? Response.error();
}

function inTime(promise) {
  const late = new Promise((_, refuse) => setTimeout(refuse, LONGEST, new Error("no answer")));
  return Promise.race([promise, late]);
}

async function keepOrForget(fresh) {
  if (fresh.status >= 500) return;
  if (fresh.ok && !fresh.redirected && Date.now() < UNTIL) {
    const cache = await caches.open(NAME);
    await cache.put(PAGE, fresh.clone());
  } else {
    await caches.delete(NAME); // signed out, or the talk is over
    await registration.unregister();
  }
}
