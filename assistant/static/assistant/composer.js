/** The field in which a member writes, with the buttons that send and stop. */

import { isEnter } from "./keys.js";
import { Mentions } from "./mentions.js";

export class Composer {
  #places;
  #hooks;
  #mentions;

  /**
   * Of `places` it holds `form`, `text`, `send` and `stop`. `hooks.say(text, mentions)` resolves to
   * true once the server has the message; `hooks.stop()` ends the reply; `hooks.change()`: show it
   * again; `hooks.announce(words)` tells screen readers; `hooks.early()`: Enter was pressed while
   * nothing listened to it yet.
   */
  constructor(places, hooks) {
    this.#places = places;
    this.#hooks = hooks;
    const { form, text, stop } = places;
    // Until now Enter made a new line.
    if (/\n$/.test(text.value)) hooks.early();
    text.value = text.value.replace(/\n+$/, "");
    // Before our own: a key that picks a suggestion sends nothing.
    this.#mentions = new Mentions(places, hooks.announce);
    form.addEventListener("submit", (event) => this.#submit(event));
    text.addEventListener("keydown", (event) => isEnter(event) && this.#submit(event));
    text.addEventListener("input", () => hooks.change());
    stop.addEventListener("click", () => hooks.stop());
  }

  focus() {
    this.#places.text.focus({ preventScroll: true });
  }

  /** Show it: `sending` a message, `busy` with a reply, `stoppable`, `stopping`. */
  show({ sending, busy, stoppable, stopping }) {
    const { text, send, stop } = this.#places;
    text.readOnly = sending;
    send.disabled = busy || !text.value.trim();
    // One button at a time, in the same place, except where a message may also end the waiting.
    send.hidden = stoppable && busy;
    stop.hidden = !stoppable;
    stop.disabled = stopping;
  }

  async #submit(event) {
    event.preventDefault();
    const { text } = this.#places;
    const sent = text.value;
    if (!(await this.#hooks.say(sent, this.#mentions.read(sent)))) return;
    // What was written meanwhile is the next message.
    if (text.value === sent) text.value = "";
    this.#mentions.forget();
    this.#hooks.change();
  }
}
