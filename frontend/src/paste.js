// Pasting and dropping: cleaned before anything is parsed, and what cannot come along is said.

import { Plugin } from "prosemirror-state";
import { clean } from "./clean.js";

const MOST_CHARACTERS = 300_000; // in one go; a message to the server holds so much and more
const MOST_PARTS = 5_000; // paragraphs, rows and points

/** `tell` gets the name of a sentence and a number. */
export function pasting(tell) {
  let pictures = 0;

  function transformPastedHTML(html) {
    const cleaned = clean(html);
    pictures += cleaned.pictures;
    return cleaned.html;
  }

  function handlePaste(_view, event, slice) {
    const data = event.clipboardData ?? event.dataTransfer;
    const left = pictures + [...(data?.files ?? [])].filter((file) => !pictures && file.type.startsWith("image/")).length;
    pictures = 0;
    if (left) tell("pictures", left);
    else tell(null);
    return isTooMuch(slice.content, tell) || Boolean(left && !slice.size);
  }

  return new Plugin({
    props: { transformPastedHTML, handlePaste, handleDrop: (view, event, slice, moved) => !moved && handlePaste(view, event, slice) },
  });
}

function isTooMuch(content, tell) {
  let parts = 0, characters = 0;
  content.descendants((node) => {
    if (node.isTextblock) parts += 1;
    characters += node.text?.length ?? 0;
  });
  if (characters > MOST_CHARACTERS) tell("too-long", characters);
  else if (parts > MOST_PARTS) tell("too-many", parts);
  return characters > MOST_CHARACTERS || parts > MOST_PARTS;
}
