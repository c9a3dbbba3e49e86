// The line to the server, as samverka/writing/live/wire.py describes it: y-protocols, and the
// server's own words from 100 on. What we wrote counts as sent only when the server says that it is
// stored; until then it is kept on the device.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";

const SYNC = 0, AWARENESS = 1;
const STORED = 100, RIGHT = 101, COUNTS = 102, BESIDE = 103, REFUSED = 104;
const STATE = 0, STEP_TWO = 1, UPDATE = 2;

const FIRST_PAUSE = 500, LONGEST_PAUSE = 15_000; // ms before the line is tried again
const QUIET = 45_000; // ms without a word from the server, after which the line is taken for dead
const LOOK = 5_000;
const AT_ONCE = 700_000; // bytes of one message
const OVER = { 4401: "signed-out", 4404: "not-yours", 4413: "full", 1009: "full", 4400: "trouble" };

export class Line {
  /** `tell` hears `changed`, `right`, `counts`, `beside`, `refused`, `ready` and `over`. */
  constructor({ address, doc, awareness, kept, tell }) {
    Object.assign(this, { address, doc, awareness, kept, tell });
    this.unsent = []; // { bytes, number }: number is that of the message it went with on this line
    this.found = []; // keys of what other tabs left behind, sent with ours
    this.sent = 0;
    this.pause = FIRST_PAUSE;
    this.isOpen = this.isReady = this.mayWrite = false;
    this.over = null;
    this.waitsSince = null; // when the oldest unsent words were written
    doc.on("update", (bytes, origin) => origin !== this && this.wrote(bytes));
    awareness.on("update", (_, origin) => origin === "local" && this.tellPresence());
    addEventListener("online", () => this.connect());
    addEventListener("offline", () => this.socket?.close());
    addEventListener("pagehide", () => this.isOpen && removeAwarenessStates(awareness, [doc.clientID], "local"));
    setInterval(() => this.look(), LOOK);
    this.connect();
  }

  get isSaved() {
    return this.unsent.length === 0;
  }

  // ---- Opening and closing ----

  connect() {
    clearTimeout(this.timer);
    if (this.over || this.socket || !navigator.onLine) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = ({ data }) => socket === this.socket && this.hear(new Uint8Array(data));
    socket.onclose = ({ code }) => socket === this.socket && this.closed(code);
  }

  opened() {
    this.isOpen = true;
    this.sent = 0;
    this.heardAt = Date.now();
    for (const one of this.unsent) one.number = null;
    this.send(SYNC, (to) => {
      encoding.writeVarUint(to, STATE);
      encoding.writeVarUint8Array(to, Y.encodeStateVector(this.doc));
    });
    this.awareness.setLocalState(this.awareness.getLocalState() ?? {});
    this.tell("changed");
  }

  closed(code) {
    this.socket = null;
    this.isOpen = this.mayWrite = false;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (OVER[code]) {
      this.over = OVER[code];
      this.tell("over", this.over);
    } else {
      this.timer = setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    }
    this.tell("changed");
  }

  /** A line that says nothing any more is cut, so that it is opened anew. */
  look() {
    if (this.isOpen && Date.now() - this.heardAt > QUIET) this.socket.close();
  }

  // ---- Hearing ----

  hear(message) {
    this.heardAt = Date.now();
    const from = decoding.createDecoder(message);
    const kind = decoding.readVarUint(from);
    if (kind === SYNC) this.hearSync(from);
    else if (kind === AWARENESS) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(from), this);
    else if (kind === STORED) this.hearStored(decoding.readVarUint(from));
    else if (kind === RIGHT) this.tell("right", decoding.readVarString(from));
    else if (kind === COUNTS) this.tell("counts", JSON.parse(decoding.readVarString(from)));
    else if (kind === BESIDE) this.tell("beside");
    else if (kind === REFUSED) this.tell("refused", JSON.parse(decoding.readVarString(from)));
  }

  hearSync(from) {
    const what = decoding.readVarUint(from);
    const bytes = decoding.readVarUint8Array(from);
    if (what === STATE) this.sendMissing(bytes);
    else Y.applyUpdate(this.doc, bytes, this);
    if (what === STEP_TWO) this.synced();
  }

  hearStored(number) {
    this.unsent = this.unsent.filter((one) => !one.number || one.number > number);
    this.keep();
    this.waitsSince = this.isSaved ? null : Date.now();
    this.tell("changed");
  }

  async synced() {
    this.pause = FIRST_PAUSE;
    if (!this.isReady) {
      this.isReady = true;
      this.tell("ready");
    }
    this.tell("changed");
    if (this.mayWrite) await this.takeUp();
  }

  /** What an earlier tab did not get to send is sent now, and then no longer kept. */
  async takeUp() {
    const found = await this.kept.others();
    for (const { key, bytes } of found) {
      Y.applyUpdate(this.doc, bytes, "kept");
      this.found.push(key);
    }
    if (found.length) this.keep();
  }

  // ---- Saying ----

  wrote(bytes) {
    this.waitsSince ??= Date.now();
    if (this.mayWrite && bytes.length <= AT_ONCE) {
      this.unsent.push({ bytes, number: this.sendUpdate(UPDATE, bytes) });
    } else {
      // Nothing has been sent since the line was lost: one piece is enough, unless it grows large.
      const last = this.unsent.at(-1);
      const fits = last && !last.number && last.bytes.length + bytes.length <= AT_ONCE;
      if (fits) last.bytes = Y.mergeUpdates([last.bytes, bytes]);
      else this.unsent.push({ bytes, number: this.mayWrite ? this.sendUpdate(UPDATE, bytes) : null });
    }
    this.keep();
    this.tell("changed");
  }

  /** The server has said what it has, and so that we may write. */
  sendMissing(state) {
    this.mayWrite = true;
    const missing = Y.encodeStateAsUpdate(this.doc, state);
    if (missing.length <= AT_ONCE) {
      const number = this.sendUpdate(STEP_TWO, missing);
      for (const one of this.unsent) one.number = number;
    } else {
      for (const one of this.unsent) one.number = this.sendUpdate(UPDATE, one.bytes);
    }
    if (this.isReady) this.takeUp();
  }

  sendUpdate(what, bytes) {
    this.send(SYNC, (to) => {
      encoding.writeVarUint(to, what);
      encoding.writeVarUint8Array(to, bytes);
    });
    return ++this.sent;
  }

  tellPresence() {
    if (!this.isOpen) return;
    this.send(AWARENESS, (to) =>
      encoding.writeVarUint8Array(to, encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
  }

  send(kind, write) {
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, kind);
    write(to);
    // It may be closing already: what counts is sent again on the next line.
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(encoding.toUint8Array(to));
  }

  keep() {
    const waiting = this.unsent.map((one) => one.bytes);
    this.kept.put(waiting.length ? Y.mergeUpdates(waiting) : null).then(() => this.tell("changed"));
    if (!waiting.length && this.found.length) this.kept.drop(this.found.splice(0));
  }
}
