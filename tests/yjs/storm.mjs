// Several write wildly in one text, lose the line, and vanish with everything they had. In the end
// tells, as JSON, whether all read the same, and which acknowledged edits are not there.
//
// Each edit puts in or takes away one word of its own, such as ⟦3.17⟧, so that it can be told what
// became of each. A word is safe when the server has said that it is stored; who vanishes takes
// everything else with them.

import * as Y from "yjs";

import { Client, dice, rest, until } from "./client.mjs";

const { urls, cookies, origin, edits, seed } = JSON.parse(process.argv[2]);
const PATIENCE = 60_000; // ms
const WORD = /⟦[^⟧]*⟧/g;
const roll = dice(seed);

const safeIn = new Set(); // put in, acknowledged
const safeOut = new Set(); // taken away, acknowledged
const touched = new Set(); // taken away by anybody, acknowledged or not
let lost = 0, vanished = 0, made = 0;

class Writer {
  constructor(number) {
    this.number = number;
    this.words = 0;
    this.begin();
  }

  begin() {
    this.waiting = []; // edits that are not acknowledged yet
    this.client = new Client({ url: urls[this.number % urls.length], cookie: cookies[this.number % cookies.length], origin });
    this.client.onStored = () => {
      // Whatever was written before a moment at which nothing was outstanding is stored.
      if (this.client.safe) this.allIsStored();
    };
  }

  allIsStored() {
    for (const [set, word] of this.waiting) set.add(word);
    this.waiting = [];
  }

  texts() {
    return this.client.fragment.toArray().flatMap((block) => block.toArray());
  }

  edit() {
    const texts = this.texts();
    const what = roll(10);
    this.client.doc.transact(() => {
      if (!texts.length || what === 0) this.newParagraph();
      else if (what < 7) this.putIn(texts[roll(texts.length)]);
      else if (what < 9) this.takeAway(texts[roll(texts.length)]);
      else this.format(texts[roll(texts.length)]);
    });
    made += 1;
  }

  newWord() {
    const word = `⟦${this.number}.${(this.words += 1)}⟧`;
    this.waiting.push([safeIn, word]);
    return word;
  }

  newParagraph() {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(this.newWord())]);
    this.client.fragment.insert(roll(this.client.fragment.length + 1), [paragraph]);
  }

  found(text) {
    const plain = text.toDelta().map((run) => run.insert).join("");
    return [...plain.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));
  }

  putIn(text) {
    const words = this.found(text);
    const place = roll(words.length + 1);
    text.insert(place < words.length ? words[place].at : text.length, this.newWord());
  }

  takeAway(text) {
    const words = this.found(text);
    if (!words.length) return;
    const { word, at } = words[roll(words.length)];
    text.delete(at, word.length);
    touched.add(word);
    this.waiting.push([safeOut, word]);
  }

  format(text) {
    const words = this.found(text);
    if (words.length) text.format(0, words[0].word.length, { strong: roll(2) ? {} : null });
  }

  async write(count) {
    for (let n = 0; n < count; n += 1) {
      this.edit();
      const chance = roll(400);
      if (chance < 4 || n === 40) {
        lost += 1;
        this.client.lose();
      } else if (chance === 4 || n === 80) {
        vanished += 1;
        this.client.end();
        this.begin();
        await until(() => this.client.synced, PATIENCE, "back after vanishing");
      }
      await rest(2 + roll(12));
    }
    await until(() => this.client.safe, PATIENCE, `writer ${this.number} to be stored`);
    this.allIsStored();
  }
}

const reads = (client) => client.fragment.toString();

const writers = cookies.map((_, number) => new Writer(number));
await Promise.all(writers.map((one) => until(() => one.client.synced, PATIENCE, "the first sync")));
process.stderr.write("writing\n");
await Promise.all(writers.map((one) => one.write(Math.ceil(edits / writers.length))));

const fresh = new Client({ url: urls[0], cookie: cookies[0], origin });
await until(() => fresh.synced, PATIENCE, "a fresh reader");
const same = () => writers.every((one) => reads(one.client) === reads(fresh));
await until(same, PATIENCE, "all to read the same").catch(() => {});

const words = new Set(reads(fresh).match(WORD) ?? []);
const answer = {
  same: same(),
  edits: made,
  lost,
  vanished,
  acknowledged: safeIn.size + safeOut.size,
  missing: [...safeIn].filter((word) => !touched.has(word) && !words.has(word)),
  undead: [...safeOut].filter((word) => words.has(word)),
  text: reads(fresh).replace(/<[^>]*>/g, ""),
};
console.log(JSON.stringify(answer));
process.exit(0);
