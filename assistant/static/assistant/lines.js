/** Draws a line through the figures of each column, in the order of their rows. */

import { element } from "./elements.js";
import { formatCompact, formatFigure } from "./formats.js";
import { findScale } from "./scales.js";
import { percent, picture, shape, shorten } from "./shapes.js";

const HEIGHT = 190;
const TOP = 10;
const BELOW = 26;
const MOST_POINTS = 60;
const LONGEST_LABEL = 14;
/** Characters that fit below the axis where the chat is narrow. */
const ROOM = 34;
const MOST_LABELS = 6;
/** Left of the plot stand the numbers of the axis. */
const PLOT = { x: "17%", y: TOP, width: "80%", height: HEIGHT, overflow: "visible" };

/**
 * The node for `{labels, lines}`. `name` is what is read aloud; `tell(drawn, label)` has a figure say
 * where it comes from; `isOpen`: to the keyboard too.
 */
export function drawLines({ labels, lines }, { name, tell, isOpen }) {
  const numbers = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  const scale = findScale(numbers, false);
  const across = (row) => (labels.length > 1 ? (row / (labels.length - 1)) * 100 : 50);
  const down = (value) => 100 - scale.place(value);
  const about = { labels, across, down, tell };
  const traced = lines.map((line, index) => drawLine(line, index, about));
  const plot = shape("svg", PLOT, drawGrid(scale, down), traced, drawNames(labels, across));
  const height = TOP + HEIGHT + BELOW;
  const figure = picture({ name, height, isOpen }, drawAxis(scale, down, lines[0]), plot);
  return element("div", { class: "weft-lines-plot" }, figure);
}

function drawLine({ label, format, values }, index, { labels, across, down, tell }) {
  const series = `weft-series-${index + 1}`;
  // The inner picture is stretched to the width there is; its strokes are not.
  const strokes = shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none" });
  for (const run of splitRuns(values)) {
    const points = run.map((row) => `${across(row)},${down(values[row])}`).join(" ");
    strokes.append(shape("polyline", { points, class: `weft-line-stroke ${series}` }));
  }
  const isSparse = values.length <= MOST_POINTS;
  const points = values.map((value, row) => {
    if (value === null || !(isSparse || isAlone(values, row))) return null;
    const place = { cx: percent(across(row)), cy: percent(down(value)), r: 3.5 };
    const words = `${labels[row]}, ${label}: ${formatFigure(value, format)}`;
    const point = shape("circle", { ...place, class: series }, shape("title", {}, words));
    // Nothing beside a point says which figure it is.
    tell(point, words);
    return point;
  });
  return [strokes, ...points];
}

/** Rows that follow each other with a figure each: a gap ends a line. */
function splitRuns(values) {
  const runs = [];
  values.forEach((value, row) => {
    if (value === null) return;
    if (row === 0 || values[row - 1] === null) runs.push([]);
    runs.at(-1).push(row);
  });
  return runs;
}

function isAlone(values, row) {
  return (values[row - 1] ?? null) === null && (values[row + 1] ?? null) === null;
}

function drawGrid(scale, down) {
  return scale.ticks.map((tick) => {
    const y = percent(down(tick));
    const kind = tick ? "weft-grid" : "weft-zero";
    return shape("line", { x1: 0, x2: "100%", y1: y, y2: y, class: kind });
  });
}

function drawAxis(scale, down, { format }) {
  const words = scale.ticks.map((tick) => {
    const place = { x: "100%", y: percent(down(tick)), dy: "0.35em", "text-anchor": "end" };
    return shape("text", place, formatCompact(tick, format));
  });
  return shape("svg", { ...PLOT, x: 0, width: "15%", class: "weft-ticks" }, words);
}

/** As many names below the axis as find room: always the first and the last. */
function drawNames(labels, across) {
  const words = labels.map((label) => shorten(label, LONGEST_LABEL));
  const longest = Math.max(...words.map(({ length }) => length), 1);
  const room = Math.max(2, Math.min(MOST_LABELS, Math.floor(ROOM / longest)));
  const count = Math.min(room, labels.length);
  const rows = Array.from({ length: count }, (_, place) => {
    return count > 1 ? Math.round((place * (labels.length - 1)) / (count - 1)) : 0;
  });
  return rows.map((row, place) => {
    const isEnd = count > 1 && place === count - 1;
    const anchor = count > 1 && place === 0 ? "start" : isEnd ? "end" : "middle";
    const where = { x: percent(across(row)), y: HEIGHT + 18, "text-anchor": anchor };
    return shape("text", where, words[row], shape("title", {}, labels[row]));
  });
}
