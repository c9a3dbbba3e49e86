// Who is here: faces with a letter, a line of their own kind, and words; carets with a name that
// fades. The server puts `user.id` and `user.name` into what each browser tells of itself.

import { yCursorPlugin } from "y-prosemirror";

const KINDS = ["b", "c", "d", "e"]; // kinds of line; "a" is always oneself
const NAME_SHOWN = 2_000; // ms

export class Presence {
  constructor({ awareness, me, words, list, sentence }) {
    Object.assign(this, { awareness, me, words, list, sentence });
    this.kinds = new Map(); // of line, by id of the person
    this.carets = new Map(); // elements by client
    this.right = null;
    awareness.on("change", (changes) => {
      for (const client of changes.updated) this.nameAgain(client);
      this.show();
    });
  }

  kindOf(id) {
    if (!this.kinds.has(id)) this.kinds.set(id, KINDS[this.kinds.size % KINDS.length]);
    return this.kinds.get(id);
  }

  /** Everybody once, however many tabs they have: oneself first, then in the order they came. */
  people() {
    const found = new Map([[this.me.id, { ...this.me, kind: "a", writes: this.right === "write" }]]);
    for (const [client, { user, cursor, right }] of this.awareness.getStates()) {
      if (client === this.awareness.clientID || !user?.name || user.id === this.me.id) continue;
      const known = found.get(user.id);
      const writes = Boolean(known?.writes || (cursor && right === "write"));
      found.set(user.id, { id: user.id, name: user.name, kind: this.kindOf(user.id), writes });
    }
    return [...found.values()];
  }

  show() {
    const people = this.people();
    const state = JSON.stringify([people, this.right]);
    if (state === this.state) return;
    this.state = state;
    this.list.replaceChildren(...people.map((one) => this.row(one)));
    const writers = people.filter(({ id, writes }) => writes && id !== this.me.id).map(({ name }) => firstName(name));
    this.sentence.textContent = this.sentenceFor(writers, people.length);
  }

  sentenceFor(writers, here) {
    const { words } = this;
    if (writers.length && this.right === "write") return words.text("together", { names: words.list([...writers, words.text("you")]) });
    if (writers.length) return words.many("writing", writers.length, { names: words.list(writers) });
    return words.text(here > 1 ? "nobody-else-writes" : "alone");
  }

  row({ id, name, kind, writes }) {
    const row = document.createElement("li");
    const face = document.createElement("span");
    face.className = `face ${kind}`;
    face.setAttribute("aria-hidden", "true");
    face.textContent = [...name][0].toLocaleUpperCase(document.documentElement.lang);
    const short = firstName(name);
    const word = id === this.me.id ? "is-you" : writes ? "is-writing" : "is-reading";
    row.append(face, this.words.text(word, { name: short }));
    return row;
  }

  // ---- Carets ----

  plugin() {
    return yCursorPlugin(this.awareness, {
      awarenessStateFilter: (mine, client, { user }) => mine !== client && Boolean(user?.name) && user.id !== this.me.id,
      cursorBuilder: (user, client) => this.caret(user, client),
      selectionBuilder: (user) => ({ class: `theirs ${this.kindOf(user.id)}` }),
    });
  }

  caret(user, client) {
    const caret = document.createElement("span");
    caret.className = `caret ${this.kindOf(user.id)}`;
    caret.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.contentEditable = "false";
    name.textContent = firstName(user.name);
    caret.append("\u2060", name, "\u2060");
    this.carets.set(client, { caret });
    this.nameAgain(client);
    return caret;
  }

  /** The name stands beside the caret after it has moved, and then fades. */
  nameAgain(client) {
    const known = this.carets.get(client);
    if (!known) return;
    clearTimeout(known.timer);
    known.caret.dataset.named = "";
    known.timer = setTimeout(() => delete known.caret.dataset.named, NAME_SHOWN);
  }
}

const firstName = (name) => name.split(/\s+/)[0];
