/** Draws words of a document with what the server says of it: title, place, date, and its age. */

import { element } from "./elements.js";
import { formatDate } from "./formats.js";

const STALE = "May be out of date";

/** The node of a ready block; its one row of figures is title, heading, page, date, staleness. */
export function drawCitation(block, { figure, written }) {
  const [[title, heading, page, dated, isStale]] = block.figures[""];
  const handle = block.payload.from;
  const about = [
    element("cite", {}, title),
    heading && element("span", {}, heading),
    page && element("span", {}, `page ${page}`),
    element("span", {}, "dated ", figure(formatDate(dated), { handle, label: "date" })),
  ];
  // Blanks part the pieces for whoever hears or copies them; the sheet draws the dots.
  const caption = about.filter(Boolean).flatMap((piece, index) => (index ? [" ", piece] : [piece]));
  return element(
    "figure",
    { class: "weft-citation", "aria-label": `Quoted from ${title}` },
    element("blockquote", {}, element("p", {}, written("/quote"))),
    element(
      "figcaption",
      {},
      element("span", { class: "weft-document" }, caption),
      isStale && element("strong", { class: "weft-stale" }, STALE),
    ),
  );
}
