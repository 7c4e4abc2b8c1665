/**
 * Brings a conversation to life in a page that has the elements for it.
 *
 *     mount({ root, log, form, text, send, stop, status }, { page, drawings, greeting })
 */

import { listStarters } from "./api.js";
import { Composer } from "./composer.js";
import { Connection, createId } from "./connection.js";
import { Conversations } from "./conversations.js";
import { Fold, MissingText } from "./fold.js";
import { forgetConversation, recallConversation, rememberConversation } from "./remembering.js";
import { View } from "./view.js";

const REFOLLOW_AFTER = 250;
const GONE = "The conversation that was here is gone. This is a new one.";
const EARLY = "The assistant was not ready yet. Press Enter again to send.";
const NO_CONNECTION = "No connection. Trying again…";

/**
 * Mount on elements of the page: `form` holds the textarea `text` and the buttons `send` and
 * `stop`; `fresh` is the button for a new conversation, where there is one. Where there are all of
 * `list` (a button), `conversations` (an empty element) and `title`, the member sees what the
 * conversation is called, and finds, renames, archives and deletes others.
 *
 * Options: `url` of the socket (`/ws/`); `page`, the path the member looks at; `drawings`, widget
 * name -> `(block, pencils) -> Node` (see widgets.js); `greeting`, shown while nothing was said,
 * with what the host suggests to begin with.
 */
export function mount(places, options = {}) {
  new Chat(places, { url: "/ws/", page: null, drawings: {}, greeting: "", ...options }).start();
}

class Chat {
  #places;
  #options;
  #connection;
  #view;
  #composer;
  #fold = new Fold();
  #recalled = recallConversation();
  #conversation = this.#recalled ?? createId();
  #conversations = null;
  #asking = false;
  #stopping = null;
  #problem = "";
  #remark = "Connecting…";
  #news = "";
  #frame = null;
  #refollow = null;
  #starters = null;

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
      revise: (text, parent) => this.#say(text, { parent }),
      retry: (turn) => this.#ask("retry", { turn }),
      select: (turn) => this.#command("select", { conversation: this.#conversation, turn }),
    });
    this.#composer = new Composer(places, {
      say: (text, mentions) => this.#say(text, mentions.length ? { mentions } : {}),
      stop: () => this.#stop(),
      announce: (words) => this.#view.announce(words),
      change: () => this.#renderLater(),
      early: () => (this.#news = EARLY),
    });
    if (places.list && places.conversations && places.title) {
      this.#conversations = new Conversations(places, {
        show: (id) => this.#choose(id),
        gone: (id) => id === this.#conversation && this.#leaveGone(),
      });
    }
  }

  start() {
    this.#listen();
    if (this.#recalled !== null) this.#connection.follow(this.#conversation);
    this.#connection.wake();
    this.#render();
  }

  #listen() {
    this.#places.fresh?.addEventListener("click", () => this.#choose(null));
    addEventListener("offline", () => this.#connection.sleep());
    addEventListener("online", () => this.#connection.wake());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#connection.wake();
    });
  }

  // What the member does

  /** Send a message, after the leaf or `more.parent`; true once the server has it. */
  async #say(text, more = {}) {
    if (this.#isBusy() || !text.trim()) return false;
    const conversation = this.#conversation;
    const page = this.#options.page?.slice(0, 300);
    rememberConversation(conversation);
    this.#view.goToBottom();
    const isSaid = await this.#ask("send", { conversation, text, ...more, ...(page && { page }) });
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
    this.#composer.focus();
    const isAgreed = await this.#command(type, fields);
    if (conversation === this.#conversation) this.#asking = false;
    this.#renderLater();
    return isAgreed;
  }

  async #stop() {
    const turn = this.#leaf().id;
    this.#stopping = turn;
    this.#composer.focus();
    if (!(await this.#command("stop", { turn }))) this.#stopping = null;
    this.#renderLater();
  }

  /** True once the command was carried out; where it was refused, the status says why. */
  async #command(type, fields) {
    this.#problem = this.#news = "";
    this.#renderLater();
    try {
      await this.#connection.command(type, fields);
      return true;
    } catch (refusal) {
      this.#takeRefusal(refusal, type);
      return false;
    }
  }

  #choose(conversation) {
    if (conversation !== this.#conversation) this.#show(conversation);
    this.#composer.focus();
  }

  /** Show another conversation; null begins a new one. */
  #show(conversation) {
    if (conversation === null) forgetConversation();
    else rememberConversation(conversation);
    this.#conversation = conversation ?? createId();
    this.#fold = new Fold();
    this.#connection.follow(conversation);
    this.#asking = false;
    this.#problem = this.#news = "";
    this.#view.goToBottom();
    this.#renderLater();
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
      this.#leaveGone();
      return;
    }
    this.#problem = refusal.message;
    this.#renderLater();
  }

  /** Deleted here or in another tab; or of whoever was signed in before, and then no word of it. */
  #leaveGone() {
    const wasSeen = this.#fold.conversation !== null || this.#conversation !== this.#recalled;
    this.#conversations?.forget(this.#conversation);
    this.#show(null);
    if (wasSeen) this.#news = GONE;
  }

  #takeState(state, about) {
    if (state === "waiting") this.#remark = NO_CONNECTION;
    if (state === "ready") this.#remark = "";
    if (state === "refused") this.#problem = about.message;
    this.#renderLater();
  }

  // What the page shows

  /** What to begin with: asked for once, and only where nothing was said yet. */
  #findStarters(branch) {
    if (this.#starters === null && !branch.length) {
      this.#starters = [];
      listStarters(this.#options.page?.slice(0, 300)).then(
        (groups) => {
          this.#starters = groups;
          this.#renderLater();
        },
        // A page without suggestions is as good as it was.
        () => {},
      );
    }
    return this.#starters ?? [];
  }

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
      this.#view.showTurns(branch, this.#fold, {
        open: !this.#isBusy(),
        greeting: isNew ? this.#options.greeting : "",
        starters: isNew ? this.#findStarters(branch) : [],
      });
      if (isNew) this.#conversations?.showCurrent(this.#fold.conversation);
    }
    this.#composer.show({
      sending: this.#asking,
      busy: this.#isBusy(),
      stoppable: leaf?.state === "running" || leaf?.state === "waiting",
      stopping: leaf !== undefined && leaf.id === this.#stopping,
    });
    this.#view.showStatus(this.#problem || this.#remark || this.#news, this.#problem !== "");
  }
}
