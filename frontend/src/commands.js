// What the buttons and keys do.

import { setBlockType, toggleMark, baseKeymap, chainCommands } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from "prosemirror-tables";
import { redoCommand, undoCommand } from "y-prosemirror";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const ROWS = 3, COLUMNS = 3;

function around(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return $from.node(depth);
  return null;
}

export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

/** The innermost list around the selection. */
function listAround({ selection: { $from } }) {
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth);
    if (type === nodes.bullet_list || type === nodes.ordered_list) return { node: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

const inList = (state) => Boolean(around(state, nodes.list_item));

/** A heading that is one already becomes a paragraph again. */
const heading = (level) => ({
  run: (state, dispatch) =>
    isHeading(state, level)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(nodes.heading, { level })(state, dispatch),
  isOn: (state) => isHeading(state, level),
});

function isHeading(state, level) {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && parent.attrs.level === level;
}

/** Into a list, out of it, or from one kind of list to the other. */
const list = (type) => ({
  run(state, dispatch) {
    const found = listAround(state);
    if (!found) return wrapInList(type)(state, dispatch);
    if (found.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(found.at, type));
    return true;
  },
  isOn: (state) => listAround(state)?.node.type === type,
});

const mark = (type) => ({ run: toggleMark(type), isOn: (state) => hasMark(state, type) });

function insertTable(state, dispatch) {
  if (isInTable(state) || inList(state)) return false;
  const row = (type) => nodes.table_row.create(null, Array.from({ length: COLUMNS }, () => type.createAndFill()));
  const table = nodes.table.create(null, [row(nodes.table_header), ...Array.from({ length: ROWS - 1 }, () => row(nodes.table_cell))]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(table);
    const at = tr.mapping.map(state.selection.from, -1);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size)), 1)).scrollIntoView());
  }
  return true;
}

function lineBreak(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/** By the name that a button carries in `data-do`. `link` is opened by the bar. */
export const COMMANDS = {
  heading: heading(1),
  subheading: heading(2),
  strong: mark(marks.strong),
  em: mark(marks.em),
  bullets: list(nodes.bullet_list),
  numbers: list(nodes.ordered_list),
  inwards: { run: sinkListItem(nodes.list_item) },
  outwards: { run: liftListItem(nodes.list_item) },
  table: { run: insertTable },
  "row-add": { run: addRowAfter },
  "row-remove": { run: deleteRow },
  "column-add": { run: addColumnAfter },
  "column-remove": { run: deleteColumn },
  "table-remove": { run: deleteTable },
  undo: { run: undoCommand },
  redo: { run: redoCommand },
};

/** Groups of buttons that are only there where they are of use. */
export const PLACES = { list: inList, table: isInTable };

export const KEYS = {
  ...baseKeymap,
  Enter: chainCommands(splitListItem(nodes.list_item), baseKeymap.Enter),
  "Shift-Enter": lineBreak,
  "Mod-b": COMMANDS.strong.run,
  "Mod-i": COMMANDS.em.run,
  "Mod-z": undoCommand,
  "Mod-y": redoCommand,
  "Mod-Shift-z": redoCommand,
  "Mod-Alt-1": COMMANDS.heading.run,
  "Mod-Alt-2": COMMANDS.subheading.run,
  "Mod-Alt-0": setBlockType(nodes.paragraph),
  "Mod-Shift-8": COMMANDS.bullets.run,
  "Mod-Shift-7": COMMANDS.numbers.run,
  "Mod-]": COMMANDS.inwards.run,
  "Mod-[": COMMANDS.outwards.run,
};

export const typing = inputRules({
  rules: [
    wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.ordered_list, ([, order]) => ({ order: Number(order) }),
      ([, order], before) => before.childCount + before.attrs.order === Number(order)),
    textblockTypeInputRule(/^(#{1,2})\s$/, nodes.heading, ([, signs]) => ({ level: signs.length })),
  ],
});
