// How long the text is, counted as the server does (samverka/writing/prose.py): characters with
// spaces, without the ends of lines; words between spaces. Said aloud only when the limit is passed.

const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;
const PAUSE = 200; // ms

export function linesOf(node, lines = []) {
  if (node.isTextblock) lines.push(node.textBetween(0, node.content.size, "", (leaf) => leaf.type.spec.leafText?.(leaf) ?? ""));
  else node.forEach((child) => linesOf(child, lines));
  return lines;
}

export const charactersIn = (plain) => plain.length - (plain.match(PAIRS)?.length ?? 0) - (plain.split("\n").length - 1);

export const wordsIn = (plain) => plain.split(SPACES).filter(Boolean).length;

export class Count {
  constructor({ shown, said, words, limit, counts }) {
    Object.assign(this, { shown, said, words, limit, counts });
  }

  /** What the server says of the limit may have changed since the page came. */
  take({ limit, counts }) {
    Object.assign(this, { limit, counts });
    if (this.doc) this.show(this.doc);
  }

  later(doc) {
    this.doc = doc;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.show(this.doc);
    }, PAUSE);
  }

  show(doc) {
    const plain = linesOf(doc).join("\n");
    const n = this.counts === "words" ? wordsIn(plain) : charactersIn(plain);
    const over = this.limit === null ? 0 : Math.max(0, n - this.limit);
    const name = this.limit === null ? this.counts : `${this.counts}-of`;
    this.shown.textContent = this.words.text(name, { n, limit: this.limit });
    if (over) {
      const told = document.createElement("strong");
      told.textContent = this.words.text(`${this.counts}-over`, { n: over });
      this.shown.append(" ", told);
    }
    if (this.wasOver !== undefined && Boolean(over) !== this.wasOver) {
      this.said.textContent = over ? this.shown.textContent : this.words.text("fits");
    }
    this.wasOver = Boolean(over);
    this.shown.dataset.state = over ? "stop" : "";
  }
}
