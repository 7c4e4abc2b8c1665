/** Draws what a member may begin with. */

import { element } from "./elements.js";

/** Nodes for `[{title, starters: [{label, message}]}]`; a click calls `say(message)`. */
export function drawStarters(groups, say) {
  return groups.map(({ title, starters }) => {
    const buttons = starters.map(({ label, message }) => {
      const attributes = { type: "button", title: message, onclick: () => say(message) };
      return element("button", { class: "weft-choice", ...attributes }, label);
    });
    return element(
      "div",
      { class: "weft-starters", role: "group", "aria-label": title },
      element("p", {}, title),
      element("div", { class: "weft-options" }, buttons),
    );
  });
}
