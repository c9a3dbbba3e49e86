// What a text may hold: only what becomes a Word file or a PDF unharmed. The server reads the same
// names (samverka/writing/content.py).

import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

export const SAFE = /^(https?:|mailto:|tel:)/i;

const table = tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} });

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*",
    group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  // The page has its own h1 and h2: a heading in a text begins as h3.
  heading: {
    attrs: { level: { default: 1, validate: "number" } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [
      ...["h1", "h2", "h3"].map((tag) => ({ tag, attrs: { level: 1 } })),
      ...["h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 2 } })),
    ],
    toDOM: (node) => [`h${node.attrs.level + 2}`, 0],
  },
  bullet_list: {
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    attrs: { order: { default: 1, validate: "number" } },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Number.parseInt(dom.getAttribute("start"), 10) || 1 }) }],
    toDOM: (node) => (node.attrs.order === 1 ? ["ol", 0] : ["ol", { start: node.attrs.order }, 0]),
  },
  list_item: {
    content: "paragraph (paragraph | bullet_list | ordered_list)*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  ...table,
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    leafText: () => "\n",
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

const marks = {
  link: {
    attrs: { href: { validate: "string" } },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => SAFE.test(dom.getAttribute("href")) && { href: dom.getAttribute("href") } }],
    toDOM: (mark) => ["a", { href: SAFE.test(mark.attrs.href) ? mark.attrs.href : "#", rel: "noopener noreferrer" }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
};

export const schema = new Schema({ nodes, marks });
