/** Makes SVG nodes, and text short enough to stand in them. */

import { replaceControls } from "./directions.js";

const SPACE = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children; strings become text. */
export function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, replaceControls(String(value)));
  }
  const present = children.flat(Infinity).filter((child) => child !== null && child !== false);
  made.append(...present.map((child) => (child instanceof Node ? child : replaceControls(String(child)))));
  return made;
}

/**
 * A picture with a name; `height` is in pixels. What is inside is read aloud, and figures in it have
 * the focus, only where it `isOpen`.
 */
export function picture({ name, height, isOpen }, ...children) {
  const role = isOpen ? "group" : "img";
  return shape("svg", { role, "aria-label": name, width: "100%", height }, ...children);
}

/** At most `length` characters of a label; whole characters, never half of a pair. */
export function shorten(label, length) {
  const letters = [...label];
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : label;
}

/** A number of percent as an attribute. */
export function percent(value) {
  return `${Number(value.toFixed(3))}%`;
}
