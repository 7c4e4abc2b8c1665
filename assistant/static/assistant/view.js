/** Shows a conversation in the page's elements: the log of turns, the composer, the status. */

import { element } from "./elements.js";
import { TurnView } from "./turns.js";

const LONGEST_MESSAGE = 8000;
const NEAR_BOTTOM = 48;

export class View {
  #places;
  #drawings;
  #hooks;
  #turns = new Map();
  #isAtBottom = true;
  #scrolledTo = 0;

  /** `places` are the page's elements; turns call `hooks.say(text)` and `hooks.retry(turn)`. */
  constructor(places, drawings, hooks) {
    this.#places = places;
    this.#drawings = drawings;
    this.#hooks = hooks;
    dress(places);
    const { log } = places;
    log.addEventListener("scroll", () => this.#noticeScroll());
    new ResizeObserver(() => this.#followBottom()).observe(log);
  }

  /** Go to the end of the log with the next drawing, wherever the reader is. */
  goToBottom() {
    this.#isAtBottom = true;
  }

  /** Draw the turns, root first. `blocksOf(id)` gives a turn's blocks; `open`: may be answered. */
  showTurns(branch, blocksOf, { open, greeting }) {
    const { log } = this.#places;
    const held = this.#turns;
    this.#turns = new Map(branch.map(({ id }) => [id, held.get(id) ?? this.#createTurn()]));
    const shown = [...this.#turns.values()].map((turn) => turn.element);
    if (!shown.length && greeting) shown.push(this.#greet(greeting));
    placeChildren(log, shown);
    for (const turn of branch) {
      const isOpen = open && turn === branch.at(-1);
      this.#turns.get(turn.id).update(turn, blocksOf(turn.id), isOpen);
    }
    this.#followBottom();
  }

  /** Draw the composer: `sending` a message, `busy` with a reply, `stoppable`, `stopping`. */
  showComposer({ sending, busy, stoppable, stopping }) {
    const { text, send, stop } = this.#places;
    text.readOnly = sending;
    send.disabled = busy || !text.value.trim();
    // One button at a time, in the same place, except where a message may also end the waiting.
    send.hidden = stoppable && busy;
    stop.hidden = !stoppable;
    stop.disabled = stopping;
  }

  /** Say how things are: a problem, or just a remark. */
  showStatus(words, isProblem) {
    const { status } = this.#places;
    // Setting the same words again would have them read aloud again.
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("weft-problem", isProblem);
  }

  #createTurn() {
    return new TurnView(this.#drawings, this.#hooks);
  }

  #greet(greeting) {
    const held = this.#places.log.querySelector(".weft-greeting");
    return held ?? element("p", { class: "weft-greeting" }, greeting);
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
    if (this.#isAtBottom) log.scrollTop = log.scrollHeight;
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
