// What is marked in the text. A browser tells the editor of it a moment after it happened; a key or
// a button that follows at once must not act on what was marked before.

import { Plugin, TextSelection } from "prosemirror-state";

/** Takes over what the browser shows as marked. Marked cells and single things are the editor's own. */
export function settle(view) {
  const { state, dom } = view;
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = view.root.getSelection();
  if (!dom.contains(anchorNode) || !dom.contains(focusNode)) return;
  if (!(state.selection instanceof TextSelection) || (isCollapsed && state.selection.empty)) return;
  const [anchor, head] = [[anchorNode, anchorOffset], [focusNode, focusOffset]].map(([node, offset]) =>
    state.doc.resolve(view.posAtDOM(node, offset)));
  const shown = TextSelection.between(anchor, head);
  if (!shown.eq(state.selection)) view.dispatch(state.tr.setSelection(shown));
}

/** Before every key that does something with what is marked. */
export const settling = new Plugin({
  props: {
    handleDOMEvents: {
      keydown(view, event) {
        if ((event.ctrlKey || event.metaKey) && !event.isComposing) settle(view);
        return false;
      },
    },
  },
});
