// A browser without a page: a Yjs document on one line, which comes back when the line is lost, and
// knows how many of its updates the server has stored. The reference server stores nothing: there
// `safe` is never reached, and the benchmark does not ask for it.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0, STORED = 100;
const STEP_ONE = 0, STEP_TWO = 1;
const BACK_AFTER = 60; // ms

export class Client {
  constructor({ url, cookie, origin }) {
    Object.assign(this, { url, cookie, origin });
    this.doc = new Y.Doc();
    this.fragment = this.doc.getXmlFragment("prosemirror");
    this.sent = 0; // steps 2 and updates on this line
    this.stored = 0; // of those, in the database
    this.synced = false;
    this.ended = false;
    this.onStored = () => {};
    this.doc.on("update", (update, origin) => {
      if (origin !== this) this.say((encoder) => sync.writeUpdate(encoder, update), true);
    });
    this.connect();
  }

  connect() {
    const headers = this.cookie ? { Cookie: this.cookie } : {};
    const line = new WebSocket(this.url, { headers, origin: this.origin, perMessageDeflate: false });
    line.binaryType = "arraybuffer";
    this.line = line;
    line.on("open", () => {
      this.sent = this.stored = 0;
      this.say((encoder) => sync.writeSyncStep1(encoder, this.doc));
    });
    line.on("message", (data) => this.hear(new Uint8Array(data)));
    line.on("error", () => {});
    line.on("close", (code) => {
      this.code = code;
      this.synced = false;
      if (!this.ended && line === this.line) setTimeout(() => this.ended || this.connect(), BACK_AFTER);
    });
  }

  say(write, counts = false) {
    if (this.line.readyState !== WebSocket.OPEN) return;
    // Before the server has said what it has, it gets everything in the step 2 anyway.
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    write(encoder);
    if (counts) this.sent += 1;
    this.line.send(encoding.toUint8Array(encoder));
  }

  hear(data) {
    const decoder = decoding.createDecoder(data);
    const kind = decoding.readVarUint(decoder);
    if (kind === STORED) {
      this.stored = decoding.readVarUint(decoder);
      this.onStored(this.stored);
    } else if (kind === SYNC) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      const what = sync.readSyncMessage(decoder, encoder, this.doc, this);
      if (what === STEP_ONE) {
        this.sent += 1;
        this.line.send(encoding.toUint8Array(encoder));
      }
      if (what === STEP_TWO) this.synced = true;
    }
  }

  get safe() {
    return this.synced && this.line.readyState === WebSocket.OPEN && this.stored >= this.sent;
  }

  lose() {
    this.line.terminate();
  }

  end() {
    this.ended = true;
    this.line.terminate();
  }
}

export const rest = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(isSo, patience, what) {
  const last = Date.now() + patience;
  while (!isSo()) {
    if (Date.now() > last) throw new Error(`waited in vain: ${what}`);
    await rest(20);
  }
}

// Numbers that look random and are the same each time.
export function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * sides);
  };
}
