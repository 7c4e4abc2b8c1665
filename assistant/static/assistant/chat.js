/**
 * Brings a conversation to life in a page that has the elements for it.
 *
 *     mount({ root, log, form, text, send, stop, fresh, status }, { page, drawings, greeting })
 */

import { Connection, createId } from "./connection.js";
import { Fold, MissingText } from "./fold.js";
import { forgetConversation, recallConversation, rememberConversation } from "./remembering.js";
import { View } from "./view.js";

const REFOLLOW_AFTER = 250;
const NO_CONNECTION = "No connection. Trying again…";

/**
 * Mount on elements of the page: `form` holds the textarea `text` and the buttons `send` and
 * `stop`; `fresh` is the button for a new conversation, where there is one.
 *
 * Options: `url` of the socket (`/ws/`); `page`, the path the member looks at; `drawings`, widget
 * name -> `(block, pencils) -> Node` (see widgets.js); `greeting`, shown while nothing was said.
 */
export function mount(places, options = {}) {
  new Chat(places, { url: "/ws/", page: null, drawings: {}, greeting: "", ...options }).start();
}

class Chat {
  #places;
  #options;
  #connection;
  #view;
  #fold = new Fold();
  #conversation = recallConversation() ?? createId();
  #asking = false;
  #stopping = null;
  #problem = "";
  #remark = "";
  #frame = null;
  #refollow = null;

  constructor(places, options) {
    this.#places = places;
    this.#options = options;
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.#connection = new Connection(url.href, {
      readCursor: () => this.#fold.cursor,
      onFrame: (frame) => this.#take(frame),
      onRefusal: (refusal, command) => this.#takeRefusal(refusal, command),
      onState: (state, about) => this.#takeState(state, about),
    });
    this.#view = new View(places, options.drawings, {
      say: (text) => this.#say(text),
      retry: (turn) => this.#ask("retry", { turn }),
    });
  }

  start() {
    this.#listen();
    if (recallConversation() !== null) this.#connection.follow(this.#conversation);
    this.#connection.wake();
    this.#render();
  }

  #listen() {
    const { form, text, stop, fresh } = this.#places;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    text.addEventListener("keydown", (event) => {
      // While an input method composes a word, Enter belongs to it (229: Safari's way to say so).
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) {
        return;
      }
      event.preventDefault();
      this.#submit();
    });
    text.addEventListener("input", () => this.#renderLater());
    stop.addEventListener("click", () => this.#stop());
    fresh?.addEventListener("click", () => {
      this.#startAnew();
      this.#focus();
    });
    addEventListener("offline", () => this.#connection.sleep());
    addEventListener("online", () => this.#connection.wake());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#connection.wake();
    });
  }

  // What the member does

  async #submit() {
    if (await this.#say(this.#places.text.value)) {
      this.#places.text.value = "";
      this.#renderLater();
    }
  }

  /** Send a message; true once the server has it. */
  async #say(text) {
    if (this.#isBusy() || !text.trim()) return false;
    const conversation = this.#conversation;
    const page = this.#options.page?.slice(0, 300);
    rememberConversation(conversation);
    this.#view.goToBottom();
    const isSaid = await this.#ask("send", { conversation, text, ...(page && { page }) });
    const isShown = conversation === this.#conversation;
    // A new conversation can be followed only now that the message has made it.
    if (isSaid && isShown && this.#connection.conversation !== conversation) {
      this.#connection.follow(conversation);
    }
    return isSaid && isShown;
  }

  /** Ask for a reply by `send` or `retry`; true once the server has agreed. */
  async #ask(type, fields) {
    const conversation = this.#conversation;
    this.#asking = true;
    const isAgreed = await this.#command(type, fields);
    if (conversation === this.#conversation) this.#asking = false;
    this.#renderLater();
    return isAgreed;
  }

  async #stop() {
    const turn = this.#leaf().id;
    this.#stopping = turn;
    if (!(await this.#command("stop", { turn }))) this.#stopping = null;
    this.#renderLater();
  }

  /** True once the command was carried out; where it was refused, the status says why. */
  async #command(type, fields) {
    this.#focus();
    this.#problem = "";
    this.#renderLater();
    try {
      await this.#connection.command(type, fields);
      return true;
    } catch (refusal) {
      this.#takeRefusal(refusal, type);
      return false;
    }
  }

  #startAnew() {
    forgetConversation();
    this.#conversation = createId();
    this.#connection.follow(null);
    this.#fold = new Fold();
    this.#asking = false;
    this.#problem = "";
    this.#view.goToBottom();
    this.#renderLater();
  }

  #focus() {
    this.#places.text.focus({ preventScroll: true });
  }

  // What the server says

  #take(frame) {
    try {
      this.#fold.apply(frame);
    } catch (fault) {
      if (!(fault instanceof MissingText)) throw fault;
      this.#refollowLater();
    }
    this.#renderLater();
  }

  /** Ask for a snapshot, though never in a tight circle, and not if things settle by themselves. */
  #refollowLater() {
    this.#refollow ??= setTimeout(() => {
      this.#refollow = null;
      const isSettled = this.#fold.cursor !== null && this.#fold.branch() !== null;
      if (isSettled || this.#connection.conversation === null) return;
      this.#fold.cursor = null;
      this.#connection.follow(this.#conversation);
    }, REFOLLOW_AFTER);
  }

  #takeRefusal(refusal, command) {
    if (command === "follow" && refusal.code === "not_found") {
      // The tab remembers a conversation of whoever was signed in before.
      this.#startAnew();
      return;
    }
    this.#problem = refusal.message;
    this.#renderLater();
  }

  #takeState(state, about) {
    if (state === "waiting") this.#remark = NO_CONNECTION;
    if (state === "ready") this.#remark = "";
    if (state === "refused") this.#problem = about.message;
    this.#renderLater();
  }

  // What the page shows

  #leaf() {
    return this.#fold.turns.get(this.#fold.conversation?.leaf);
  }

  #isBusy() {
    return this.#asking || this.#leaf()?.state === "running";
  }

  /** Draw at most once per frame, however many events a frame brings. */
  #renderLater() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#render();
    });
  }

  #render() {
    const branch = this.#fold.branch();
    const leaf = this.#leaf();
    // A leaf not known here is another branch, or one whose turn is heard of in a moment.
    if (branch === null) this.#refollowLater();
    else {
      const isNew = this.#connection.conversation === null || this.#fold.conversation !== null;
      this.#view.showTurns(branch, (id) => this.#fold.blocks(id), {
        open: !this.#isBusy(),
        greeting: isNew ? this.#options.greeting : "",
      });
    }
    this.#view.showComposer({
      sending: this.#asking,
      busy: this.#isBusy(),
      stoppable: leaf?.state === "running" || leaf?.state === "waiting",
      stopping: leaf !== undefined && leaf.id === this.#stopping,
    });
    this.#view.showStatus(this.#problem || this.#remark, this.#problem !== "");
  }
}
