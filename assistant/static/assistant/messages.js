/** Shows what the member said, and lets them say it otherwise, in place. */

import { replaceControls } from "./directions.js";
import { element } from "./elements.js";
import { isEnter } from "./keys.js";

const LONGEST = 8000;

export class MessageView {
  #revise;
  #turn = null;
  #isOpen = false;
  #isSaving = false;
  #said = element("p", { class: "weft-said" });
  #edit = element(
    "button",
    {
      type: "button",
      class: "weft-quiet weft-edit",
      "aria-label": "Edit message",
      onclick: () => this.#begin(),
    },
    "Edit",
  );
  #field = element("textarea", {
    class: "weft-rewording",
    "aria-label": "Edited message",
    maxlength: LONGEST,
    rows: "2",
    onkeydown: (event) => this.#readKey(event),
    oninput: () => this.#refresh(),
  });
  #save = element("button", { type: "submit", class: "weft-save" }, "Save");
  #form = element(
    "form",
    { class: "weft-editor", onsubmit: (event) => this.#submit(event) },
    this.#field,
    element("button", { type: "button", class: "weft-quiet", onclick: () => this.#end() }, "Cancel"),
    this.#save,
  );
  element = element("div", { class: "weft-message" }, this.#edit, this.#said);

  /** `revise(text, parent)` says a message after turn `parent`, and resolves to true if it is. */
  constructor(revise) {
    this.#revise = revise;
  }

  /** Show the turn's message. `open`: another may be said now. */
  update(turn, open) {
    this.#turn = turn;
    this.#isOpen = open;
    const said = replaceControls(turn.message);
    if (this.#said.textContent !== said) this.#said.textContent = said;
    this.#refresh();
  }

  #refresh() {
    this.#edit.setAttribute("aria-disabled", String(!this.#isOpen));
    this.#field.readOnly = this.#isSaving;
    const isReady = this.#isOpen && !this.#isSaving && this.#field.value.trim();
    this.#save.setAttribute("aria-disabled", String(!isReady));
  }

  #begin() {
    if (!this.#isOpen) return;
    this.#field.value = this.#turn.message;
    this.element.replaceChildren(this.#form);
    this.#refresh();
    this.#field.focus();
  }

  #end() {
    this.element.replaceChildren(this.#edit, this.#said);
    this.#edit.focus();
  }

  #readKey(event) {
    if (event.key === "Escape") this.#end();
    else if (isEnter(event)) this.#submit(event);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#save.getAttribute("aria-disabled") === "true") return;
    this.#isSaving = true;
    this.#refresh();
    const isSaid = await this.#revise(this.#field.value, this.#turn.parent);
    this.#isSaving = false;
    this.#refresh();
    // The edited turn stays as it was; its new sibling is shown in its place.
    if (isSaid) this.element.replaceChildren(this.#edit, this.#said);
    else this.#field.focus();
  }
}
