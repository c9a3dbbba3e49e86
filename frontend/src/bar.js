// The tools above the text: real buttons that say what they are and whether they are on. One stop
// for the tab key; arrows, Home and End go between them.

import { COMMANDS, PLACES, hasMark } from "./commands.js";
import { SAFE, schema } from "./schema.js";

const { link } = schema.marks;

export class Bar {
  constructor({ root, view, form }) {
    Object.assign(this, { root, view, form });
    this.buttons = [...root.querySelectorAll("button[data-do]")];
    root.hidden = false;
    root.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault()); // the selection stays
    root.addEventListener("click", (event) => this.press(event.target.closest("button[data-do]")));
    root.addEventListener("keydown", (event) => this.walk(event));
    this.prepareLink();
    this.show();
  }

  press(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const name = button.dataset.do;
    if (name === "link") return this.openLink();
    COMMANDS[name].run(this.view.state, (tr) => this.view.dispatch(tr.scrollIntoView()), this.view);
    if (document.activeElement !== button || !button.checkVisibility()) this.view.focus();
  }

  /** Which are on, which can be used, and which groups are of use here. */
  show() {
    const { state } = this.view;
    for (const group of this.root.querySelectorAll("[data-only-in]")) group.hidden = !PLACES[group.dataset.onlyIn](state);
    for (const button of this.buttons) {
      const { run, isOn } = COMMANDS[button.dataset.do] ?? { run: () => true, isOn: (now) => hasMark(now, link) };
      if (isOn) button.setAttribute("aria-pressed", String(isOn(state)));
      const can = button.dataset.do === "link" ? !state.selection.empty || hasMark(state, link) : run(state);
      button.setAttribute("aria-disabled", String(!can));
    }
    const usable = this.usable();
    const current = usable.find((button) => button.tabIndex === 0) ?? usable[0];
    for (const button of this.buttons) button.tabIndex = button === current ? 0 : -1;
  }

  usable() {
    return this.buttons.filter((button) => !button.closest("[hidden]"));
  }

  walk(event) {
    const usable = this.usable();
    const here = usable.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (to === undefined || here === -1) return;
    event.preventDefault();
    const next = usable.at(to % usable.length);
    for (const button of this.buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  // ---- Links ----

  prepareLink() {
    const { form } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.setLink(form.elements.address.value.trim());
    });
    form.querySelector("[data-unlink]").addEventListener("click", () => this.endLink((tr, { from, to }) => tr.removeMark(from, to, link)));
    form.querySelector("[data-leave]").addEventListener("click", () => this.endLink());
    form.addEventListener("keydown", (event) => event.key === "Escape" && this.endLink());
  }

  openLink() {
    const place = this.linkPlace();
    if (!place) return;
    this.form.hidden = false;
    this.form.elements.address.value = place.href;
    this.form.querySelector("[data-unlink]").hidden = !place.href;
    this.form.querySelector(".error").hidden = true;
    this.form.elements.address.focus();
  }

  /** What the link is or will be about: the marked words, or the whole link around the caret. */
  linkPlace() {
    const { selection: { from, to, empty, $from }, doc } = this.view.state;
    if (!empty) {
      let href = "";
      doc.nodesBetween(from, to, (node) => void (href ||= link.isInSet(node.marks)?.attrs.href ?? ""));
      return { from, to, href };
    }
    let place = null;
    $from.parent.forEach((node, offset) => {
      const found = link.isInSet(node.marks);
      const begin = $from.start() + offset;
      if (found && begin <= from && from <= begin + node.nodeSize) place = { from: begin, to: begin + node.nodeSize, href: found.attrs.href };
    });
    return place;
  }

  setLink(address) {
    const href = /^[\w.-]+\.[a-z]{2,}([/?#].*)?$/i.test(address) ? `https://${address}` : address;
    const isMail = /^[^\s@:/]+@[^\s@]+$/.test(address);
    const whole = isMail ? `mailto:${address}` : href;
    if (!SAFE.test(whole) || /\s/.test(whole)) {
      this.form.querySelector(".error").hidden = false;
      this.form.elements.address.setAttribute("aria-invalid", "true");
      this.form.elements.address.focus();
      return;
    }
    this.endLink((tr, { from, to }) => tr.removeMark(from, to, link).addMark(from, to, link.create({ href: whole })));
  }

  endLink(change) {
    const place = this.linkPlace();
    this.form.hidden = true;
    this.form.elements.address.removeAttribute("aria-invalid");
    if (change && place) this.view.dispatch(change(this.view.state.tr, place));
    this.view.focus();
  }
}
