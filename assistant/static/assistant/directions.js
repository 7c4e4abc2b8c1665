/** Keeps words from turning around what is drawn beside them. No DOM. */

const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** True where `words` hold a control that sets the direction of what follows it. */
export function hasControls(words) {
  return words.search(CONTROLS) >= 0;
}

/**
 * `words` with each such control as U+FFFD: one unit for one, so that places in them stay right.
 * Letters that are written from right to left need none of them and are left alone.
 */
export function replaceControls(words) {
  return words.replace(CONTROLS, "\ufffd");
}
