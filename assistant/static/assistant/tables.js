/** Draws figures as a table that scrolls by itself. */

import { element } from "./elements.js";
import { formatFigure } from "./formats.js";

/** The node of a ready block whose payload has `columns` (and a `title`), and figures at "". */
export function drawTable(block, { figure, written }) {
  const { title, columns, from: handle } = block.payload;
  const drawFigure = (words, { label }) => figure(words, { handle, label });
  const rows = block.figures[""];
  const headings = columns.map((column) => {
    return element("th", { scope: "col", class: classify(column) }, column.label);
  });
  const table = element(
    "table",
    {},
    title && element("caption", {}, written("/title")),
    element("thead", {}, element("tr", {}, headings)),
    element(
      "tbody",
      {},
      rows.map((row) => element("tr", {}, drawCells(row, columns, drawFigure))),
    ),
  );
  // A wide table scrolls by itself, and must be reachable by keyboard to do so.
  const region = { role: "region", "aria-label": title ?? "Table", tabindex: "0" };
  return element("div", { class: "weft-table", ...region }, table);
}

function drawCells(row, columns, drawFigure) {
  return columns.map((column, index) => {
    const words = formatFigure(row[index], column.format);
    // Figures are numbers, dates, phones and addresses of e-mail, whatever the column says.
    const drawn = /[\d@]/.test(words) ? drawFigure(words, column) : words;
    return element("td", { class: classify(column) }, drawn);
  });
}

function classify({ format }) {
  if (format === "number" || format === "money") return "weft-figure";
  return format === "date" ? "weft-date" : null;
}
