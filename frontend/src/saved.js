// What the reader is told of where their words are. Never says more than is true.

const SHOW_SAVING = 600; // ms; quicker than that nobody needs to know
const SLOW = 8_000;
const NO_LINE = 1_200; // ms without a line before it is worth telling

export class Saved {
  constructor({ line, kept, words, shown, said }) {
    Object.assign(this, { line, kept, words, shown, said });
    this.lostAt = Date.now();
    this.right = null;
    setInterval(() => this.show(), 250);
  }

  show() {
    if (this.line.isOpen) this.lostAt = null;
    else this.lostAt ??= Date.now();
    const state = this.state();
    if (state === this.state_) return;
    const before = this.state_;
    this.state_ = state;
    this.shown.textContent = this.words.text(state);
    this.shown.dataset.state = { saved: "done", offline: "stop", "offline-only-here": "stop", away: "stop" }[state] ?? "now";
    // Those who listen hear of trouble and of its end, not of each key.
    const trouble = ["slow", "offline", "offline-only-here", "away"];
    if (trouble.includes(state) || (state === "saved" && trouble.includes(before))) this.said.textContent = this.words.text(state);
  }

  state() {
    const { line, kept } = this;
    if (line.over) return "closed";
    if (!line.isOpen) return this.withoutLine();
    if (!line.isReady) return "connecting";
    if (this.right !== "write") return this.right ?? "connecting";
    if (line.isSaved) return "saved";
    const waited = Date.now() - line.waitsSince;
    if (waited > SLOW && kept.isSafe) return "slow";
    return waited > SHOW_SAVING ? "saving" : (this.state_ ?? "saving");
  }

  withoutLine() {
    if (!navigator.onLine) return this.kept.isSafe ? "offline" : "offline-only-here";
    if (!this.line.isReady && Date.now() - this.lostAt < NO_LINE) return "connecting";
    if (Date.now() - this.lostAt < NO_LINE) return this.state_;
    return this.kept.isSafe ? "away" : "offline-only-here";
  }
}
