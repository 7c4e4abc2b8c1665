/**
 * Tells of a figure what it knows, beside it: on hover, focus, tap, Enter and Space, until Escape.
 *
 * The bubble stands right behind its figure in the document, so that Tab leads on to a link in it,
 * and in the top layer (a popover), so that nothing that scrolls or fades cuts it off.
 */

import { element } from "./elements.js";
import { findFigure, findOwner } from "./figures.js";

const GAP = 6;
const EDGE = 8;
const WIDEST = 320;
// Time enough to move the pointer from a figure to its bubble.
const LINGER = 180;

let count = 0;

export class Tooltip {
  #root;
  #draw;
  #figure = null;
  #timer = null;
  #bubble = element("span", {
    class: "weft-tip",
    id: `weft-tip-${(count += 1)}`,
    role: "tooltip",
    popover: "manual",
    // The log around is read aloud as it grows; this is read as a description.
    "aria-live": "off",
  });

  /** `draw(figure)` gives the nodes to show for a figure under `root`; none: nothing is shown. */
  constructor(root, draw) {
    this.#root = root;
    this.#draw = draw;
    this.#listenToPointers();
    this.#listenToKeys();
    root.addEventListener("scroll", () => this.#place(), { capture: true, passive: true });
    addEventListener("resize", () => this.#place());
  }

  #listenToPointers() {
    const root = this.#root;
    root.addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType === "touch") return;
      const figure = findFigure(target);
      if (figure) this.#show(figure);
      else if (this.#isInside(target)) clearTimeout(this.#timer);
      else this.#leaveLater();
    });
    root.addEventListener("pointerleave", () => this.#leaveLater());
    root.addEventListener("click", ({ target }) => {
      const figure = findFigure(target);
      if (figure) this.#show(figure);
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#isInside(target) && !findFigure(target)) this.#hide();
    });
  }

  #listenToKeys() {
    const root = this.#root;
    root.addEventListener("focusin", ({ target }) => {
      const figure = findFigure(target);
      if (figure) this.#show(figure);
    });
    root.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#isInside(relatedTarget)) this.#hide();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      if (event.target !== findFigure(event.target)) return;
      event.preventDefault();
      this.#show(event.target);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#figure) return;
      event.stopPropagation();
      if (this.#isInside(document.activeElement)) findOwner(this.#figure).focus();
      this.#hide();
    }, { capture: true });
  }

  #show(figure) {
    clearTimeout(this.#timer);
    if (figure === this.#figure && this.#bubble.isConnected) return;
    this.#hide();
    const nodes = this.#draw(figure);
    if (!nodes.length) return;
    const owner = findOwner(figure);
    this.#figure = figure;
    this.#bubble.replaceChildren(...nodes);
    // In a picture there is no place for it.
    findOutermost(owner).after(this.#bubble);
    owner.setAttribute("aria-describedby", this.#bubble.id);
    this.#bubble.showPopover?.();
    this.#place();
  }

  #hide() {
    clearTimeout(this.#timer);
    if (!this.#figure) return;
    findOwner(this.#figure).removeAttribute("aria-describedby");
    // First: what takes the bubble away may take the focus with it, and so lead back here.
    this.#figure = null;
    this.#bubble.remove();
  }

  /** The pointer went away: what has the focus is told of instead, if it is a figure. */
  #leaveLater() {
    if (!this.#figure) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const focused = document.activeElement;
      if (this.#isInside(focused)) return;
      const figure = this.#root.contains(focused) ? findFigure(focused) : null;
      if (figure) this.#show(figure);
      else this.#hide();
    }, LINGER);
  }

  #isInside(node) {
    return node instanceof Node && this.#bubble.contains(node);
  }

  /** Above the figure, or below where there is more room, inside the panel and the window. */
  #place() {
    if (!this.#figure) return;
    const figure = this.#figure.getBoundingClientRect();
    const panel = this.#root.getBoundingClientRect();
    const top = Math.max(panel.top, 0) + EDGE;
    const bottom = Math.min(panel.bottom, innerHeight) - EDGE;
    if (figure.bottom < top || figure.top > bottom) {
      this.#hide();
      return;
    }
    const { style } = this.#bubble;
    style.maxWidth = `${Math.min(WIDEST, panel.width - 2 * EDGE)}px`;
    style.maxHeight = "none";
    const { width, height } = this.#bubble.getBoundingClientRect();
    const [above, below] = [figure.top - GAP - top, bottom - GAP - figure.bottom];
    const isAbove = height <= above || above >= below;
    const shown = Math.min(height, Math.max(isAbove ? above : below, 0));
    const right = Math.min(panel.right, innerWidth) - EDGE - width;
    const left = Math.min(figure.left + figure.width / 2 - width / 2, right);
    style.maxHeight = `${shown}px`;
    style.left = `${Math.max(left, panel.left + EDGE)}px`;
    style.top = `${isAbove ? figure.top - GAP - shown : figure.bottom + GAP}px`;
  }
}

/** The picture that `node` is part of, else the node itself. */
function findOutermost(node) {
  return node.ownerSVGElement ? findOutermost(node.ownerSVGElement) : node;
}
