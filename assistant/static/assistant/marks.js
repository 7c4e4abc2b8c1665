/**
 * Marks ranges of a source in what is drawn of it, in place: nothing is drawn anew, and a selection,
 * the focus and the scroll stay where they are.
 */

import { element } from "./elements.js";
import { findOrigin, splitText } from "./stretches.js";

const MARK = "weft-mark";

/**
 * Wrap what `ranges` name of the text under `root` in spans. A range is `{ pointer, start, end }` in
 * UTF-16 units of its source, and none overlaps another. Returns a map from each range that is drawn
 * to its spans: markup parts a range into several. `kind` tells marks apart.
 */
export function markRanges(root, ranges, kind = MARK) {
  const spans = new Map();
  keepSelection(() => {
    for (const text of findTexts(root)) {
      for (const [range, span] of markText(text, ranges, kind)) {
        spans.set(range, [...(spans.get(range) ?? []), span]);
      }
    }
  });
  return spans;
}

/** Take all marks of a kind under `root` away again. */
export function removeMarks(root, kind = MARK) {
  const marks = root.querySelectorAll(`.${kind}`);
  if (marks.length) keepSelection(() => marks.forEach((mark) => mark.replaceWith(...mark.childNodes)));
}

function findTexts(root) {
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (findOrigin(walker.currentNode)) texts.push(walker.currentNode);
  return texts;
}

function markText(text, ranges, kind) {
  const { pointer, start } = findOrigin(text);
  const end = start + text.length;
  const touched = ranges.filter((range) => {
    const isShared = Math.max(range.start, start) < Math.min(range.end, end);
    return range.pointer === pointer && isShared;
  });
  // From the last to the first: what stands before a mark keeps its text node.
  touched.sort((one, other) => other.start - one.start);
  return touched.map((range) => {
    const from = stepBack(text.data, Math.max(range.start - start, 0));
    const to = stepOn(text.data, Math.min(range.end - start, text.length));
    return [range, wrap(text, { from, to, kind })];
  });
}

function wrap(text, { from, to, kind }) {
  if (to < text.length) splitText(text, to);
  const inside = from > 0 ? splitText(text, from) : text;
  const span = element("span", { class: kind });
  inside.replaceWith(span);
  span.append(inside);
  return span;
}

/** A range may begin or end inside a character of two units, which must not be torn. */
function stepBack(words, at) {
  return isTorn(words, at) ? at - 1 : at;
}

function stepOn(words, at) {
  return isTorn(words, at) ? at + 1 : at;
}

function isTorn(words, at) {
  return at > 0 && at < words.length && words.codePointAt(at - 1) > 0xffff;
}

/** Carry out a change that moves text nodes, and give the reader's selection back its ends. */
function keepSelection(change) {
  const selection = document.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = selection ?? {};
  if (!anchorNode || isCollapsed) {
    change();
    return;
  }
  const finders = [holdPlace(anchorNode, anchorOffset), holdPlace(focusNode, focusOffset)];
  change();
  const ends = finders.map((find) => find());
  if (ends.every(([node]) => node.isConnected)) selection.setBaseAndExtent(...ends.flat());
}

/** A function that finds an end of a selection again, wherever its node has gone. */
function holdPlace(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) return () => findPlace(node, offset);
  const before = node.childNodes[offset - 1];
  if (!before) return () => [node, 0];
  const { length } = before;
  if (before.nodeType === Node.TEXT_NODE) return () => findPlace(before, length);
  return () => [node, [...node.childNodes].indexOf(before) + 1];
}

/** Where an offset of a text node is, now that it may have been split. */
function findPlace(node, offset) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  let left = offset;
  while (left > walker.currentNode.length) {
    left -= walker.currentNode.length;
    if (!walker.nextNode()) return [node, node.length];
  }
  return [walker.currentNode, left];
}
