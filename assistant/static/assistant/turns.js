/** Shows one turn: what the member said, the reply as it comes, and what there is to do with it. */

import { BranchSwitch } from "./branches.js";
import { drawCopyButton, readReply } from "./copying.js";
import { element, updateChildren } from "./elements.js";
import { drawEnd } from "./endings.js";
import { drawRemarks, markBlock, showWords } from "./findings.js";
import { renderMarkdown } from "./markdown.js";
import { MessageView } from "./messages.js";
import { drawWidget } from "./widgets.js";

const GOOD_ENDS = ["done", "stopped"];
const BAD_ENDS = ["interrupted", "failed"];

export class TurnView {
  #drawings;
  #hooks;
  #turn = null;
  #standing = {};
  #told = null;
  #notes = "";
  #shown = [];
  #blocks = new Map();
  #message;
  #versions;
  #copy;
  #reply = element("div", { class: "weft-reply" });
  #end = element("div", { class: "weft-end" });
  #tools = element("div", { class: "weft-tools" });
  #remarks = element("div", { class: "weft-found" });
  element;

  /**
   * Hooks: `say(text)` sends a choice, `revise(text, parent)` an edited message; `retry(turn)` asks
   * again; `select(turn, step)` shows a sibling; `announce(words)` tells screen readers.
   */
  constructor(drawings, hooks) {
    this.#drawings = drawings;
    this.#hooks = hooks;
    this.#message = new MessageView(hooks.revise);
    this.#versions = new BranchSwitch(hooks.select);
    this.#copy = drawCopyButton(() => this.#read(), hooks.announce);
    this.element = element(
      "article",
      { class: "weft-turn" },
      element("span", { class: "weft-hidden" }, "You said:"),
      this.#message.element,
      this.#versions.element,
      element("span", { class: "weft-hidden" }, "Reply:"),
      this.#reply,
      this.#end,
      this.#tools,
      this.#remarks,
    );
  }

  /**
   * Show this state; only what is news is drawn anew. `open`: no reply is being written, so that the
   * member may do something; `isLast`: the turn ends the branch; `siblings`: all its versions.
   */
  update(turn, blocks, { open, isLast, siblings }) {
    const standing = { open: open && isLast, running: turn.state === "running" };
    const isMoved = standing.open !== this.#standing.open || turn.state !== this.#turn?.state;
    const isNews = turn !== this.#turn || isMoved || !this.#shown.length;
    this.#turn = turn;
    this.#standing = standing;
    this.#shown = blocks;
    // A screen reader waits with a reply that is still being written.
    this.element.setAttribute("aria-busy", String(standing.running));
    this.#message.update(turn, open);
    this.#versions.update(turn.id, siblings, open);
    const drawn = this.#updateBlocks(isMoved);
    if (isNews) this.#updateEnd();
    this.#updateNotes(drawn);
  }

  /** `Version 2 of 3`. */
  describeVersion() {
    return this.#versions.describe();
  }

  /** Give the focus to the button that leads to another version. */
  focusVersions(step) {
    this.#versions.focus(step);
  }

  /** Returns the blocks that were drawn anew. */
  #updateBlocks(isMoved) {
    this.#removeBlocks();
    return this.#shown.filter((block, index) => {
      const held = this.#blocks.get(block.id) ?? { place: element("div") };
      const isStale = held.shown !== block || (block.kind === "widget" && isMoved);
      const isDrawn = isStale && this.#drawBlock(block, held);
      this.#blocks.set(block.id, { ...held, shown: block });
      const there = this.#reply.children[index] ?? null;
      if (there !== held.place) this.#reply.insertBefore(held.place, there);
      return isDrawn;
    });
  }

  #removeBlocks() {
    const kept = new Set(this.#shown.map(({ id }) => id));
    for (const [id, { place }] of this.#blocks) {
      if (kept.has(id)) continue;
      place.remove();
      this.#blocks.delete(id);
    }
  }

  /** Draw a block, unless it would look the same: whoever reads there is not disturbed. */
  #drawBlock(block, held) {
    const { place, shown } = held;
    place.className = `weft-block weft-${block.kind}`;
    if (block.kind === "prose") {
      if (shown?.text === block.text) return false;
      updateChildren(place, renderMarkdown(block.text));
      return true;
    }
    const say = (text) => this.#hooks.say(text);
    const drawn = drawWidget(block, this.#drawings, { ...this.#standing, say });
    if (shown?.revision === block.revision && held.pristine?.isEqualNode(drawn)) return false;
    // What is shown gets marks and bubbles, so that it cannot be compared.
    held.pristine = drawn.cloneNode(true);
    place.replaceChildren(drawn);
    return true;
  }

  /** Mark figures and findings where they are news, and list the findings that have no place. */
  #updateNotes(drawn) {
    // While another turn streams, this one is asked at every frame and has nothing new to say.
    if (this.#turn === this.#told && !drawn.length) return;
    this.#told = this.#turn;
    const { findings = [], sources = [] } = this.#turn;
    const notes = JSON.stringify([findings, sources]);
    const isNews = notes !== this.#notes;
    if (!isNews && !drawn.length) return;
    this.#notes = notes;
    for (const block of isNews ? this.#shown : drawn) {
      const held = this.#blocks.get(block.id);
      held.placed = markBlock(held.place, block, { findings, sources }).map(identify);
    }
    const placed = new Set([...this.#blocks.values()].flatMap((held) => held.placed ?? []));
    const left = findings.filter((finding) => !placed.has(identify(finding)));
    const isUnfolded = this.#remarks.firstChild?.open;
    const lead = (finding) => this.#lead(finding);
    updateChildren(this.#remarks, drawRemarks(left, this.#shown, { isUnfolded, lead }));
  }

  #lead(finding) {
    const held = this.#blocks.get(finding.block);
    if (held) showWords(finding, { block: held.shown, place: held.place });
  }

  #updateEnd() {
    const isBad = BAD_ENDS.includes(this.#turn.state);
    const isEnded = isBad || GOOD_ENDS.includes(this.#turn.state);
    const mayRetry = isEnded && this.#standing.open;
    const end = drawEnd(this.#turn, this.#shown.length > 0);
    updateChildren(this.#end, [...end, ...(isBad && mayRetry ? [this.#drawRetry("weft-retry")] : [])]);
    const tools = isEnded && this.#shown.length ? [this.#copy] : [];
    if (!isBad && mayRetry) tools.push(this.#drawRetry("weft-quiet"));
    updateChildren(this.#tools, tools);
  }

  #drawRetry(kind) {
    const onclick = () => this.#hooks.retry(this.#turn.id);
    return element("button", { class: kind, type: "button", onclick }, "Retry");
  }

  #read() {
    return readReply(this.#shown, (id) => this.#blocks.get(id).place);
  }
}

/** Turns are told anew with each of their states: what was found is the same by its value. */
function identify(finding) {
  return JSON.stringify(finding);
}
