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

/** The nodes and strings that show one paragraph's `text`. */
export function renderInline(text) {
  return new InlineReader(text).read();
}

/**
 * Reads once from left to right, with a stack of what is open. Each mark is open at most once, so
 * that the stack, and with it the cost of closing, stays small whatever is written.
 */
class InlineReader {
  #text;
  #tickRuns;
  #frames = [{ mark: "", source: "", nodes: [] }];

  constructor(text) {
    this.#text = text;
  }

  read() {
    const token = new RegExp(TOKEN);
    let at = 0;
    for (let found = token.exec(this.#text); found; found = token.exec(this.#text)) {
      this.#add(this.#text.slice(at, found.index));
      at = this.#readToken(found);
      token.lastIndex = at;
    }
    this.#add(this.#text.slice(at));
    this.#flatten(1);
    return this.#frames[0].nodes;
  }

  #readToken(found) {
    const { escaped, ticks, run, opener } = found.groups;
    const end = found.index + found[0].length;
    if (escaped) this.#add(escaped === "\n" ? element("br") : escaped);
    else if (ticks) return this.#readCode(found.index, end);
    else if (run) this.#readRun(run, this.#text[found.index - 1] ?? " ", this.#text[end] ?? " ");
    else if (opener) this.#open(LINK, opener);
    else this.#closeLink(found);
    return end;
  }

  #add(node) {
    const { nodes } = this.#frames.at(-1);
    const isText = typeof node === "string";
    if (isText && typeof nodes.at(-1) === "string") nodes.push(nodes.pop() + node);
    else if (node !== "") nodes.push(node);
  }

  /** Code runs to the next run of as many backticks; without one the backticks are text. */
  #readCode(start, end) {
    const closer = this.#findTicks(end - start, end);
    if (closer === undefined) {
      this.#add(this.#text.slice(start, end));
      return end;
    }
    const code = this.#text.slice(end, closer).replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim();
    this.#add(element("code", {}, isPadded ? code.slice(1, -1) : code));
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

  #readRun(run, before, after) {
    const isWord = (char) => run[0] === "_" && /[\p{L}\p{N}]/u.test(char);
    let left = run.length;
    if (/\S/.test(before) && !isWord(after)) left = this.#closeRun(run[0], left);
    const marks = /\S/.test(after) && !isWord(before) && left <= 3 ? splitRun(run[0], left) : [];
    const isNew = marks.every((mark) => this.#find((frame) => frame.mark === mark) < 0);
    if (isNew && marks.length) for (const mark of marks) this.#open(mark, mark);
    else this.#add(run[0].repeat(left));
  }

  #closeRun(char, length) {
    let left = length;
    for (;;) {
      const at = this.#find((frame) => frame.mark.startsWith(char));
      if (left === 0 || at < 0 || this.#frames[at].mark.length > left) return left;
      const { mark, nodes } = this.#pop(at);
      left -= mark.length;
      this.#add(element(mark.length === 2 ? "strong" : "em", {}, nodes));
    }
  }

  #closeLink({ 0: source, groups: { address } }) {
    const at = this.#find((frame) => frame.mark === LINK);
    if (at > 0 && address !== undefined && checkAddress(address) !== null) {
      this.#add(link(address, this.#pop(at).nodes));
      return;
    }
    if (at > 0) this.#flatten(at);
    this.#add(source);
  }

  #open(mark, source) {
    const same = this.#find((frame) => frame.mark === mark);
    if (same > 0) this.#flatten(same);
    this.#frames.push({ mark, source, nodes: [] });
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
      const { source, nodes } = this.#frames.pop();
      this.#add(source);
      for (const node of nodes) this.#add(node);
    }
  }
}

/** The marks a run of one, two or three opens, the outer one first. */
function splitRun(char, length) {
  return [[], [char], [char.repeat(2)], [char.repeat(2), char]][length];
}
