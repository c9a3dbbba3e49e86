// Many people type in one text at the same time: how long until the others see it, and is it all
// there in the end? Tells it as JSON. The same for our server and for the reference server.

import * as Y from "yjs";

import { Client, dice, rest, until } from "./client.mjs";

const { urls, cookies, origin, people, seconds, every, stores, seed } = JSON.parse(process.argv[2]);
const PATIENCE = 60_000; // ms
const roll = dice(seed);
const sentAt = new Map(); // client id → [clock, time] of each edit
const delays = [];
let measuring = false, edits = 0;

function watch(client) {
  client.doc.on("afterTransaction", (transaction) => {
    if (!measuring || transaction.origin !== client) return;
    const now = performance.now();
    transaction.afterState.forEach((after, id) => {
      const before = transaction.beforeState.get(id) ?? 0;
      for (const [clock, at] of newest(sentAt.get(id) ?? [], before)) {
        if (clock <= after) delays.push(now - at);
      }
    });
  });
}

function newest(list, before) {
  let n = list.length;
  while (n > 0 && list[n - 1][0] > before) n -= 1;
  return list.slice(n);
}

async function type(client, number, last) {
  const words = new Y.XmlText();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [words]);
  client.fragment.insert(client.fragment.length, [paragraph]);
  const mine = [];
  sentAt.set(client.doc.clientID, mine);
  await rest(roll(every));
  while (performance.now() < last()) {
    const clock = Y.getState(client.doc.store, client.doc.clientID);
    mine.push([clock + 1, performance.now()]);
    words.insert(words.length, "abcdefghij klmnop"[roll(17)]);
    edits += 1;
    await rest(every / 2 + roll(every));
  }
}

const clients = [];
for (let n = 0; n < people; n += 1) {
  const client = new Client({ url: urls[n % urls.length], cookie: cookies[n % cookies.length], origin });
  clients.push(client);
  watch(client);
  await until(() => client.synced, PATIENCE, "the first sync");
}
measuring = true;
const end = performance.now() + seconds * 1000;
await Promise.all(clients.map((client, number) => type(client, number, () => end)));
const whole = () => clients.every((one) => one.fragment.toString() === clients[0].fragment.toString());
await until(() => whole() && (!stores || clients.every((one) => one.safe)), PATIENCE, "all to read the same");

const typed = clients.reduce((sum, one) => sum + Y.getState(one.doc.store, one.doc.clientID), 0);
const fresh = new Client({ url: urls[0], cookie: cookies[0], origin });
await until(() => fresh.synced, PATIENCE, "a fresh reader");
await until(() => fresh.fragment.toString() === clients[0].fragment.toString(), PATIENCE, "the same").catch(() => {});

delays.sort((a, b) => a - b);
const at = (share) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))];
console.log(JSON.stringify({
  people,
  edits,
  deliveries: delays.length,
  wanted: edits * (people - 1),
  p50: at(0.5),
  p95: at(0.95),
  p99: at(0.99),
  worst: delays.at(-1),
  same: fresh.fragment.toString() === clients[0].fragment.toString(),
  typed,
}));
process.exit(0);
