/**
 * Text that knows where it comes from: every text node drawn here remembers the place of its first
 * character in the source, so that ranges of the source can be found again in what is drawn.
 */

import { replaceControls } from "./directions.js";

const ORIGINS = new WeakMap();

/**
 * `{ pointer, start }` of a text node that was drawn here; undefined for any other. `pointer` names
 * a string of a widget's payload and is null in prose; `start` counts UTF-16 units.
 */
export function findOrigin(text) {
  return ORIGINS.get(text);
}

/** A text node for `words`, which stand at `start` of their source. */
export function writeText(words, start, pointer = null) {
  const text = document.createTextNode(replaceControls(words));
  ORIGINS.set(text, { pointer, start });
  return text;
}

/** Split off what follows the first `length` units of a text node; both halves know their place. */
export function splitText(text, length) {
  const { pointer, start } = ORIGINS.get(text);
  const rest = text.splitText(length);
  ORIGINS.set(rest, { pointer, start: start + length });
  return rest;
}

/** The lines of a source as `{ text, end }`: a line cut at its front still ends where it ended. */
export function splitLines(source) {
  const lines = [];
  let start = 0;
  for (const { 0: ending, index } of source.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: source.slice(start, index), end: index });
    start = index + ending.length;
  }
  lines.push({ text: source.slice(start), end: source.length });
  return lines;
}

/** Lines joined to one `text`, of which pieces can be drawn. */
export class Stretch {
  #places = [];

  constructor(lines) {
    this.text = lines.map(({ text }) => text).join("\n");
    for (const { text, end } of lines) {
      // One more than there are characters: the line's own end.
      for (let left = text.length; left >= 0; left -= 1) this.#places.push(end - left);
    }
  }

  /** The text nodes for `text.slice(from, to)`, one for each run that is unbroken in the source. */
  draw(from, to) {
    const nodes = [];
    for (let at = from; at < to; ) {
      let end = at + 1;
      while (end < to && this.#places[end] === this.#places[end - 1] + 1) end += 1;
      nodes.push(writeText(this.text.slice(at, end), this.#places[at]));
      at = end;
    }
    return nodes;
  }
}
