/** Shows the member's conversations over the chat: finds, opens and keeps them. */

import { groupByDay } from "./days.js";
import { replaceControls } from "./directions.js";
import { element } from "./elements.js";
import { Entry, UNTITLED } from "./entries.js";
import { Shelf } from "./shelf.js";

const NEW = "New conversation";
const TYPING = 200;

export class Conversations {
  #places;
  #hooks;
  #panel;
  #current = null;
  #shelf = new Shelf();
  #entries = new Map();
  #typing = null;
  #search = element("input", {
    class: "weft-search",
    type: "search",
    placeholder: "Search titles",
    "aria-label": "Search titles",
    maxlength: "200",
    oninput: () => this.#searchLater(),
  });
  #archive = element(
    "button",
    { class: "weft-shelf", type: "button", "aria-pressed": "false", onclick: () => this.#turn() },
    "Archived",
  );
  #list = element("div", { class: "weft-listed", onkeydown: (event) => this.#takeArrow(event) });
  #more = element(
    "button",
    { class: "weft-further", type: "button", hidden: true, onclick: () => this.#showMore() },
    "Show more",
  );
  #remark = element("p", { class: "weft-remark", role: "status" });
  #again = element(
    "button",
    { class: "weft-further", type: "button", hidden: true, onclick: () => this.#tryAgain() },
    "Try again",
  );

  /**
   * `places`: `root` of the chat, the button `list` that opens the panel, the empty element
   * `conversations` that becomes it, and `title`, where the current one's title stands. Hooks:
   * `show(id)` shows another conversation, null a new one; `gone(id)`: that one was deleted here.
   */
  constructor(places, hooks) {
    this.#places = places;
    this.#hooks = hooks;
    this.#panel = places.conversations;
    this.#build();
  }

  /** What the chat shows now, as its events tell it; null while nothing was said. */
  showCurrent(conversation) {
    if (conversation === this.#current && this.#places.title.textContent) return;
    this.#current = conversation;
    const title = conversation ? conversation.title || UNTITLED : NEW;
    const words = replaceControls(conversation?.archived ? `${title} (archived)` : title);
    this.#places.title.textContent = words;
    this.#places.title.title = words;
    const held = conversation && this.#shelf.find(conversation.id);
    if (held) this.#takeChange({ ...held, ...conversation });
    else this.#draw();
  }

  /** That one was deleted, here or elsewhere. */
  forget(id) {
    if (this.#shelf.find(id)) this.#keepFocus(id, () => this.#shelf.remove(id));
  }

  #build() {
    const { list } = this.#places;
    list.setAttribute("aria-haspopup", "dialog");
    list.addEventListener("click", () => this.#open());
    const leave = element(
      "button",
      { class: "weft-leave", type: "button", "aria-label": "Close conversations" },
      "×",
    );
    leave.addEventListener("click", () => this.#close());
    const fresh = element(
      "button",
      { class: "weft-further", type: "button", "aria-label": NEW },
      "New",
    );
    fresh.addEventListener("click", () => this.#choose(null));
    const named = { role: "dialog", "aria-label": "Conversations", tabindex: "-1", hidden: "" };
    for (const [name, value] of Object.entries(named)) this.#panel.setAttribute(name, value);
    this.#panel.replaceChildren(
      element("div", { class: "weft-head" }, element("h2", {}, "Conversations"), fresh, leave),
      element("div", { class: "weft-find" }, this.#search, this.#archive),
      this.#list,
      this.#remark,
      this.#again,
      this.#more,
    );
    this.#panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.#close();
    });
  }

  // What the member does

  #open() {
    this.#cover(true);
    this.#search.value = "";
    this.#search.focus();
    this.#load();
  }

  #close() {
    this.#cover(false);
    this.#places.list.focus();
  }

  /** What lies under the panel is out of reach, for keys and for screen readers too. */
  #cover(isOpen) {
    this.#panel.hidden = !isOpen;
    for (const each of this.#places.root.children) {
      if (each !== this.#panel) each.inert = isOpen;
    }
  }

  #choose(id) {
    this.#cover(false);
    this.#hooks.show(id);
  }

  #turn() {
    this.#shelf.isArchive = !this.#shelf.isArchive;
    this.#archive.setAttribute("aria-pressed", String(this.#shelf.isArchive));
    this.#load();
  }

  #tryAgain() {
    // The button goes away, and the focus must not go with it.
    this.#search.focus();
    this.#load();
  }

  #searchLater() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#load(), TYPING);
  }

  #takeArrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...this.#list.querySelectorAll(".weft-entry")];
    const at = buttons.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    (buttons[at + step] ?? this.#search).focus();
  }

  // What the server says

  /** The first page, for what is searched now. */
  async #load() {
    const search = this.#search.value.trim();
    this.#say(this.#shelf.listed.length ? "" : "Loading…");
    try {
      if (!(await this.#shelf.load(search))) return;
      this.#sayIfEmpty();
    } catch (refusal) {
      this.#shelf.clear();
      this.#say(`The list could not be loaded. ${refusal.message}`, true);
    }
    this.#draw();
  }

  async #showMore() {
    const at = this.#shelf.listed.length;
    try {
      if (!(await this.#shelf.loadMore())) return;
      this.#draw();
      this.#entries.get(this.#shelf.listed[at]?.id)?.focus();
    } catch (refusal) {
      this.#say(refusal.message);
    }
  }

  /** It has another title, or stands on the other shelf now. */
  #takeChange(conversation) {
    this.#keepFocus(conversation.id, () => this.#shelf.change(conversation));
  }

  /** Where the focus was on what `change` takes away, it goes to what stands there then. */
  #keepFocus(id, change) {
    const at = this.#shelf.listed.findIndex((each) => each.id === id);
    const hadFocus = this.#entries.get(id)?.element.contains(document.activeElement);
    change();
    this.#sayIfEmpty();
    this.#draw();
    if (!hadFocus || this.#shelf.find(id)) return;
    const near = this.#shelf.listed[at] ?? this.#shelf.listed.at(-1);
    (this.#entries.get(near?.id) ?? this.#search).focus();
  }

  // What the panel shows

  #sayIfEmpty() {
    const search = this.#search.value.trim();
    if (this.#shelf.listed.length) this.#say("");
    else if (search) this.#say(`No title has “${search}”.`);
    else if (this.#shelf.isArchive) this.#say("Nothing is archived.");
    else this.#say("Nothing yet. What you ask is kept here.");
  }

  #say(words, isFault = false) {
    this.#remark.textContent = words;
    this.#again.hidden = !isFault;
  }

  #draw() {
    const held = this.#entries;
    this.#entries = new Map(
      this.#shelf.listed.map(({ id }) => [id, held.get(id) ?? this.#createEntry()]),
    );
    for (const each of this.#shelf.listed) {
      this.#entries.get(each.id).update(each, each.id === this.#current?.id);
    }
    const focused = document.activeElement;
    const groups = groupByDay(this.#shelf.listed, ({ active }) => active);
    this.#list.replaceChildren(
      ...groups.flatMap(({ name, members }) => [
        element("h3", {}, name),
        element("ul", { "aria-label": name }, members.map(({ id }) => this.#entries.get(id).element)),
      ]),
    );
    // What is moved loses the focus.
    if (this.#list.contains(focused)) focused.focus();
    this.#more.hidden = !this.#shelf.hasMore;
  }

  #createEntry() {
    return new Entry({
      open: (id) => this.#choose(id),
      changed: (conversation) => this.#takeChange(conversation),
      gone: (id) => {
        this.forget(id);
        this.#hooks.gone(id);
      },
    });
  }
}
