/** Shows what assertions found in a reply: at its place where it has one, else in a list below. */

import { element } from "./elements.js";
import { isSign, openFigures, tellNotes } from "./figures.js";
import { markRanges, removeMarks } from "./marks.js";
import { pointAt } from "./pointers.js";
import { readNotice } from "./sources.js";

const LONGEST_EXCERPT = 80;
const SHOWN = "weft-led";

/** Mark a drawn block's findings and sources in place. Returns the findings that have a place. */
export function markBlock(place, block, { findings, sources }) {
  removeMarks(place, SHOWN);
  removeMarks(place);
  const notes = [
    ...findings.filter(isSign).map((finding) => ({ finding })),
    ...sources.map((source) => ({ source })),
  ];
  const ranges = joinRanges(notes.flatMap((note) => findRange(note, block)));
  const marked = ranges.length ? markRanges(place, ranges) : new Map();
  for (const [range, spans] of marked) {
    for (const span of spans) tellNotes(span, range.notes);
    spans.at(-1).classList.add("weft-last");
  }
  openFigures(place);
  return [...marked.keys()].flatMap(({ notes }) => notes.flatMap(({ finding }) => finding ?? []));
}

/** Lead the reader to the words of `finding` in the block drawn at `place`, and to no others. */
export function showWords(finding, { block, place }) {
  for (const led of document.querySelectorAll(`.${SHOWN}`)) removeMarks(led.parentNode, SHOWN);
  const [spans] = markRanges(place, findRange({ finding }, block), SHOWN).values();
  const target = spans?.[0] ?? place;
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

/**
 * The remarks under a reply: `findings` that no mark shows, with the words they are about. Hooks:
 * `lead(finding)` shows the reader those words in the reply.
 */
export function drawRemarks(findings, blocks, { isUnfolded, lead }) {
  if (!findings.length) return [];
  const lines = findings.map((finding) => {
    const excerpt = readExcerpt(finding, blocks);
    if (!excerpt) return element("li", {}, readNotice(finding));
    const attributes = { type: "button", class: "weft-lead", onclick: () => lead(finding) };
    const words = [readNotice(finding), " ", element("q", {}, excerpt)];
    return element("li", {}, element("button", attributes, words));
  });
  const count = findings.length === 1 ? "1 remark" : `${findings.length} remarks`;
  const summary = element("summary", {}, `Checked: ${count}`);
  return [element("details", { class: "weft-remarks", open: isUnfolded }, summary, element("ul", {}, lines))];
}

/** The place of a note as a range, if it is one in this block. */
function findRange(note, block) {
  const { block: id, pointer = null, start = 0, end = 0 } = note.finding ?? note.source;
  const isPlace = id === block.id && Number.isInteger(start) && Number.isInteger(end);
  return isPlace && start >= 0 && start < end ? [{ pointer, start, end, notes: [note] }] : [];
}

/** Ranges that overlap become one, which has the notes of all. */
function joinRanges(ranges) {
  const joined = [];
  for (const range of ranges.sort((one, other) => one.start - other.start)) {
    const held = joined.find(({ pointer, end }) => {
      return pointer === range.pointer && end > range.start;
    });
    if (!held) joined.push(range);
    else {
      held.end = Math.max(held.end, range.end);
      held.notes.push(...range.notes);
    }
  }
  return joined;
}

function readExcerpt({ block: id, pointer, start = 0, end = 0 }, blocks) {
  const block = blocks.find((each) => each.id === id);
  const source = block?.kind === "prose" ? block.text : pointAt(block?.payload, pointer);
  if (typeof source !== "string" || !Number.isInteger(start) || !(end > start)) return "";
  const words = source.slice(Math.max(start, 0), end).replace(/[*`\s]+/g, " ").trim();
  const short = [...words].slice(0, LONGEST_EXCERPT).join("");
  return short === words ? words : `${short}…`;
}
