/** Draws one widget block: by the host's drawing, by a generic one, or as a sentence. */

import { drawChart } from "./charts.js";
import { drawCitation } from "./citations.js";
import { element, link, paragraphs } from "./elements.js";
import { drawFigure } from "./figures.js";
import { formatDate, formatMoney, formatNumber } from "./formats.js";
import { drawForm } from "./forms.js";
import { pointAt } from "./pointers.js";
import { writeText } from "./stretches.js";
import { drawComparison, drawRows, drawTable } from "./tables.js";

const NEUTRAL = "Something belongs here, but it could not be shown.";
const NO_UNDO_YET = "It can be undone for a day, though not from here yet.";
const GENERIC = {
  chart: drawChart,
  choices: drawChoices,
  citation: drawCitation,
  comparison: drawComparison,
  form: drawForm,
  table: drawTable,
  undo: drawUndo,
};

/** What every drawing is given besides its block; `takePencils` adds what is the block's own. */
const PENCILS = { element, link, paragraphs, findRecord, formatDate, formatMoney, formatNumber };

/**
 * The node for a widget block.
 *
 * `drawings` maps widget names to functions `(block, pencils) -> Node`, or null to leave the block
 * to us: a drawing is asked for pending blocks too. `standing` says whether the member may answer
 * from here (`open`), how (`say(text)`), and whether the block may still arrive (`running`).
 */
export function drawWidget(block, drawings, { open, say, running }) {
  if (block.state === "failed") return drawSentence(block);
  const draw = findOwn(drawings, block.widget) ?? findGeneric(block);
  try {
    const drawn = draw?.(block, { ...takePencils(block), open, say });
    if (drawn) return drawn;
  } catch (fault) {
    console.error(`${block.widget} could not be drawn`, fault);
  }
  return block.state === "pending" && running ? drawPending(block) : drawSentence(block);
}

/** Nothing of ours is drawn before it is whole. */
function findGeneric({ state, widget }) {
  return state === "ready" ? findOwn(GENERIC, widget) : undefined;
}

/**
 * `figure(words, source)` draws a figure that can be asked for its source, `{ record, field }` or
 * `{ handle, label }`; `written(pointer)` a string of the payload, in which figures can be marked;
 * `table(pointer, label)` the figure source at that place as a table of that name.
 */
function takePencils(block) {
  const figure = (words, source) => {
    return drawFigure(words, source.record ? { as_of: block.as_of, ...source } : source);
  };
  return {
    ...PENCILS,
    figure,
    table: (pointer, label) => {
      const title = { words: label, drawn: label };
      return drawRows(pointAt(block.payload, pointer), block.figures[pointer], figure, title);
    },
    written: (pointer) => writeText(String(pointAt(block.payload, pointer)), 0, pointer),
  };
}

/** A name from the wire must not find `constructor` and the like. */
function findOwn(drawings, name) {
  return Object.hasOwn(drawings, name) ? drawings[name] : undefined;
}

function findRecord(block, kind, id) {
  const found = block.records.find((record) => record.kind === kind && record.id === id);
  if (!found) throw new Error(`${block.id} has no ${kind} ${id}`);
  return found;
}

function drawSentence(block) {
  return element("p", { class: "weft-fallback" }, block.fallback ?? NEUTRAL);
}

function drawPending(block) {
  const preview = Object.values(block.preview).flatMap(paragraphs);
  const bars = element("div", { class: "weft-bars" }, element("i"), element("i"), element("i"));
  const attributes = { class: "weft-pending", role: "group", "aria-label": "Being prepared" };
  return element("div", attributes, preview.length ? preview : bars);
}

function drawChoices(block, { open, say, written }) {
  const { prompt, options } = block.payload;
  const buttons = options.map(({ reply }, index) => {
    const attributes = { type: "button", disabled: !open, onclick: () => say(reply) };
    const label = written(`/options/${index}/label`);
    return element("button", { class: "weft-choice", ...attributes }, label);
  });
  return element(
    "div",
    { class: "weft-choices", role: "group", "aria-label": prompt ?? "Choices" },
    prompt && element("p", {}, written("/prompt")),
    element("div", { class: "weft-options" }, buttons),
  );
}

/** What a tool made. Nobody can click it away yet, and it says so. */
function drawUndo(block, { written }) {
  const hint = `${block.id}-hint`;
  const attributes = { type: "button", class: "weft-retry", disabled: true };
  return element(
    "div",
    { class: "weft-undo", role: "group", "aria-label": "Made for you" },
    element("p", {}, element("span", { "aria-hidden": "true" }, "✓ "), written("/made")),
    element("button", { ...attributes, "aria-describedby": hint }, "Undo"),
    element("p", { class: "weft-hint", id: hint }, NO_UNDO_YET),
  );
}
