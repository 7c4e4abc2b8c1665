/** Shows one conversation in the list: opens it, renames it, puts it away, deletes it. */

import { changeConversation, deleteConversation } from "./api.js";
import { formatTimeOrDay } from "./days.js";
import { replaceControls } from "./directions.js";
import { element } from "./elements.js";

const LONGEST_TITLE = 120;
export const UNTITLED = "Untitled";

export class Entry {
  #hooks;
  #conversation;
  #isBusy = false;
  #name = element("span", { class: "weft-name" });
  #when = element("span", { class: "weft-when" });
  #open = element(
    "button",
    { class: "weft-entry", type: "button", onclick: () => this.#hooks.open(this.#conversation.id) },
    this.#name,
    this.#when,
  );
  #more = element(
    "button",
    { class: "weft-more", type: "button", onclick: () => this.#toggle() },
    "⋯",
  );
  #deeds = element("div", { class: "weft-deeds", hidden: true });
  #problem = element("p", { class: "weft-problem", role: "alert" });
  element = element(
    "li",
    { class: "weft-conversation", onkeydown: (event) => this.#takeKey(event) },
    this.#open,
    this.#more,
    this.#deeds,
    this.#problem,
  );

  /**
   * Hooks: `open(id)` shows it; `changed(conversation)` after a rename, or once it was put away or
   * brought back; `gone(id)` once it is deleted.
   */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** Show this state of the conversation; `isCurrent`: the one the member is in. */
  update(conversation, isCurrent) {
    const title = replaceControls(conversation.title || UNTITLED);
    this.#conversation = conversation;
    this.#name.textContent = title;
    this.#when.textContent = formatTimeOrDay(conversation.active);
    this.#more.setAttribute("aria-label", `More for ${title}`);
    this.#more.setAttribute("aria-expanded", String(!this.#deeds.hidden));
    if (isCurrent) this.#open.setAttribute("aria-current", "true");
    else this.#open.removeAttribute("aria-current");
  }

  focus() {
    this.#open.focus();
  }

  #toggle() {
    if (this.#deeds.hidden) this.#offer();
    else this.#settle();
  }

  #offer() {
    const word = this.#conversation.archived ? "Unarchive" : "Archive";
    this.#show(
      createButton("Rename", () => this.#askTitle()),
      createButton(word, () => this.#putAway()),
      createButton("Delete", () => this.#askWhether()),
    );
    this.#deeds.firstChild.focus();
  }

  #askTitle() {
    const { title } = this.#conversation;
    const field = element("input", { "aria-label": "New title", maxlength: LONGEST_TITLE });
    field.value = title;
    const onsubmit = (event) => {
      event.preventDefault();
      this.#rename(field.value);
    };
    const save = element("button", { class: "weft-deed", type: "submit" }, "Save");
    const keep = createButton("Cancel", () => this.#settle());
    this.#show(element("form", { onsubmit }, field, save, keep));
    field.focus();
    field.select();
  }

  #askWhether() {
    const question = "Delete this conversation for good? What was made in the CRM stays.";
    const keep = createButton("Keep", () => this.#settle());
    const remove = createButton("Delete for good", () => this.#remove(), "weft-grave");
    this.#show(element("p", {}, question), remove, keep);
    keep.focus();
  }

  #rename(title) {
    if (!title.trim() || title === this.#conversation.title) return this.#settle();
    return this.#do(() => changeConversation(this.#conversation.id, { title }));
  }

  #putAway() {
    const archived = !this.#conversation.archived;
    return this.#do(() => changeConversation(this.#conversation.id, { archived }));
  }

  #remove() {
    return this.#do(() => deleteConversation(this.#conversation.id));
  }

  /** Do it once; a refusal is said here, and what was offered is still there. */
  async #do(act) {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#problem.textContent = "";
    try {
      const changed = await act();
      this.#settle();
      if (changed) this.#hooks.changed(changed);
      else this.#hooks.gone(this.#conversation.id);
    } catch (refusal) {
      if (refusal.code === "not_found") this.#hooks.gone(this.#conversation.id);
      else this.#problem.textContent = refusal.message;
    } finally {
      this.#isBusy = false;
    }
  }

  #show(...nodes) {
    this.#problem.textContent = "";
    this.#deeds.replaceChildren(...nodes);
    this.#deeds.hidden = false;
    this.#more.setAttribute("aria-expanded", "true");
  }

  #settle() {
    this.#deeds.hidden = true;
    this.#problem.textContent = "";
    this.#more.setAttribute("aria-expanded", "false");
    this.#more.focus();
  }

  #takeKey(event) {
    // While an input method composes a word, Escape belongs to it.
    if (event.key !== "Escape" || this.#deeds.hidden || event.isComposing) return;
    event.stopPropagation();
    this.#settle();
  }
}

function createButton(word, onclick, kind = "") {
  return element("button", { class: `weft-deed ${kind}`.trim(), type: "button", onclick }, word);
}
