/** A figure that can be asked where it comes from, and what is held against it. */

import { element } from "./elements.js";

const NOTES = new WeakMap();
const OWN_FOCUS = "a, button";
const CLOSED = "svg[role=img]";
const SIGNS = { unsourced_fact: "weft-unsourced", altered_value: "weft-altered" };

/**
 * A drawn figure with its source: `{ record, field }` for one from a record, `{ handle, label }` for
 * one from a tool's result; `as_of` is when it was so, where the source itself does not say it.
 */
export function drawFigure(words, source) {
  const figure = element("span", {}, words);
  tellNotes(figure, [{ source }]);
  return figure;
}

/** Have `figure` tell `notes` when it is asked: each is `{ source }` or `{ finding }`. */
export function tellNotes(figure, notes) {
  NOTES.set(figure, notes);
  figure.classList.add("weft-fact");
  for (const { finding } of notes) if (finding) figure.classList.add(SIGNS[finding.code]);
}

/** The notes of the figure in which, or around which, something happened. */
export function findFigure(target) {
  if (!(target instanceof Element)) return null;
  // A link around a figure has the focus for it.
  return target.closest(".weft-fact") ?? target.closest(OWN_FOCUS)?.querySelector(".weft-fact");
}

export function readNotes(figure) {
  return NOTES.get(figure) ?? [];
}

/** What is focused to ask for a figure: a link or button that it is part of, or the figure. */
export function findOwner(figure) {
  return figure.closest(OWN_FOCUS) ?? figure;
}

/**
 * Let the keyboard reach the figures under `root`; of one that markup parts, only the beginning. What
 * is one picture to it has no figures.
 */
export function openFigures(root) {
  const seen = new Set();
  for (const figure of root.querySelectorAll(".weft-fact")) {
    const notes = readNotes(figure);
    if (findOwner(figure) !== figure || figure.closest(CLOSED) || seen.has(notes)) continue;
    seen.add(notes);
    figure.setAttribute("tabindex", "0");
    figure.setAttribute("role", "button");
  }
}

/** True where a finding is shown at its place, and not in the list under the reply. */
export function isSign(finding) {
  return Object.hasOwn(SIGNS, finding.code);
}
