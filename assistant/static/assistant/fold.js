/**
 * Folds events into the state they describe, by the rules of assistant/core/wire/fold.py. No DOM, no
 * network.
 *
 * What changes is replaced, never altered: whoever kept an object knows by `===` what is news.
 */

/** Text before a delta was never heard: only a new snapshot helps. */
export class MissingText extends Error {}

export class Fold {
  conversation = null;
  /** `{epoch, seq}` to follow from, or null where only a snapshot will do. */
  cursor = null;
  turns = new Map();
  #blocks = new Map();
  #children = new Map();

  /** Take in an event, snapshot or reset. Throws MissingText. Unknown types are passed over. */
  apply(frame) {
    switch (frame.type) {
      case "snapshot":
        return this.#hold(frame);
      case "reset":
        // Its number counts from elsewhere: until the snapshot is here, no cursor is right.
        this.cursor = null;
        return;
      case "delta":
        this.#append(frame);
        break;
      case "block":
        this.#replaceBlock(frame.turn, frame.block);
        break;
      case "turn":
        if (isNews(this.turns.get(frame.turn.id), frame.turn)) {
          this.turns.set(frame.turn.id, frame.turn);
          this.#noteChild(frame.turn);
        }
        break;
      case "conversation":
        if (isNews(this.conversation, frame.conversation)) this.conversation = frame.conversation;
        break;
    }
    if (this.cursor && frame.seq > this.cursor.seq) {
      this.cursor = { epoch: this.cursor.epoch, seq: frame.seq };
    }
  }

  /** A turn's blocks in the order they stand in the reply. */
  blocks(turn) {
    const held = [...(this.#blocks.get(turn)?.values() ?? [])];
    return held.sort((one, other) => place(one) - place(other));
  }

  /** The turns of the branch shown, root first; null where its leaf is not known here. */
  branch() {
    const turns = [];
    let id = this.conversation?.leaf ?? null;
    while (id !== null) {
      const turn = this.turns.get(id);
      if (!turn || turns.includes(turn)) return null;
      turns.unshift(turn);
      id = turn.parent;
    }
    return turns;
  }

  /** The ids of all turns that answer the same parent as a turn known here, oldest first. */
  siblings(turn) {
    return this.#children.get(this.turns.get(turn).parent);
  }

  /** Siblings come with snapshots; a turn first heard of in an event is the newest of its own. */
  #noteChild({ id, parent }) {
    const children = this.#children.get(parent) ?? [];
    if (!children.includes(id)) this.#children.set(parent, [...children, id]);
  }

  #hold(snapshot) {
    this.conversation = snapshot.conversation;
    this.cursor = { epoch: snapshot.epoch, seq: snapshot.seq };
    this.turns = new Map(snapshot.turns.map(({ turn }) => [turn.id, turn]));
    this.#children = new Map(snapshot.turns.map(({ turn, siblings }) => [turn.parent, siblings]));
    for (const { turn } of snapshot.turns) this.#noteChild(turn);
    this.#blocks = new Map(
      snapshot.turns.map(({ turn, blocks }) => [
        turn.id,
        new Map(blocks.map((block) => [block.id, block])),
      ]),
    );
  }

  #blocksOf(turn) {
    if (!this.#blocks.has(turn)) this.#blocks.set(turn, new Map());
    return this.#blocks.get(turn);
  }

  #replaceBlock(turn, block) {
    const blocks = this.#blocksOf(turn);
    const held = blocks.get(block.id);
    if (held?.kind !== "widget" || isNews(held, block)) blocks.set(block.id, block);
  }

  #append(delta) {
    const blocks = this.#blocksOf(delta.turn);
    const held = blocks.get(delta.block) ?? { kind: "prose", id: delta.block, text: "" };
    if (held.kind === "prose") {
      blocks.set(delta.block, { ...held, text: this.#join(held.text, delta) });
    } else if (held.state === "pending" && delta.field !== undefined) {
      const text = this.#join(held.preview[delta.field] ?? "", delta);
      blocks.set(delta.block, { ...held, preview: { ...held.preview, [delta.field]: text } });
    }
  }

  #join(text, delta) {
    const beyond = text.length - delta.offset;
    if (beyond < 0) {
      this.cursor = null;
      throw new MissingText(`${-beyond} units before a delta of ${delta.block} are missing`);
    }
    return text + delta.text.slice(beyond);
  }
}

function isNews(held, told) {
  return !held || held.revision < told.revision;
}

function place(block) {
  return Number(block.id.slice(block.id.lastIndexOf(".") + 1));
}
