// What is pasted, made harmless before any parser sees it: one walk through the characters keeps the
// few elements that a text may hold, without attributes, and counts the pictures that it leaves out.
// Word's lists are paragraphs with a bullet typed in front; they become lists.

const BLOCKS = new Set(["p", "div", "section", "article", "header", "footer", "main", "blockquote", "pre", "dl", "dt", "dd",
  "figure", "figcaption", "center", "address", "form", "fieldset", "caption", "summary", "details", "hr"]);
const HEADING = /^h[1-6]$/;
const INLINE = { b: "strong", strong: "strong", i: "em", em: "em" };
const LISTS = new Set(["ul", "ol"]);
const UNSEEN = new Set(["script", "style", "head", "title", "template", "noscript", "xml", "iframe", "object", "svg", "math",
  "video", "audio", "canvas", "select", "textarea", "button"]);
const PICTURES = new Set(["img", "svg", "video", "canvas", "object", "embed", "v:imagedata"]);
const DEEPEST = 6; // lists inside each other
const LONGEST = 2000; // characters of an attribute that are looked at
const NUMBERED = /^\s*(?:\d+|[a-z]{1,4})[.)]/i;
const SAFE = /^\s*(?:https?:|mailto:|tel:)[^\s"'<>]*\s*$/i;

export function clean(html) {
  const writer = new Writer();
  for (const piece of pieces(html)) writer.take(piece);
  return { html: writer.finished(), pictures: writer.pictures };
}

// ---- Reading ----

/** Texts, tags and remarks, one after the other, in time that grows with the length alone. */
function* pieces(html) {
  const find = finder(html);
  const endless = new Set();
  let at = 0;
  while (at < html.length) {
    const open = find("<", at);
    if (open > at) yield { text: html.slice(at, open) };
    if (open >= html.length) return;
    const next = html[open + 1];
    if (html.startsWith("<!--", open)) {
      const end = find("-->", open + 4);
      yield { remark: html.slice(open + 4, Math.min(end, open + 64)) };
      at = end + 3;
    } else if (next === "!" || next === "?") {
      const end = find(">", open);
      yield { remark: html.slice(open + 2, Math.min(end, open + 64)) };
      at = end + 1;
    } else if (/[a-z/]/i.test(next ?? "")) {
      const tag = readTag(html, open, find);
      yield tag;
      at = tag.end;
      if (!tag.closes && UNSEEN.has(tag.name)) at = afterUnseen(html, at, tag.name, find, endless);
    } else {
      yield { text: "&lt;" };
      at = open + 1;
    }
  }
}

/** Like indexOf, but gives the end where there is none, and remembers that there is none. */
function finder(html) {
  const none = new Map();
  return (needle, from) => {
    if (none.get(needle) <= from) return html.length;
    const found = html.indexOf(needle, from);
    if (found === -1) none.set(needle, from);
    return found === -1 ? html.length : found;
  };
}

function readTag(html, open, find) {
  const closes = html[open + 1] === "/";
  const name = word(/[^\s/>]*/y, html, open + (closes ? 2 : 1));
  const tag = { name: name.text.slice(0, 40).toLowerCase(), closes, attributes: {} };
  let at = name.end;
  for (;;) {
    at = word(/[\s/]*/y, html, at).end;
    if (at >= html.length || html[at] === ">") break;
    const key = word(/.[^\s=>/]*/sy, html, at);
    const equals = word(/\s*=\s*/y, html, key.end);
    at = Math.max(key.end, equals.end);
    if (!equals.text) continue;
    const quote = html[at];
    const quoted = quote === '"' || quote === "'";
    const end = quoted ? find(quote, at + 1) : word(/[^\s>]*/y, html, at).end;
    if (key.text.length < 40) {
      tag.attributes[key.text.toLowerCase()] = html.slice(quoted ? at + 1 : at, Math.min(end, at + LONGEST));
    }
    at = quoted ? end + 1 : end;
  }
  tag.end = at + 1;
  return tag;
}

function word(pattern, html, at) {
  pattern.lastIndex = at;
  const found = pattern.exec(html);
  return found ? { text: found[0], end: pattern.lastIndex } : { text: "", end: at };
}

/** Behind what nobody is meant to see; a script that never ends takes the rest along. */
function afterUnseen(html, at, name, find, endless) {
  const end = new RegExp(`</${name}`, "gi");
  end.lastIndex = at;
  if (!endless.has(name) && end.exec(html)) return find(">", end.lastIndex) + 1;
  endless.add(name);
  return name === "script" || name === "style" ? html.length : at;
}

// ---- Writing ----

class Writer {
  constructor() {
    this.out = [];
    this.pictures = 0;
    this.open = []; // lists and tables that are open, outermost first
    this.word = []; // lists that Word only pretends, "ul" or "ol" for each level
    this.item = null; // a paragraph of such a list whose bullet has not been read yet
    this.bullet = null; // what has been read of a bullet
  }

  take(piece) {
    if (piece.remark !== undefined) this.remark(piece.remark);
    else if (piece.text !== undefined) this.text(piece.text);
    else if (piece.closes) this.close(piece.name);
    else this.begin(piece);
  }

  finished() {
    this.leaveWord(0);
    return this.out.join("");
  }

  remark(words) {
    if (words.includes("!supportLists")) this.bullet = "";
    else if (words.includes("[endif]") && this.bullet !== null) this.startItem();
  }

  text(words) {
    if (this.bullet !== null) this.bullet += words;
    else {
      if (this.item && words.trim()) this.startItem();
      this.out.push(words);
    }
  }

  begin({ name, attributes }) {
    if (PICTURES.has(name)) this.pictures += name === "v:imagedata" ? 0 : 1;
    if (this.bullet !== null) return;
    if (HEADING.test(name) || BLOCKS.has(name)) this.block(name, attributes);
    else if (LISTS.has(name)) this.list(name, attributes);
    else if (name === "table") this.table();
    else if (name === "tr" || name === "td" || name === "th") this.cell(name, attributes);
    else if (name === "li") this.out.push(this.within("list") ? "<li>" : "<p>");
    else if (name === "br") this.out.push("<br>");
    else if (name === "a" && SAFE.test(attributes.href ?? "")) this.out.push(`<a href="${attributes.href.trim()}">`);
    else if (name in INLINE && !/font-weight:\s*(normal|400)/i.test(attributes.style ?? "")) this.out.push(`<${INLINE[name]}>`);
  }

  close(name) {
    if (this.bullet !== null) return;
    if (HEADING.test(name)) this.out.push(this.open.length ? "</p>" : `</${name}>`);
    else if (BLOCKS.has(name)) this.out.push("</p>");
    else if (LISTS.has(name) && this.within("list")) this.out.push(`</${this.open.pop().name}>`);
    else if (name === "table" && this.within("table")) this.leaveTable();
    else if (name === "li" || name === "tr" || name === "td" || name === "th") this.out.push(this.canClose(name) ? `</${name}>` : "");
    else if (name === "a") this.out.push("</a>");
    else if (name in INLINE) this.out.push(`</${INLINE[name]}>`);
  }

  /** A paragraph or heading; inside a list or a cell all are paragraphs. */
  block(name, { style = "", class: kind = "" }) {
    const level = /mso-list:(?!\s*(?:none|ignore))[^;]*level(\d)/i.exec(style) ?? (/MsoListParagraph/.test(kind) ? [0, 1] : null);
    if (level && !this.open.length) {
      this.item = { level: Math.min(Number(level[1]), DEEPEST) };
      return;
    }
    this.leaveWord(0);
    this.out.push(HEADING.test(name) && !this.open.length ? `<${name}>` : "<p>");
  }

  startItem() {
    const { level } = this.item ?? { level: 0 };
    const kind = NUMBERED.test(this.bullet ?? "") ? "ol" : "ul";
    [this.item, this.bullet] = [null, null];
    if (!level) return;
    this.leaveWord(level);
    if (this.word.length === level && this.word.at(-1) !== kind) this.leaveWord(level - 1);
    if (this.word.length === level) this.out.push("</li><li><p>");
    while (this.word.length < level) {
      this.word.push(kind);
      this.out.push(`<${kind}><li><p>`);
    }
  }

  leaveWord(level) {
    if (this.item && level === 0) this.startItem();
    while (this.word.length > level) this.out.push(`</li></${this.word.pop()}>`);
  }

  list(name, { start = "" }) {
    this.leaveWord(0);
    if (this.open.filter((one) => one.kind === "list").length >= DEEPEST) return;
    this.open.push({ kind: "list", name });
    this.out.push(name === "ol" && /^\d{1,4}$/.test(start) ? `<ol start="${start}">` : `<${name}>`);
  }

  /** A table inside a list or another table has no place: its cells become paragraphs. */
  table() {
    this.leaveWord(0);
    if (this.open.length) this.open.push({ kind: "flat", name: "" });
    else {
      this.open.push({ kind: "table", name: "table" });
      this.out.push("<table>");
    }
  }

  leaveTable() {
    while (this.open.at(-1).kind === "list") this.out.push(`</${this.open.pop().name}>`);
    if (this.open.pop().kind === "table") this.out.push("</table>");
  }

  cell(name, attributes) {
    if (!this.canClose(name)) return this.out.push("<p>");
    const spans = ["colspan", "rowspan"].filter((key) => /^\d{1,2}$/.test(attributes[key] ?? ""));
    this.out.push(`<${name}${spans.map((key) => ` ${key}="${attributes[key]}"`).join("")}>`);
  }

  within(kind) {
    return kind === "list" ? this.open.at(-1)?.kind === "list" : this.open.some((one) => one.kind !== "list");
  }

  canClose(name) {
    return name === "li" ? this.within("list") : this.open.at(-1)?.kind === "table";
  }
}
