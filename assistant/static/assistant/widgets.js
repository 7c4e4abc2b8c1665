/** Draws one widget block: by the host's drawing, by a generic one, or as a sentence. */

import { element, link, paragraphs } from "./elements.js";
import { formatDate, formatMoney, formatNumber, formatText } from "./formats.js";

const NEUTRAL = "Something belongs here, but it could not be shown.";
const FORMATS = {
  text: formatText,
  number: formatNumber,
  money: formatMoney,
  date: formatDate,
};
const GENERIC = { choices: drawChoices, table: drawTable };

/** What drawings are given besides their block; `open` and `say` are added for each drawing. */
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
  const draw = findOwn(drawings, block.widget) ?? findOwn(GENERIC, block.widget);
  try {
    const drawn = draw?.(block, { ...PENCILS, open, say });
    if (drawn) return drawn;
  } catch (fault) {
    console.error(`${block.widget} could not be drawn`, fault);
  }
  return block.state === "pending" && running ? drawPending(block) : drawSentence(block);
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

function drawChoices(block, { open, say }) {
  if (block.state !== "ready") return null;
  const { prompt, options } = block.payload;
  const buttons = options.map(({ label, reply }) => {
    const attributes = { type: "button", disabled: !open, onclick: () => say(reply) };
    return element("button", { class: "weft-choice", ...attributes }, label);
  });
  return element(
    "div",
    { class: "weft-choices", role: "group", "aria-label": prompt ?? "Choices" },
    prompt && element("p", {}, prompt),
    element("div", { class: "weft-options" }, buttons),
  );
}

function drawTable(block) {
  if (block.state !== "ready") return null;
  const { title, columns } = block.payload;
  const rows = block.figures[""];
  const headings = columns.map((column) => {
    return element("th", { scope: "col", class: classify(column) }, column.label);
  });
  const table = element(
    "table",
    {},
    title && element("caption", {}, title),
    element("thead", {}, element("tr", {}, headings)),
    element("tbody", {}, rows.map((row) => element("tr", {}, drawCells(row, columns)))),
  );
  // A wide table scrolls by itself, and must be reachable by keyboard to do so.
  const region = { role: "region", "aria-label": title ?? "Table", tabindex: "0" };
  return element("div", { class: "weft-table", ...region }, table);
}

function drawCells(row, columns) {
  return columns.map((column, index) => {
    const format = FORMATS[column.format] ?? formatText;
    return element("td", { class: classify(column) }, format(row[index]));
  });
}

function classify({ format }) {
  if (format === "number" || format === "money") return "weft-figure";
  return format === "date" ? "weft-date" : null;
}
