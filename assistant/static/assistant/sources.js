/** Says in words where a figure comes from, and what is held against it. */

import { element, link } from "./elements.js";
import { formatMoment } from "./formats.js";

const UNKNOWN_FINDING = "Something here should be looked at.";

/**
 * A line for each note of a figure. `known` finds what a source only names: `findCall(handle)`, a
 * tool call of the branch shown, and `findRecord(kind, id)`, a record that some widget shows.
 */
export function drawNotes(notes, known) {
  const lines = new Map();
  for (const note of notes) {
    const line = note.finding ? drawFinding(note.finding) : drawSource(note.source, known);
    if (line) lines.set(line.textContent, line);
  }
  return [...lines.values()];
}

/** What a finding says, for members. */
export function readNotice({ notice }) {
  return typeof notice === "string" && notice.trim() ? notice : UNKNOWN_FINDING;
}

function drawFinding(finding) {
  return element("span", { class: "weft-doubt" }, readNotice(finding));
}

function drawSource({ record, handle, message, field, label, as_of }, known) {
  const call = handle ? known.findCall(handle) : undefined;
  const told = [label ?? readField(field), readMoment(as_of ?? call?.as_of)].filter(Boolean);
  const rest = told.map((words) => `, ${words}`).join("");
  if (record) return element("span", {}, `${readKind(record.kind)} `, name(record, known), rest);
  if (handle) return element("span", {}, `${call?.title || "A result"} (tool)`, rest);
  if (message === "now") return element("span", {}, "Worked out from the time you asked");
  return message ? element("span", {}, "You said so") : null;
}

function name({ kind, id, title, route }, known) {
  const address = route ?? known.findRecord(kind, id)?.route;
  const isolated = element("bdi", {}, title);
  return address ? link(address, isolated) : isolated;
}

/** `square feet` for `/square_feet`, `price` for `/rows/0/price`: the last name of a pointer. */
function readField(pointer) {
  const names = (pointer ?? "").split("/").filter((each) => each && !/^\d+$/.test(each));
  return separate(names.at(-1) ?? "");
}

function readKind(kind) {
  const words = separate(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function separate(key) {
  return key.replaceAll("~1", "/").replaceAll("~0", "~").replaceAll("_", " ");
}

function readMoment(moment) {
  const words = formatMoment(moment);
  return words && `as of ${words}`;
}
