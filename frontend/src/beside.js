// What stands beside the text: comments and suggestions. The server draws them, also without this
// file; here they are fetched anew when something changes, sent without leaving the page, and tied
// to their places in the text.

import { TextSelection } from "prosemirror-state";
import { anchorOf, rangeOf, showPlaces } from "./places.js";
import { settle } from "./selection.js";

const MOST_QUOTED = 500; // characters

export class Beside {
  /** `root` holds #beside; `say` shows a sentence. */
  constructor({ root, view, words, say }) {
    Object.assign(this, { root, view, words, say });
    root.addEventListener("submit", (event) => this.send(event));
    root.addEventListener("click", (event) => this.press(event));
    this.tie();
  }

  get box() {
    return this.root.querySelector("#beside");
  }

  /** Marks in the text for what is here, and buttons that only work with this file. */
  tie() {
    const about = [...this.box.querySelectorAll("[data-from]")].filter(({ dataset }) => dataset.from && dataset.state !== "resolved");
    const things = about.map(({ id, dataset }) => ({
      id, from: dataset.from, to: dataset.to, kind: dataset.suggestion ? "proposed" : "commented",
    }));
    showPlaces(this.view, things);
    for (const one of about) {
      const button = one.querySelector("[data-show]");
      if (button) button.hidden = !rangeOf(this.view.state, one.dataset);
    }
    const jump = this.box.querySelector("[data-jump]");
    if (jump) jump.hidden = this.open().length < 2;
  }

  open() {
    return [...this.box.querySelectorAll('.comment[tabindex]:not([data-state="resolved"])')];
  }

  // ---- Going between the text and what is said of it ----

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-show]")) this.showInText(button.closest(".comment"));
    else if (button.matches("[data-next]")) this.goOn(1);
    else if (button.matches("[data-previous]")) this.goOn(-1);
    else if (button.matches("[data-cancel]")) this.cancel(button.closest("form"));
  }

  showInText(thing) {
    const range = rangeOf(this.view.state, thing.dataset);
    if (!range) return;
    const { tr } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, range.from, range.to)).scrollIntoView());
    this.view.focus();
  }

  goOn(step) {
    const all = this.open();
    const here = all.findIndex((one) => one.matches("[data-current]"));
    this.goTo(all.at((here === -1 && step === -1 ? 0 : here + step) % all.length));
  }

  goTo(thing) {
    for (const one of this.box.querySelectorAll("[data-current]")) delete one.dataset.current;
    if (!thing) return;
    thing.dataset.current = "";
    thing.focus({ preventScroll: true });
    thing.scrollIntoView({ block: "nearest" });
  }

  goToId(id) {
    this.goTo(this.box.querySelector(`#${CSS.escape(id)}`));
  }

  // ---- Writing one ----

  comment() {
    settle(this.view);
    const { state } = this.view;
    const { from, to, empty } = state.selection;
    const quote = empty ? "" : state.doc.textBetween(from, to, " ", " ").slice(0, MOST_QUOTED);
    this.prepare("comment", { quote, anchor: empty ? { from: "", to: "" } : anchorOf(state) });
  }

  suggest() {
    settle(this.view);
    const { state } = this.view;
    const { from, to, empty, $from, $to } = state.selection;
    if (empty) return this.say(this.words.text("mark-first"));
    const words = state.doc.textBetween(from, to, "\n", "\n");
    if (!$from.sameParent($to) || words.includes("\n")) return this.say(this.words.text("one-paragraph"));
    this.prepare("suggest", { quote: words, instead_of: words, wanted: words, anchor: anchorOf(state) });
  }

  prepare(kind, { anchor, quote, ...values }) {
    const form = this.box.querySelector(`form[data-${kind}]`);
    const fields = { ...values, quote, anchor_from: anchor.from, anchor_to: anchor.to };
    for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value;
    const shown = form.querySelector("[data-quote]");
    shown.hidden = !quote;
    shown.querySelector("q").textContent = quote;
    unfold(form);
    const field = form.querySelector("textarea");
    field.focus();
    if (kind === "suggest") field.select();
  }

  cancel(form) {
    form.reset();
    form.querySelector("[data-quote]").hidden = true;
    for (const name of ["anchor_from", "anchor_to", "quote"]) if (form.elements[name]) form.elements[name].value = "";
    const fold = form.closest("details");
    if (fold) fold.open = false;
    else form.hidden = true;
    form.closest("section").hidden = !form.closest("section").querySelector(".comment, details");
    this.view.focus();
  }

  async send(event) {
    const form = event.target;
    if (!this.box.contains(form)) return;
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[type=submit]");
    if (button?.getAttribute("aria-busy")) return;
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" },
      });
      if (!answer.ok && answer.status !== 422) throw new Error(`${answer.status}`);
      this.put(await answer.text(), form);
      const wrong = this.box.querySelector("[role=alert], [aria-invalid=true]");
      if (wrong) return wrong.focus();
      this.say(this.words.text("sent"));
      this.box.querySelector("h2")?.focus();
    } catch {
      this.say(this.words.text("not-sent"));
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  // ---- Fetched anew ----

  async fetch() {
    try {
      const answer = await fetch(this.box.dataset.beside, { headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) this.put(await answer.text(), null);
    } catch {
      // It is told again when something else changes, or shown when the page is loaded anew.
    }
  }

  /** The new in the place of the old; what somebody types meanwhile stays, and so does their caret. */
  put(html, sent) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const typed = sent ? [] : this.typed();
    const active = this.box.contains(document.activeElement) ? document.activeElement : null;
    const caret = active?.matches("textarea") ? [active.selectionStart, active.selectionEnd] : null;
    this.box.replaceWith(fresh.content.querySelector("#beside"));
    for (const { key, values, shows } of typed) this.typeAgain(key, values, shows);
    const same = active?.id ? this.box.querySelector(`#${CSS.escape(active.id)}`) : null;
    same?.focus({ preventScroll: true });
    if (same && caret) same.setSelectionRange(...caret);
    this.tie();
  }

  typed() {
    const forms = [...this.box.querySelectorAll("form")].filter((form) => form.querySelector("textarea") && form.checkVisibility());
    return forms.map((form) => ({
      key: new URL(form.action).pathname,
      shows: form.querySelector("[data-quote]:not([hidden]) q")?.textContent,
      values: [...form.elements].filter(({ name }) => name && name !== "csrfmiddlewaretoken").map(({ name, value }) => [name, value]),
    }));
  }

  typeAgain(key, values, shows) {
    const form = [...this.box.querySelectorAll("form")].find(({ action }) => new URL(action).pathname === key);
    if (!form) return;
    for (const [name, value] of values) if (form.elements[name]) form.elements[name].value = value;
    unfold(form);
    const quote = form.querySelector("[data-quote]");
    if (quote && shows) {
      quote.hidden = false;
      quote.querySelector("q").textContent = shows;
    }
  }
}

function unfold(form) {
  form.hidden = form.closest("section").hidden = false;
  const fold = form.closest("details");
  if (fold) fold.open = true;
}
