/** Draws the inside of a Markdown paragraph as nodes: bold, italic, code, links, line breaks. */

import { checkAddress, element, link } from "./elements.js";

const TOKEN = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~]|\n)/,
    /(?<ticks>`+)/,
    /(?<run>\*+|_+)/,
    /(?<opener>!?\[)/,
    /\](?:\((?<address>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:[ \t]+"[^"]*")?\))?/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);
const LINK = "[";

/** The nodes that show one paragraph: `stretch` is its text (see stretches.js). */
export function renderInline(stretch) {
  return new InlineReader(stretch).read();
}

/**
 * Reads once from left to right, with a stack of what is open. Each mark is open at most once, so
 * that the stack, and with it the cost of closing, stays small whatever is written. What is not
 * markup stays a piece of text, `{ from, to }`, until it is drawn: neighbours become one.
 */
class InlineReader {
  #stretch;
  #text;
  #tickRuns;
  #frames = [{ mark: "", from: 0, to: 0, nodes: [] }];

  constructor(stretch) {
    this.#stretch = stretch;
    this.#text = stretch.text;
  }

  read() {
    const token = new RegExp(TOKEN);
    let at = 0;
    for (let found = token.exec(this.#text); found; found = token.exec(this.#text)) {
      this.#write(at, found.index);
      at = this.#readToken(found);
      token.lastIndex = at;
    }
    this.#write(at, this.#text.length);
    this.#flatten(1);
    return this.#draw(this.#frames[0].nodes);
  }

  #readToken(found) {
    const { escaped, ticks, run, opener } = found.groups;
    const end = found.index + found[0].length;
    if (escaped === "\n") this.#add(element("br"));
    else if (escaped) this.#write(end - 1, end);
    else if (ticks) return this.#readCode(found.index, end);
    else if (run) this.#readRun(found.index, end);
    else if (opener) this.#open(LINK, found.index, end);
    else this.#closeLink(found, end);
    return end;
  }

  #add(node) {
    this.#frames.at(-1).nodes.push(node);
  }

  #write(from, to) {
    const last = this.#frames.at(-1).nodes.at(-1);
    if (last?.to === from) last.to = to;
    else if (from < to) this.#add({ from, to });
  }

  #draw(nodes) {
    return nodes.flatMap((node) => {
      return node instanceof Node ? node : this.#stretch.draw(node.from, node.to);
    });
  }

  /** Code runs to the next run of as many backticks; without one the backticks are text. */
  #readCode(start, end) {
    const closer = this.#findTicks(end - start, end);
    if (closer === undefined) {
      this.#write(start, end);
      return end;
    }
    const code = this.#text.slice(end, closer).replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim();
    const nodes = this.#stretch.draw(end + (isPadded ? 1 : 0), closer - (isPadded ? 1 : 0));
    for (const node of nodes) node.data = node.data.replaceAll("\n", " ");
    this.#add(element("code", {}, nodes));
    return closer + end - start;
  }

  #findTicks(length, after) {
    if (!this.#tickRuns) {
      this.#tickRuns = new Map();
      for (const run of [...this.#text.matchAll(/`+/g)].reverse()) {
        const starts = this.#tickRuns.get(run[0].length) ?? [];
        this.#tickRuns.set(run[0].length, starts);
        starts.push(run.index);
      }
    }
    const starts = this.#tickRuns.get(length) ?? [];
    while (starts.at(-1) < after) starts.pop();
    return starts.at(-1);
  }

  #readRun(start, end) {
    const char = this.#text[start];
    const [before, after] = [this.#text[start - 1] ?? " ", this.#text[end] ?? " "];
    const isWord = (other) => char === "_" && /[\p{L}\p{N}]/u.test(other);
    let at = start;
    if (/\S/.test(before) && !isWord(after)) at = this.#closeRun(start, end);
    const left = end - at;
    const marks = /\S/.test(after) && !isWord(before) && left <= 3 ? splitRun(char, left) : [];
    const isNew = marks.every((mark) => this.#find((frame) => frame.mark === mark) < 0);
    if (!isNew || !marks.length) this.#write(at, end);
    else for (const mark of marks) this.#open(mark, at, (at += mark.length));
  }

  /** Close what the run from `start` to `end` can close; returns where the rest of it begins. */
  #closeRun(start, end) {
    let left = start;
    for (;;) {
      const at = this.#find((frame) => frame.mark.startsWith(this.#text[start]));
      if (left === end || at < 0 || this.#frames[at].mark.length > end - left) return left;
      const { mark, nodes } = this.#pop(at);
      left += mark.length;
      this.#add(element(mark.length === 2 ? "strong" : "em", {}, this.#draw(nodes)));
    }
  }

  #closeLink({ index, groups: { address } }, end) {
    const at = this.#find((frame) => frame.mark === LINK);
    if (at > 0 && address !== undefined && checkAddress(address) !== null) {
      this.#add(link(address, this.#draw(this.#pop(at).nodes)));
      return;
    }
    if (at > 0) this.#flatten(at);
    this.#write(index, end);
  }

  #open(mark, from, to) {
    const same = this.#find((frame) => frame.mark === mark);
    if (same > 0) this.#flatten(same);
    this.#frames.push({ mark, from, to, nodes: [] });
  }

  #find(test) {
    return this.#frames.findLastIndex((frame) => frame.mark && test(frame));
  }

  /** Take the frame at `at` off; what is open above it never closes and becomes text in it. */
  #pop(at) {
    this.#flatten(at + 1);
    return this.#frames.pop();
  }

  #flatten(from) {
    while (this.#frames.length > from) {
      const { from, to, nodes } = this.#frames.pop();
      this.#write(from, to);
      for (const node of nodes) {
        if (node instanceof Node) this.#add(node);
        else this.#write(node.from, node.to);
      }
    }
  }
}

/** The marks a run of one, two or three opens, the outer one first. */
function splitRun(char, length) {
  return [[], [char], [char.repeat(2)], [char.repeat(2), char]][length];
}
