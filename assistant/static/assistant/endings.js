/** Shows how a reply goes and how it ended. */

import { element } from "./elements.js";

/** The nodes under the reply of `turn`; `isBegun`: something of the reply is there. */
export function drawEnd(turn, isBegun) {
  switch (turn.state) {
    case "running":
      return [drawActivity(turn.calls, isBegun)];
    case "waiting":
      return [drawNotice("", turn.notice ?? "Waiting for a decision.")];
    case "stopped":
      return [drawNotice("", turn.notice ?? "Stopped.")];
    case "interrupted":
      return [drawNotice("Interrupted", turn.notice)];
    case "failed":
      return [drawNotice("", turn.notice ?? "This did not work.", "weft-failed")];
    default:
      return drawRemark(turn);
  }
}

function drawActivity(calls, isBegun) {
  const titles = calls
    .filter(({ state }) => state === "running")
    .map(({ name, title }) => title || name);
  const dots = element("span", { class: "weft-dots", "aria-hidden": "true" });
  dots.append(element("i"), element("i"), element("i"));
  const words = titles.join(", ") || (isBegun ? "" : "Thinking");
  return element("p", { class: "weft-activity" }, dots, words && element("span", {}, words));
}

function drawRemark({ notice, truncated }) {
  if (notice) return [drawNotice("", notice)];
  return truncated ? [drawNotice("", "The reply grew too long and was cut.")] : [];
}

function drawNotice(label, sentence, kind = "") {
  const text = [label, sentence].filter(Boolean).join(": ");
  return element("p", { class: `weft-notice ${kind}`.trim() }, text);
}
