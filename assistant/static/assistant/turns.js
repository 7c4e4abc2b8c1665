/** Shows one turn: what the member said, the reply as it comes, and how it ended. */

import { element, updateChildren } from "./elements.js";
import { renderMarkdown } from "./markdown.js";
import { drawWidget } from "./widgets.js";

export class TurnView {
  #drawings;
  #hooks;
  #turn = null;
  #open = null;
  #blocks = new Map();
  #said = element("p", { class: "weft-said" });
  #reply = element("div", { class: "weft-reply" });
  #end = element("div", { class: "weft-end" });
  element = element(
    "article",
    { class: "weft-turn" },
    element("span", { class: "weft-hidden" }, "You said:"),
    this.#said,
    element("span", { class: "weft-hidden" }, "Reply:"),
    this.#reply,
    this.#end,
  );

  /** `hooks.say(text)` sends a choice, `hooks.retry(turn)` asks again. */
  constructor(drawings, hooks) {
    this.#drawings = drawings;
    this.#hooks = hooks;
  }

  /** Show this state. `open`: the member may answer here. Only what is news is drawn anew. */
  update(turn, blocks, open) {
    const isNews = turn !== this.#turn || open !== this.#open || !this.#blocks.size;
    const standing = { open, running: turn.state === "running" };
    const isMoved = open !== this.#open || turn.state !== this.#turn?.state;
    this.#turn = turn;
    this.#open = open;
    // A screen reader waits with a reply that is still being written.
    this.element.setAttribute("aria-busy", String(standing.running));
    if (this.#said.textContent !== turn.message) this.#said.textContent = turn.message;
    this.#removeBlocks(blocks);
    blocks.forEach((block, index) => {
      const { place, shown } = this.#blocks.get(block.id) ?? { place: element("div") };
      const isStale = shown !== block || (block.kind === "widget" && isMoved);
      if (isStale) this.#drawBlock(block, place, standing);
      this.#blocks.set(block.id, { place, shown: block });
      const held = this.#reply.children[index] ?? null;
      if (held !== place) this.#reply.insertBefore(place, held);
    });
    if (isNews) updateChildren(this.#end, this.#drawEnd());
  }

  #removeBlocks(blocks) {
    const kept = new Set(blocks.map(({ id }) => id));
    for (const [id, { place }] of this.#blocks) {
      if (kept.has(id)) continue;
      place.remove();
      this.#blocks.delete(id);
    }
  }

  #drawBlock(block, place, standing) {
    place.className = `weft-block weft-${block.kind}`;
    if (block.kind === "prose") {
      updateChildren(place, renderMarkdown(block.text));
    } else {
      const say = (text) => this.#hooks.say(text);
      place.replaceChildren(drawWidget(block, this.#drawings, { ...standing, say }));
    }
  }

  #drawEnd() {
    switch (this.#turn.state) {
      case "running":
        return [this.#drawActivity()];
      case "waiting":
        return [drawNotice("", this.#turn.notice ?? "Waiting for a decision.")];
      case "stopped":
        return [drawNotice("", this.#turn.notice ?? "Stopped.")];
      case "interrupted":
        return [drawNotice("Interrupted", this.#turn.notice), ...this.#drawRetry()];
      case "failed":
        return [
          drawNotice("", this.#turn.notice ?? "This did not work.", "weft-failed"),
          ...this.#drawRetry(),
        ];
      default:
        return this.#drawRemark();
    }
  }

  #drawActivity() {
    const titles = this.#turn.calls
      .filter(({ state }) => state === "running")
      .map(({ name, title }) => title || name);
    const dots = element("span", { class: "weft-dots", "aria-hidden": "true" });
    dots.append(element("i"), element("i"), element("i"));
    const words = titles.join(", ") || (this.#blocks.size ? "" : "Thinking");
    return element("p", { class: "weft-activity" }, dots, words && element("span", {}, words));
  }

  #drawRemark() {
    if (this.#turn.notice) return [drawNotice("", this.#turn.notice)];
    return this.#turn.truncated ? [drawNotice("", "The reply grew too long and was cut.")] : [];
  }

  #drawRetry() {
    if (!this.#open) return [];
    const onclick = () => this.#hooks.retry(this.#turn.id);
    return [element("button", { class: "weft-retry", type: "button", onclick }, "Retry")];
  }
}

function drawNotice(label, sentence, kind = "") {
  const text = [label, sentence].filter(Boolean).join(": ");
  return element("p", { class: `weft-notice ${kind}`.trim() }, text);
}
