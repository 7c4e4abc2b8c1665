/** Reads what a key in a text field means. */

/** True for Enter as the end of a message; Shift makes a new line of it. */
export function isEnter(event) {
  // While an input method composes a word, Enter belongs to it (229: Safari's way to say so).
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
