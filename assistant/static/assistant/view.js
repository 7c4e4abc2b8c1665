/** Shows a conversation in the page's elements: the log of turns, the status. */

import { createAnnouncer } from "./announcements.js";
import { replaceControls } from "./directions.js";
import { element } from "./elements.js";
import { readNotes } from "./figures.js";
import { drawNotes } from "./sources.js";
import { drawStarters } from "./starters.js";
import { Tooltip } from "./tooltips.js";
import { TurnView } from "./turns.js";

const LONGEST_MESSAGE = 8000;
const NEAR_BOTTOM = 48;

export class View {
  #places;
  #drawings;
  #hooks;
  #turns = new Map();
  #branch = [];
  #fold = null;
  #chosen = null;
  #welcome = null;
  #announce;
  #isAtBottom = true;
  #scrolledTo = 0;

  /**
   * `places` are the page's elements. Turns call `hooks.say(text)`, `hooks.revise(text, parent)`,
   * `hooks.retry(turn)` and `hooks.select(turn)`, which resolve to true once that is done.
   */
  constructor(places, drawings, hooks) {
    this.#places = places;
    this.#drawings = drawings;
    this.#hooks = hooks;
    dress(places);
    const { log, root } = places;
    this.#announce = createAnnouncer(root);
    new Tooltip(root, (figure) => drawNotes(readNotes(figure), this));
    log.addEventListener("scroll", () => this.#noticeScroll());
    new ResizeObserver(() => this.#followBottom()).observe(log);
  }

  /** Have words read aloud. */
  announce(words) {
    this.#announce(words);
  }

  /** Go to the end of the log with the next drawing, wherever the reader is. */
  goToBottom() {
    this.#isAtBottom = true;
  }

  /** Draw the turns of `fold`, root first. `open`: they may be answered, revised and changed. */
  showTurns(branch, fold, { open, greeting, starters }) {
    const { log } = this.#places;
    const held = this.#turns;
    this.#branch = branch;
    this.#fold = fold;
    this.#turns = new Map(branch.map(({ id }) => [id, held.get(id) ?? this.#createTurn()]));
    const shown = [...this.#turns.values()].map((turn) => turn.element);
    if (!shown.length && (greeting || starters.length)) shown.push(this.#greet(greeting, starters));
    placeChildren(log, shown);
    for (const turn of branch) {
      const siblings = fold.siblings(turn.id);
      const standing = { open, isLast: turn === branch.at(-1), siblings };
      this.#turns.get(turn.id).update(turn, fold.blocks(turn.id), standing);
    }
    this.#greetChosen();
    this.#followBottom();
  }

  /** A tool call of the branch shown, by its handle: handles count along the path. */
  findCall(handle) {
    return this.#branch.flatMap(({ calls }) => calls).find((call) => call.handle === handle);
  }

  /** A record that some widget of the branch shows. */
  findRecord(kind, id) {
    return this.#branch
      .flatMap((turn) => this.#fold.blocks(turn.id))
      .flatMap(({ records }) => records ?? [])
      .find((record) => record.kind === kind && record.id === id);
  }

  /** Say how things are: a problem, or just a remark. */
  showStatus(words, isProblem) {
    const { status } = this.#places;
    const shown = replaceControls(words);
    // Setting the same words again would have them read aloud again.
    if (status.textContent !== shown) status.textContent = shown;
    status.classList.toggle("weft-problem", isProblem);
  }

  #createTurn() {
    const select = (turn, step) => this.#select(turn, step);
    return new TurnView(this.#drawings, { ...this.#hooks, select, announce: this.#announce });
  }

  async #select(turn, step) {
    this.#chosen = { turn, step };
    // The reader looks at the turn that changes, not at the end of what follows it.
    this.#isAtBottom = false;
    if (await this.#hooks.select(turn)) return;
    this.#chosen = null;
    this.#noticeScroll();
  }

  /** The version that was chosen is here: the focus goes on where it was, unless it left. */
  #greetChosen() {
    const view = this.#turns.get(this.#chosen?.turn);
    if (!view) return;
    this.#announce(view.describeVersion());
    if (document.activeElement === document.body) view.focusVersions(this.#chosen.step);
    this.#chosen = null;
    this.#noticeScroll();
  }

  /** Drawn once, and again where the host's suggestions have come. */
  #greet(greeting, starters) {
    if (this.#welcome?.starters === starters) return this.#welcome.place;
    const words = greeting && element("p", { class: "weft-greeting" }, greeting);
    const groups = drawStarters(starters, (message) => this.#hooks.say(message));
    const place = element("div", { class: "weft-welcome" }, words, groups);
    this.#welcome = { starters, place };
    return place;
  }

  /** Only a reader scrolls up: growing text, or a window of another size, never lets go. */
  #noticeScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.#places.log;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (isNear || scrollTop < this.#scrolledTo) this.#isAtBottom = isNear;
    this.#scrolledTo = scrollTop;
  }

  #followBottom() {
    const { log } = this.#places;
    // What there is to begin with is read from its top.
    if (!this.#branch.length) log.scrollTop = 0;
    else if (this.#isAtBottom) log.scrollTop = log.scrollHeight;
  }
}

/** Make `children` the children of `place`, moving only what is not where it belongs. */
function placeChildren(place, children) {
  for (const held of [...place.children]) if (!children.includes(held)) held.remove();
  children.forEach((child, index) => {
    const held = place.children[index] ?? null;
    if (held !== child) place.insertBefore(child, held);
  });
}

/** Give the page's elements their classes, and the roles and names that they lack. */
function dress(places) {
  places.root.classList.add("weft");
  for (const [name, place] of Object.entries(places)) place?.classList.add(`weft-${name}`);
  const named = {
    log: { role: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: "0" },
    text: { "aria-label": "Message", maxlength: LONGEST_MESSAGE, rows: "1" },
    status: { role: "status" },
  };
  for (const [name, attributes] of Object.entries(named)) {
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!places[name].hasAttribute(attribute)) places[name].setAttribute(attribute, value);
    }
  }
}
