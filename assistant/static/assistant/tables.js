/** Draws figures as a table that scrolls by itself: a row for each, or a column. */

import { element } from "./elements.js";
import { formatFigure } from "./formats.js";

/** The node of a ready block whose payload has `columns` (and a `title`), and figures at "". */
export function drawTable(block, { figure, written }) {
  const { payload, figures } = block;
  const title = payload.title && { words: payload.title, drawn: written("/title") };
  return drawRows(payload, figures[""], figure, title);
}

/** The figures of a source, `{ from, columns }`, as a table; `title` is `{ words, drawn }`. */
export function drawRows({ columns, from: handle }, rows, figure, title) {
  const headings = columns.map((column) => {
    return element("th", { scope: "col", class: classify(column) }, column.label);
  });
  const cells = (row) => columns.map((column, index) => drawCell(row[index], column, handle, figure));
  const table = element(
    "table",
    {},
    title && element("caption", {}, title.drawn),
    element("thead", {}, element("tr", {}, headings)),
    element(
      "tbody",
      {},
      rows.map((row) => element("tr", {}, cells(row))),
    ),
  );
  return drawRegion(table, title?.words ?? "Table");
}

/** The same figures the other way round: a column for each thing, named by the first figure. */
export function drawComparison(block, { figure, written }) {
  const { title, columns, from: handle } = block.payload;
  const things = block.figures[""];
  const [naming, ...compared] = columns;
  const names = things.map((thing) => {
    return element("th", { scope: "col" }, drawFigure(thing[0], naming, handle, figure));
  });
  const lines = compared.map((column, index) => {
    const cells = things.map((thing) => drawCell(thing[index + 1], column, handle, figure));
    return element("tr", {}, element("th", { scope: "row" }, column.label), cells);
  });
  const table = element(
    "table",
    {},
    title && element("caption", {}, written("/title")),
    element("thead", {}, element("tr", {}, element("td", {}), names)),
    element("tbody", {}, lines),
  );
  return drawRegion(table, title ?? "Comparison", "weft-comparison");
}

/** A wide table scrolls by itself, and must be reachable by keyboard to do so. */
function drawRegion(table, label, kind = "") {
  const region = { role: "region", "aria-label": label, tabindex: "0" };
  return element("div", { class: `weft-table ${kind}`.trim(), ...region }, table);
}

function drawCell(value, column, handle, figure) {
  return element("td", { class: classify(column) }, drawFigure(value, column, handle, figure));
}

function drawFigure(value, { format, label }, handle, figure) {
  const words = formatFigure(value, format);
  // Figures are numbers, dates, phones and addresses of e-mail, whatever the column says.
  return /[\d@]/.test(words) ? figure(words, { handle, label }) : words;
}

function classify({ format }) {
  if (format === "number" || format === "money") return "weft-figure";
  return format === "date" ? "weft-date" : null;
}
