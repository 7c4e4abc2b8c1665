/** Offers records to name while the member types `@` and a few letters, and keeps what was picked. */

import { findMentions } from "./api.js";
import { element } from "./elements.js";

const TYPING = 150;
const LONGEST_QUERY = 60;
// As many words as a name may have; with more the member has gone on writing.
const QUERY = /(?:^|[\s(])@(?<words>(?:[^\s@]+(?: [^\s@]+){0,3} ?)?)$/u;

export class Mentions {
  #text;
  #announce;
  #list;
  #options = [];
  #active = -1;
  #typing = null;
  #asked = 0;
  #picked = [];

  /** `text` is the field; the list stands in `form`; `announce(words)` tells screen readers. */
  constructor({ text, form }, announce) {
    this.#text = text;
    this.#announce = announce;
    const id = `${text.id || "weft-text"}-mentions`;
    this.#list = element("ul", { class: "weft-mentions", id, role: "listbox", hidden: true });
    this.#list.setAttribute("aria-label", "People and things to mention");
    form.prepend(this.#list);
    text.addEventListener("input", () => this.#look());
    text.addEventListener("click", () => this.#look());
    text.addEventListener("blur", () => this.#close());
    text.addEventListener("keydown", (event) => this.#takeKey(event));
  }

  /** What was picked and still stands in `words`, as the `send` command carries it. */
  read(words) {
    const standing = this.#picked.filter(({ label }) => words.includes(`@${label}`));
    return standing.map(({ kind, id, label }) => ({ kind, id, label }));
  }

  /** The message is sent: the next one begins anew. */
  forget() {
    this.#picked = [];
    this.#close();
  }

  #look() {
    clearTimeout(this.#typing);
    const query = this.#readQuery();
    if (query === null) this.#close();
    else this.#typing = setTimeout(() => this.#ask(query), TYPING);
  }

  /** The words behind the `@` that the caret stands in; null where it stands in none. */
  #readQuery() {
    const { value, selectionStart, selectionEnd } = this.#text;
    if (selectionStart !== selectionEnd) return null;
    const words = QUERY.exec(value.slice(0, selectionStart))?.groups.words;
    const isPicked = this.#picked.some(({ label }) => words?.startsWith(label));
    return words === undefined || words.length > LONGEST_QUERY || isPicked ? null : words;
  }

  async #ask(query) {
    const asked = ++this.#asked;
    // Without suggestions a message can be written all the same.
    const found = await findMentions(query.trim()).catch(() => []);
    if (asked === this.#asked && this.#readQuery() === query) this.#show(found);
  }

  #show(found) {
    if (!found.length) return this.#close();
    this.#options = found;
    this.#list.replaceChildren(...found.map((option, index) => this.#draw(option, index)));
    this.#list.hidden = false;
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": this.#list.id,
      "aria-expanded": "true",
    };
    for (const [name, value] of Object.entries(attributes)) this.#text.setAttribute(name, value);
    this.#choose(0);
    this.#announce(found.length === 1 ? "1 suggestion" : `${found.length} suggestions`);
  }

  #draw({ label, detail }, index) {
    const attributes = {
      role: "option",
      id: `${this.#list.id}-${index}`,
      // A press must not take the focus from the field.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => this.#pick(index),
    };
    const about = detail && element("span", { class: "weft-detail" }, detail);
    return element("li", attributes, element("bdi", {}, label), about && [" ", about]);
  }

  #choose(index) {
    this.#active = (index + this.#options.length) % this.#options.length;
    [...this.#list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.#active));
    });
    const chosen = this.#list.children[this.#active];
    this.#text.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #takeKey(event) {
    if (this.#list.hidden || event.isComposing || event.keyCode === 229) return;
    const deeds = {
      ArrowDown: () => this.#choose(this.#active + 1),
      ArrowUp: () => this.#choose(this.#active - 1),
      Enter: () => this.#pick(this.#active),
      Tab: () => this.#pick(this.#active),
      Escape: () => this.#close(),
    };
    const deed = event.shiftKey ? undefined : deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    // The composer would send what is not finished yet.
    event.stopImmediatePropagation();
    deed();
  }

  #pick(index) {
    const option = this.#options[index];
    const { value, selectionStart } = this.#text;
    const start = selectionStart - this.#readQuery().length;
    const rest = value.slice(selectionStart);
    const space = rest.startsWith(" ") ? "" : " ";
    this.#picked.push(option);
    this.#text.value = `${value.slice(0, start)}${option.label}${space}${rest}`;
    const caret = start + option.label.length + 1;
    this.#text.setSelectionRange(caret, caret);
    this.#close();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#text.focus();
  }

  #close() {
    clearTimeout(this.#typing);
    this.#asked++;
    if (this.#list.hidden) return;
    this.#list.hidden = true;
    const ours = ["role", "aria-autocomplete", "aria-haspopup", "aria-controls", "aria-expanded"];
    for (const name of [...ours, "aria-activedescendant"]) this.#text.removeAttribute(name);
  }
}
