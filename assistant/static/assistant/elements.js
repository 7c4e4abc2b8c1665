/** Makes DOM nodes from plain values: text is only ever text. */

import { hasControls, replaceControls } from "./directions.js";
import { writeText } from "./stretches.js";

const HERE = "https://site.invalid";

/**
 * An element with attributes and children. A function as attribute `onclick` listens; attributes
 * and children that are null, undefined or false are left out; strings become text, and turn
 * nothing around (see directions.js).
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, replaceControls(String(value)));
    }
  }
  const present = children.flat().filter((child) => child !== null && child !== undefined);
  const drawn = present.filter((child) => child !== false);
  made.append(...drawn.map((child) => (child instanceof Node ? child : replaceControls(String(child)))));
  return made;
}

/**
 * Plain text as paragraphs: blank lines part them, single line ends stay line ends. `pointer` says
 * which string of a widget's payload it is, so that figures in it can be marked.
 */
export function paragraphs(text, pointer) {
  const paragraph = /\S(?:(?!(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n))[^])*/g;
  return [...text.matchAll(paragraph)].map(({ 0: found, index }) => {
    const words = found.trimEnd();
    const isTold = pointer !== undefined;
    return element("p", { class: "weft-lines" }, isTold ? writeText(words, index, pointer) : words);
  });
}

/** Make `place` show `fresh`, touching only the children that differ: a selection survives. */
export function updateChildren(place, fresh) {
  fresh.forEach((node, index) => {
    const held = place.childNodes[index];
    if (!held) place.append(node);
    else if (!held.isEqualNode(node)) held.replaceWith(node);
  });
  while (place.childNodes.length > fresh.length) place.lastChild.remove();
}

/**
 * The address if a reply may link to it, else null: https:, mailto:, and paths of this site that
 * start with a single slash.
 */
export function checkAddress(address) {
  if (typeof address !== "string" || /[\s\u0000-\u001f]/.test(address)) return null;
  if (hasControls(address)) return null;
  if (address.startsWith("/")) {
    // Browsers read `//x` and `/\x` as another site; their own parser tells, however it is spelt.
    return parseAddress(address)?.origin === HERE ? address : null;
  }
  if (/^mailto:[^@]+@[^@]+$/i.test(address)) return address;
  const parsed = /^https:\/\//i.test(address) && parseAddress(address);
  // A name before the host is there to deceive: https://bank.example@elsewhere.example/.
  return parsed && !parsed.username && !parsed.password ? address : null;
}

function parseAddress(address) {
  try {
    return new URL(address, HERE);
  } catch {
    return null;
  }
}

/** A link to an address a reply may link to; other sites open beside the page. */
export function link(address, ...children) {
  const checked = checkAddress(address);
  if (checked === null) return element("span", {}, ...children);
  const isOutside = checked.toLowerCase().startsWith("https:");
  const beside = isOutside && { target: "_blank", rel: "noopener noreferrer" };
  return element("a", { href: checked, ...beside }, ...children);
}
