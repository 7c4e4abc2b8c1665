/** Draws figures to scale, with the same figures as a table beside them. */

import { drawBars } from "./bars.js";
import { element } from "./elements.js";
import { tellNotes } from "./figures.js";
import { formatFigure } from "./formats.js";
import { drawLines } from "./lines.js";
import { drawTable } from "./tables.js";

/** More figures than these are asked for in the table: a picture must not hold up the keyboard. */
const MOST_STOPS = 24;
const KINDS = { bar: "Bar chart", line: "Line chart" };

/** The node of a ready block: the first column names the rows, the others are drawn. */
export function drawChart(block, pencils) {
  const { title, kind, columns, from: handle } = block.payload;
  const series = readSeries(columns, block.figures[""]);
  const tell = (drawn, label) => tellNotes(drawn, [{ source: { handle, label } }]);
  const isDrawn = series.lines.some(({ values }) => values.some(Number.isFinite));
  const named = describe(KINDS[kind], title, series);
  const draw = kind === "line" ? drawLines : drawBars;
  return element(
    "figure",
    { class: "weft-chart" },
    title && element("figcaption", {}, pencils.written("/title")),
    isDrawn && drawLegend(series),
    isDrawn && draw(series, { ...named, tell }),
    !isDrawn && element("p", { class: "weft-empty" }, "There are no figures to draw."),
    series.labels.length > 0 && drawFigures(block, !isDrawn, pencils),
  );
}

/** `{labels, lines: [{label, format, values}], about}`; what is no number is a gap. */
function readSeries([naming, ...measured], rows) {
  return {
    about: naming.label,
    labels: rows.map(([name]) => formatFigure(name, naming.format)),
    lines: measured.map(({ label, format }, index) => ({
      label,
      format,
      values: rows.map((row) => (Number.isFinite(row[index + 1]) ? row[index + 1] : null)),
    })),
  };
}

/**
 * `name` is what a screen reader says of the picture; the figures themselves are in the table.
 * `isOpen`: there are few enough that the keyboard may go from one to the next in the picture too.
 */
function describe(kind, title, { about, labels, lines }) {
  const ranges = lines.map(({ label, format, values }) => {
    const numbers = values.filter(Number.isFinite);
    if (!numbers.length) return `${label}: no figures.`;
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    return `${label}: ${formatFigure(least, format)} to ${formatFigure(most, format)}.`;
  });
  const rows = labels.length === 1 ? "1 row" : `${labels.length} rows`;
  const words = [`${kind}${title ? `: ${title}` : ""}.`, `${rows} by ${about}.`, ...ranges];
  return { name: words.join(" "), isOpen: labels.length * lines.length <= MOST_STOPS };
}

function drawLegend({ lines }) {
  const entries = lines.map(({ label }, index) => {
    return element("li", { class: `weft-series-${index + 1}` }, label);
  });
  return element("ul", { class: "weft-legend", "aria-hidden": "true" }, entries);
}

function drawFigures(block, open, pencils) {
  const untitled = { ...block, payload: { ...block.payload, title: undefined } };
  const summary = element("summary", {}, "Show the figures");
  return element("details", { class: "weft-figures", open }, summary, drawTable(untitled, pencils));
}
