/** Leads from one version of a message or its reply to the next: "2 / 3" between two buttons. */

import { element } from "./elements.js";

export class BranchSwitch {
  #select;
  #siblings = [];
  #turn = null;
  #isOpen = false;
  #count = element("span", { "aria-hidden": "true" });
  #buttons = {
    [-1]: this.#drawButton(-1, "‹", "Previous version"),
    1: this.#drawButton(1, "›", "Next version"),
  };
  element = element(
    "div",
    { class: "weft-branches", role: "group" },
    this.#buttons[-1],
    this.#count,
    this.#buttons[1],
  );

  /** `select(turn, step)` shows another version; `step` is -1 for an earlier one, else 1. */
  constructor(select) {
    this.#select = select;
  }

  /** Show where `turn` stands among its siblings, in order. `open`: another may be chosen now. */
  update(turn, siblings, open) {
    this.#turn = turn;
    this.#siblings = siblings;
    this.#isOpen = open;
    this.element.hidden = siblings.length < 2;
    this.element.setAttribute("aria-label", this.describe());
    this.#count.textContent = `${siblings.indexOf(turn) + 1} / ${siblings.length}`;
    for (const step of [-1, 1]) {
      // One that is truly disabled would lose the focus.
      const isDisabled = String(!open || this.#find(step) === undefined);
      this.#buttons[step].setAttribute("aria-disabled", isDisabled);
    }
  }

  /** `Version 2 of 3`. */
  describe() {
    const at = this.#siblings.indexOf(this.#turn) + 1;
    return `Version ${at} of ${this.#siblings.length}`;
  }

  /** Give the focus to the button that leads on by `step`. */
  focus(step) {
    this.#buttons[step].focus();
  }

  #find(step) {
    return this.#siblings[this.#siblings.indexOf(this.#turn) + step];
  }

  #drawButton(step, sign, name) {
    const onclick = () => {
      const found = this.#find(step);
      if (this.#isOpen && found !== undefined) this.#select(found, step);
    };
    return element("button", { type: "button", class: "weft-quiet", "aria-label": name, onclick }, sign);
  }
}
