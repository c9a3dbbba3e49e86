// Writing together: ties the text, the line to the server and what stands beside it to the page.
// The page is whole without this file: it can be read, commented on, and brought back as it was.

import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, ySyncPluginKey, yUndoPlugin } from "y-prosemirror";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { Bar } from "./bar.js";
import { Beside } from "./beside.js";
import { KEYS, typing } from "./commands.js";
import { Count } from "./count.js";
import { Kept } from "./kept.js";
import { Line } from "./line.js";
import { pasting } from "./paste.js";
import { places } from "./places.js";
import { Presence } from "./presence.js";
import { Saved } from "./saved.js";
import { schema } from "./schema.js";
import { settling } from "./selection.js";
import { wordsOf } from "./words.js";

class Editor {
  constructor(root) {
    const find = (what) => root.querySelector(`[data-${what}]`);
    const { text, person, name, live, limit, counts } = root.dataset;
    this.root = root;
    this.find = find;
    this.right = null;
    this.words = wordsOf(root);
    this.doc = new Y.Doc();
    this.fragment = this.doc.getXmlFragment("prosemirror");
    this.awareness = new Awareness(this.doc);
    this.kept = new Kept(person, text, this.doc.clientID);
    this.presence = new Presence({
      awareness: this.awareness, words: this.words, me: { id: Number(person), name },
      list: document.querySelector("[data-here]"), sentence: find("together"),
    });
    this.count = new Count({
      shown: find("count"), said: find("said"), words: this.words, limit: limit ? Number(limit) : null, counts,
    });
    this.line = new Line({
      address: live, doc: this.doc, awareness: this.awareness, kept: this.kept,
      tell: (what, facts) => this.hear(what, facts),
    });
    this.saved = new Saved({ line: this.line, kept: this.kept, words: this.words, shown: find("saved"), said: find("said") });
    addEventListener("beforeunload", (event) => {
      if (!this.line.isSaved && !this.kept.isSafe) event.preventDefault();
    });
  }

  // ---- What the line tells ----

  hear(what, facts) {
    if (what === "changed") this.saved?.show();
    else if (what === "ready") this.open();
    else if (what === "right") this.getRight(facts);
    else if (what === "counts") this.count.take(facts);
    else if (what === "beside") this.beside?.fetch();
    else if (what === "refused") this.say(facts.sentence, "stop");
    else if (what === "over") this.end(facts);
  }

  getRight(right) {
    const before = this.right;
    this.right = this.saved.right = this.presence.right = right;
    this.awareness.setLocalStateField("right", right);
    this.presence.show();
    if (!this.view || right === before) return;
    this.furnish();
    this.say(this.words.text(`right-${right}`), right === "write" ? "done" : "stop");
    this.beside?.fetch();
  }

  end(why) {
    this.right = "read";
    if (why === "not-yours") {
      this.view?.destroy();
      this.view = null;
      this.root.querySelector(".page")?.remove();
      document.querySelector("#beside")?.remove();
    }
    if (this.view) this.furnish();
    const unsent = why === "signed-out" && !this.line.isSaved && this.kept.isSafe;
    this.find("tools").hidden = true;
    this.find("sign-in").hidden = why !== "signed-out";
    this.say(this.words.text(`over-${why}${unsent ? "-unsent" : ""}`), "stop");
  }

  /** A sentence above the text, until the next one. */
  say(sentence, state = "") {
    const shown = this.find("notice");
    shown.hidden = !sentence;
    shown.dataset.state = state;
    shown.querySelector("p").textContent = sentence ?? "";
  }

  // ---- The text ----

  open() {
    const place = this.find("page");
    const editor = this;
    this.view = new EditorView((dom) => place.replaceWith(dom), {
      state: EditorState.create({ schema, plugins: this.plugins() }),
      attributes: () => this.attributes(),
      editable: () => this.right !== "read",
      dispatchTransaction(tr) {
        editor.dispatch(this, tr); // the first ones come before the view is ready to be named
      },
    });
    this.bar = new Bar({ root: this.find("tools"), view: this.view, form: this.find("link") });
    const aside = document.querySelector("#beside");
    if (aside) this.beside = new Beside({ root: aside.parentElement, view: this.view, words: this.words, say: (words) => this.say(words) });
    this.find("tools").addEventListener("click", (event) => {
      const button = event.target.closest("[data-beside-do]");
      if (button && this.beside) this.beside[button.dataset.besideDo]();
    });
    this.furnish();
    this.count.later(this.view.state.doc);
  }

  plugins() {
    return [
      ySyncPlugin(this.fragment),
      this.presence.plugin(),
      yUndoPlugin(),
      typing,
      settling,
      keymap({
        "Mod-Alt-m": () => this.beside?.comment() ?? true,
        "Mod-k": () => this.bar.openLink() ?? true,
        "Alt-F10": () => this.bar.usable().find((one) => one.tabIndex === 0)?.focus() ?? true,
      }),
      keymap(KEYS),
      tableEditing(),
      pasting((name, n) => this.say(name && (name === "pictures" ? this.words.many(name, n) : this.words.text(name, { n })))),
      places((id) => this.beside?.goToId(id)),
      this.guard(),
    ];
  }

  /** Those who may comment get a caret, so that they can mark words with the keyboard, and no more. */
  guard() {
    const no = () => this.right !== "write";
    return new Plugin({
      filterTransaction: (tr) => !tr.docChanged || !no() || Boolean(tr.getMeta(ySyncPluginKey)),
      props: {
        handleTextInput: no,
        handlePaste: no,
        handleDrop: no,
        handleDOMEvents: { beforeinput: (_view, event) => no() && (event.preventDefault(), true) },
      },
    });
  }

  attributes() {
    const { labelledby, describedby, language = document.documentElement.lang } = this.root.dataset;
    return {
      class: "page prose",
      lang: language,
      role: "textbox",
      tabindex: "0",
      "aria-multiline": "true",
      "aria-labelledby": labelledby,
      "aria-describedby": describedby,
      "aria-readonly": String(this.right !== "write"),
      inputmode: this.right === "write" ? "text" : "none",
    };
  }

  dispatch(view, tr) {
    view.updateState(view.state.apply(tr));
    if (tr.docChanged) this.count.later(view.state.doc);
    if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) this.bar?.show();
  }

  /** What may be done shows in what there is to press. */
  furnish() {
    const tools = this.find("tools");
    tools.hidden = this.right === "read";
    for (const group of tools.querySelectorAll("[data-needs]")) group.hidden = this.right !== group.dataset.needs && this.right !== "write";
    this.view.setProps({});
    this.bar?.show();
  }
}

for (const root of document.querySelectorAll("[data-writing]")) new Editor(root);
