/**
 * Draws a stored turn for staff with the modules of the member's page and the host's own drawings.
 *
 * Nothing in it can be pressed, but figures still tell where they come from. It stands in a shadow
 * root, so that the host's style sheet and the admin's cannot disturb each other.
 */

import { element } from "../elements.js";
import { isSign, readNotes } from "../figures.js";
import { markRanges } from "../marks.js";
import { drawNotes } from "../sources.js";
import { Tooltip } from "../tooltips.js";
import { TurnView } from "../turns.js";

/** What a drawing might act upon; looking, scrolling and copying need none of these. */
const ACTS = ["click", "dblclick", "auxclick", "submit", "beforeinput", "input", "change"];
const HEARD = [...ACTS, "pointerdown", "pointerup", "mousedown", "mouseup", "keydown", "keyup"];
const NO_HOOKS = { say() {}, revise() {}, retry() {}, select() {}, announce() {} };

const place = document.getElementById("weft-shown");
const told = JSON.parse(document.getElementById("weft-turn").textContent);

draw(told, await loadDrawings(place.dataset.drawings));

async function loadDrawings(address) {
  if (!address) return {};
  try {
    return (await import(address)).drawings;
  } catch (fault) {
    console.error(`${address} could not be loaded`, fault);
    place.before(element("p", { class: "staff-remark" }, "The host's drawings are missing here."));
    return {};
  }
}

function draw({ turn, blocks }, drawings) {
  const view = new TurnView(drawings, NO_HOOKS);
  view.update(turn, blocks, { open: false, isLast: true, siblings: [] });
  const styles = place.dataset.styles.split(" ").map((href) => {
    return element("link", { rel: "stylesheet", href });
  });
  const frame = element("div", { class: "weft" }, view.element);
  place.attachShadow({ mode: "open" }).append(...styles, frame);
  makeInert(frame);
  new Tooltip(frame, (figure) => drawNotes(readNotes(figure), know(turn, blocks)));
  markFindings(turn.findings ?? [], blocks, frame.querySelector(".weft-reply"));
}

/**
 * Findings that members only read in a list below the reply are marked for staff in place; where a
 * drawing does not tell what it wrote from where, its whole block is outlined.
 */
function markFindings(findings, blocks, reply) {
  for (const { code, notice, block: id, pointer = null, start = 0, end = 0 } of findings) {
    const drawn = reply.children[blocks.findIndex((block) => block.id === id)];
    if (isSign({ code }) || !drawn || start >= end) continue;
    const spans = [...markRanges(drawn, [{ pointer, start, end }]).values()].flat();
    for (const marked of spans.length ? spans : [drawn]) {
      marked.classList.add("staff-mark");
      marked.title = [marked.title, `${code}: ${notice}`].filter(Boolean).join("\n");
    }
  }
}

/** What a source only names, as far as this turn has it. */
function know(turn, blocks) {
  const records = blocks.flatMap((block) => block.records ?? []);
  return {
    findCall: (handle) => turn.calls?.find((call) => call.handle === handle),
    findRecord: (kind, id) => records.find((record) => record.kind === kind && record.id === id),
  };
}

/** Let nothing be pressed, whatever a drawing listens for; a summary may open its details. */
function makeInert(frame) {
  for (const name of HEARD) {
    frame.addEventListener(
      name,
      (event) => {
        event.stopPropagation();
        const opens = name === "click" && event.target.closest?.("summary");
        if (ACTS.includes(name) && !opens) event.preventDefault();
      },
      { capture: true },
    );
  }
}
