/**
 * The socket: one link to the server that heals itself, as docs/protocol.md describes it. No DOM.
 *
 * Commands outlive the link: whatever was not answered is sent again under its old id once a new
 * socket is welcomed, and the server carries each id out once.
 */

export const PROTOCOL = "weft.v1";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;
// A server that welcomes and hangs up at once must not be hammered: only a link that held counts.
const STEADY_AFTER = 10_000;

/** What an `error` frame says; `code` is for programs, `message` for the member. */
export class Refusal extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/** A UUID; `crypto.randomUUID` is missing on pages that are not served securely. */
export function createId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Connection {
  #url;
  #hooks;
  #socket = null;
  #timer = null;
  #attempts = 0;
  #welcomedAt = null;
  #helloId = null;
  #followId = null;
  #following = false;
  #commands = new Map();

  /** The conversation to show, now and after each reconnect; null for none. */
  conversation = null;

  /**
   * `url` is a ws: or wss: address. Hooks: `readCursor()` gives the cursor to follow from, or null;
   * `onFrame(frame)` gets the events, snapshots and resets of the conversation followed;
   * `onRefusal(refusal, command)` an error no promise waits for (`command` is "follow" where what
   * is followed is not there, or no longer); `onState(state, about)` one of
   * `connecting`, `ready` (about: the welcome), `waiting`, `refused` (about: the refusal).
   */
  constructor(url, hooks) {
    this.#url = url;
    this.#hooks = hooks;
  }

  /** Connect, unless there is a link or one is on its way: also cuts a waiting time short. */
  wake() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  /** The network is gone: give up a link that can carry nothing, until `wake` makes another. */
  sleep() {
    const socket = this.#socket;
    if (!socket) return;
    this.#drop();
    socket.close();
    this.#hooks.onState("waiting");
  }

  /** Show a conversation instead of the one before; null shows none. */
  follow(conversation) {
    this.conversation = conversation;
    this.#followId = null;
    this.#following = false;
    if (this.#welcomedAt !== null && conversation !== null) this.#sendFollow();
  }

  /** Send a command, now or as soon as there is a link. Rejects with a Refusal. */
  command(type, fields) {
    const frame = { type, id: createId(), ...fields };
    return new Promise((resolve, reject) => {
      this.#commands.set(frame.id, { frame, resolve, reject });
      if (this.#welcomedAt !== null) this.#write(frame);
      else this.wake();
    });
  }

  #connect() {
    const socket = new WebSocket(this.#url, PROTOCOL);
    this.#socket = socket;
    this.#hooks.onState("connecting");
    socket.onopen = () => {
      this.#helloId = createId();
      this.#write({ type: "hello", id: this.#helloId, protocol: PROTOCOL });
    };
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(data));
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#reconnectLater();
    };
  }

  #reconnectLater() {
    const held = this.#welcomedAt === null ? 0 : Date.now() - this.#welcomedAt;
    if (held > STEADY_AFTER) this.#attempts = 0;
    this.#drop();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempts++);
    this.#timer = setTimeout(() => this.#connect(), Math.random() * longest);
    this.#hooks.onState("waiting");
  }

  #drop() {
    this.#socket = null;
    this.#welcomedAt = null;
    this.#followId = null;
    this.#following = false;
  }

  #receive(frame) {
    switch (frame.type) {
      case "welcome":
        return this.#start(frame);
      case "answer":
      case "error":
        return this.#settle(frame);
      default:
        // Until `follow` is answered, what comes still belongs to the conversation before.
        if (this.#following) this.#hooks.onFrame(frame);
    }
  }

  #start(welcome) {
    this.#welcomedAt = Date.now();
    if (this.conversation !== null) this.#sendFollow();
    for (const { frame } of this.#commands.values()) this.#write(frame);
    this.#hooks.onState("ready", welcome);
  }

  #settle(frame) {
    const refusal = frame.type === "error" ? new Refusal(frame) : null;
    const command = this.#commands.get(frame.id);
    if (command) {
      this.#commands.delete(frame.id);
      if (refusal) command.reject(refusal);
      else command.resolve(frame.result);
    } else if (frame.id !== null && frame.id === this.#followId) {
      this.#followId = null;
      this.#following = !refusal;
      if (refusal) this.#hooks.onRefusal(refusal, "follow");
    } else if (refusal && frame.id !== null && frame.id === this.#helloId) {
      this.#giveUp(refusal);
    } else if (refusal && frame.id === null) {
      this.#takeNews(refusal);
    }
  }

  /** An error that answers nothing: `not_found` says that what is followed was deleted. */
  #takeNews(refusal) {
    if (refusal.code !== "not_found") return this.#hooks.onRefusal(refusal, null);
    // Where another one is asked for already, nobody misses it.
    if (!this.#following) return;
    this.#following = false;
    this.#hooks.onRefusal(refusal, "follow");
  }

  #giveUp(refusal) {
    const socket = this.#socket;
    this.#drop();
    socket.close();
    this.#hooks.onState("refused", refusal);
    const commands = [...this.#commands.values()];
    this.#commands.clear();
    for (const { reject } of commands) reject(refusal);
  }

  #sendFollow() {
    const cursor = this.#hooks.readCursor();
    this.#followId = createId();
    this.#write({
      type: "follow",
      id: this.#followId,
      conversation: this.conversation,
      ...(cursor && { cursor }),
    });
  }

  #write(frame) {
    this.#socket.send(JSON.stringify(frame));
  }
}
