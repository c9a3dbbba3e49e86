// Places in the text that something beside it is about: Yjs relative positions, which stay where
// they were put whatever others write, shown as marks in the text.

import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";

const key = new PluginKey("places");

const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The ends of the selection as they are sent to the server. */
export function anchorOf(state) {
  const { type, binding } = ySyncPluginKey.getState(state);
  const { from, to } = state.selection;
  const [begin, end] = [from, to].map((place) =>
    toBase64(Y.encodeRelativePosition(absolutePositionToRelativePosition(place, type, binding.mapping))));
  return { from: begin, to: end };
}

function placeOf(state, text) {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  try {
    return relativePositionToAbsolutePosition(doc, type, Y.decodeRelativePosition(fromBase64(text)), binding.mapping);
  } catch {
    return null;
  }
}

/** Where the thing is now: from and to, or null where its words are gone. */
export function rangeOf(state, { from, to }) {
  const begin = from && placeOf(state, from);
  const end = to && placeOf(state, to);
  const fits = Number.isInteger(begin) && Number.isInteger(end) && end <= state.doc.content.size;
  return fits && begin <= end ? { from: begin, to: end } : null;
}

function marked(state, things) {
  const found = [];
  for (const { id, kind, from, to } of things) {
    const range = rangeOf(state, { from, to });
    if (range && range.from < range.to) {
      found.push(Decoration.inline(range.from, range.to, { nodeName: "mark", class: kind, "data-about": id }));
    }
  }
  return DecorationSet.create(state.doc, found);
}

/** `press` hears the id of what was pressed in the text. */
export function places(press) {
  return new Plugin({
    key,
    state: {
      init: () => ({ things: [], marks: DecorationSet.empty }),
      apply(tr, before, _old, state) {
        const things = tr.getMeta(key) ?? before.things;
        const anew = tr.getMeta(key) || tr.getMeta(ySyncPluginKey);
        return { things, marks: anew ? marked(state, things) : before.marks.map(tr.mapping, tr.doc) };
      },
    },
    props: {
      decorations: (state) => key.getState(state).marks,
      handleClick(_view, _place, event) {
        const about = event.target.closest("[data-about]");
        if (about) press(about.dataset.about);
        return false;
      },
    },
  });
}

export const showPlaces = (view, things) => view.dispatch(view.state.tr.setMeta(key, things).setMeta("addToHistory", false));
