/** Draws a bar for each figure, one row below the other: long names stay readable. */

import { element } from "./elements.js";
import { formatCompact, formatFigure } from "./formats.js";
import { findScale } from "./scales.js";
import { percent, picture, shape, shorten } from "./shapes.js";

const LONGEST_LABEL = 48;
const LABEL = 19;
const BAR = 12;
const BETWEEN = 4;
const BELOW = 8;
const AXIS = 22;
const MOST_UNSCROLLED = 12;
/** The right part of the width is for the figures in words. */
const PLOT = "74%";

/**
 * The node for `{labels, lines}`. `name` is what is read aloud; `tell(drawn, label)` has a figure say
 * where it comes from; `isOpen`: to the keyboard too.
 */
export function drawBars({ labels, lines }, { name, tell, isOpen }) {
  const numbers = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  const scale = findScale(numbers, true);
  const step = LABEL + lines.length * (BAR + BETWEEN) + BELOW;
  const rows = labels.map((label, row) => {
    return drawRow(label, row, { lines, scale, tell, top: row * step });
  });
  const height = labels.length * step;
  const isLong = labels.length > MOST_UNSCROLLED;
  const region = isLong && { role: "region", "aria-label": "All bars", tabindex: "0" };
  return element(
    "div",
    { class: `weft-bars-plot${isLong ? " weft-scrolled" : ""}`, ...region },
    picture({ name, height, isOpen }, shape("svg", { width: PLOT, height }, drawGrid(scale, height)), rows),
    drawAxis(scale, lines),
  );
}

function drawRow(label, row, { lines, scale, tell, top }) {
  const zero = scale.place(0);
  const bars = lines.map(({ values, label: what, format }, index) => {
    const value = values[row];
    const y = top + LABEL + index * (BAR + BETWEEN);
    const words = formatFigure(value, format);
    const end = value === null ? zero : scale.place(value);
    const said = `${label}, ${what}: ${words}`;
    const place = { x: "100%", y: y + BAR - 2, class: "weft-value", "aria-label": said };
    const figure = shape("text", place, words);
    if (value !== null) tell(figure, what);
    const bar = { x: percent(Math.min(zero, end)), width: percent(Math.abs(end - zero)) };
    return [
      shape(
        "svg",
        { y, width: PLOT, height: BAR },
        value !== null &&
          shape(
            "rect",
            { ...bar, height: BAR, rx: 2, class: `weft-bar weft-series-${index + 1}` },
            shape("title", {}, said),
          ),
      ),
      figure,
    ];
  });
  const named = shape("text", { y: top + LABEL - 6, class: "weft-name" }, shorten(label, LONGEST_LABEL));
  named.append(shape("title", {}, label));
  return [named, bars.flat()];
}

function drawGrid(scale, height) {
  return scale.ticks.map((tick) => {
    const x = percent(scale.place(tick));
    return shape("line", { x1: x, x2: x, y2: height, class: tick ? "weft-grid" : "weft-zero" });
  });
}

function drawAxis(scale, lines) {
  const { format } = lines[0];
  const last = scale.ticks.length - 1;
  const words = scale.ticks.map((tick, index) => {
    const anchor = index === 0 ? "start" : index === last ? "end" : "middle";
    const place = { x: percent(scale.place(tick)), y: AXIS - 8, "text-anchor": anchor };
    return shape("text", place, formatCompact(tick, format));
  });
  const plot = shape("svg", { width: PLOT, height: AXIS, overflow: "visible" }, words);
  return shape("svg", { class: "weft-axis", "aria-hidden": "true", height: AXIS }, plot);
}
