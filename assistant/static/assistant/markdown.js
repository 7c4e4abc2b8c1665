/**
 * Draws Markdown prose as DOM nodes: paragraphs, headings, lists, rules and fenced code, with what
 * inline.js knows inside. Everything else, HTML and images included, stays the text it is.
 *
 * The cost is linear in the text: it runs again for each frame of a reply that streams.
 */

import { element } from "./elements.js";
import { renderInline } from "./inline.js";
import { splitLines, Stretch } from "./stretches.js";

const DEEPEST_LIST = 6;
const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(?=\S)/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const MARKER = /^( *)([-*+]|(\d{1,9})[.)])([ \t]+(?=\S)|[ \t]*$)/;

/** The nodes that show `text`; each text node in them knows its place in it (see stretches.js). */
export function renderMarkdown(text) {
  return renderBlocks(splitLines(text).map(expandTabs), 0);
}

function expandTabs({ text, end }) {
  return { text: text.replace(/^[ \t]+/, (space) => space.replaceAll("\t", "    ")), end };
}

function renderBlocks(lines, depth) {
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const read = chooseReader(lines[at].text, depth);
    const [node, next] = read(lines, at, depth);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function chooseReader(line, depth) {
  if (!line.trim()) return readBlank;
  if (FENCE.test(line)) return readFence;
  if (HEADING.test(line)) return readHeading;
  if (RULE.test(line)) return readRule;
  if (depth < DEEPEST_LIST && MARKER.test(line)) return readList;
  return readParagraph;
}

function readBlank(_lines, at) {
  return [null, at + 1];
}

function readRule(_lines, at) {
  return [element("hr"), at + 1];
}

function readFence(lines, at) {
  const fence = FENCE.exec(lines[at].text)[1];
  const closer = new RegExp(`^[ \\t]*${fence[0]}{${fence.length},}[ \\t]*$`);
  let end = at + 1;
  while (end < lines.length && !closer.test(lines[end].text)) end += 1;
  const inside = new Stretch(lines.slice(at + 1, end));
  const code = element("code", {}, inside.draw(0, inside.text.length));
  return [element("pre", { tabindex: "0" }, code), end + 1];
}

function readHeading(lines, at) {
  const [opener, marks] = HEADING.exec(lines[at].text);
  const title = trimLine(cutLine(lines[at], opener.length), /[ \t]#+$/);
  // The first two levels belong to the page around.
  return [element(`h${Math.min(marks.length + 2, 6)}`, {}, renderInline(new Stretch([title]))), at + 1];
}

function readParagraph(lines, at, depth) {
  let end = at + 1;
  while (end < lines.length && !interruptsParagraph(lines[end].text, depth)) end += 1;
  const inside = new Stretch(lines.slice(at, end).map(markHardBreak));
  return [element("p", {}, renderInline(inside)), end];
}

/** Two spaces at the end of a line break it, as a backslash does. */
function markHardBreak(line, index, lines) {
  const { text, end } = trimLine(cutLine(line, line.text.search(/\S|$/)));
  const breaks = line.text.endsWith("  ") && index + 1 < lines.length;
  return breaks ? { text: `${text}\\`, end: end + 1 } : { text, end };
}

function interruptsParagraph(line, depth) {
  const reader = chooseReader(line, depth);
  if (reader !== readList) return reader !== readParagraph;
  // A line that merely begins with a number ("2019. That year ...") begins no list.
  const [, , , number, space] = MARKER.exec(line);
  return space !== "" && (number === undefined || Number(number) === 1);
}

function readList(lines, at, depth) {
  const [, , marker, number] = MARKER.exec(lines[at].text);
  const isOrdered = number !== undefined;
  const start = isOrdered && Number(number) !== 1 && Number(number);
  const list = element(isOrdered ? "ol" : "ul", { start });
  let next = at;
  let found = MARKER.exec(lines[at].text);
  while (found && found[2].at(-1) === marker.at(-1) && !RULE.test(lines[next].text)) {
    const end = findItemEnd(lines, next, found[1].length + 2);
    list.append(readItem(lines.slice(next, end), found[0].length, depth));
    next = skipBlank(lines, end);
    found = MARKER.exec(lines[next]?.text ?? "");
  }
  return [list, next];
}

/** Where an item ends: at a line outside it (`width`) after a blank one, or that opens a block. */
function findItemEnd(lines, at, width) {
  let end = at + 1;
  while (end < lines.length) {
    const next = skipBlank(lines, end);
    if (next === lines.length) return end;
    const isInside = lines[next].text.search(/\S/) >= width;
    if (!isInside && (next > end || chooseReader(lines[next].text, 0) !== readParagraph)) return end;
    end = next + 1;
  }
  return end;
}

function skipBlank(lines, at) {
  let next = at;
  while (next < lines.length && !lines[next].text.trim()) next += 1;
  return next;
}

function readItem(lines, width, depth) {
  const inside = lines.map((line, index) => {
    const indent = line.text.trim() ? line.text.search(/\S/) : width;
    return cutLine(line, index === 0 ? width : Math.min(width, indent));
  });
  const [first, ...rest] = renderBlocks(inside, depth + 1);
  if (first?.tagName !== "P") return element("li", {}, first, rest);
  return element("li", {}, ...first.childNodes, rest);
}

function cutLine({ text, end }, length) {
  return { text: text.slice(length), end };
}

/** A line without the space at its end, and without the `tail` that then ends it. */
function trimLine({ text, end }, tail = /$/) {
  const kept = text.trimEnd().replace(tail, "");
  return { text: kept, end: end - (text.length - kept.length) };
}
