/** Keeps what is listed of the member's conversations: pages, and what became of them since. No DOM. */

import { listConversations, listMore } from "./api.js";

export class Shelf {
  /** Newest activity first. */
  listed = [];
  /** Whether these are the archived ones. */
  isArchive = false;
  #next = null;
  #asked = 0;

  get hasMore() {
    return this.#next !== null;
  }

  find(id) {
    return this.listed.find((each) => each.id === id);
  }

  /** Fetch the first page; false if another was asked for meanwhile. Rejects with a Refusal. */
  load(search) {
    return this.#take(listConversations({ archived: this.isArchive, search }), (page) => {
      this.listed = page.conversations;
    });
  }

  /** Add the next page; false if another was asked for meanwhile. Rejects with a Refusal. */
  loadMore() {
    return this.#take(listMore(this.#next), (page) => {
      // One that was active meanwhile has moved to the front, and may come again.
      this.listed = [...this.listed, ...page.conversations.filter(({ id }) => !this.find(id))];
    });
  }

  /** Take in a conversation as it is now: it may stand on the other shelf. */
  change(conversation) {
    this.listed = this.listed
      .map((each) => (each.id === conversation.id ? conversation : each))
      .filter((each) => each.archived === this.isArchive);
  }

  remove(id) {
    this.listed = this.listed.filter((each) => each.id !== id);
  }

  clear() {
    this.listed = [];
    this.#next = null;
  }

  async #take(asking, hold) {
    const asked = ++this.#asked;
    try {
      const page = await asking;
      if (asked !== this.#asked) return false;
      hold(page);
      this.#next = page.next;
      return true;
    } catch (refusal) {
      if (asked !== this.#asked) return false;
      throw refusal;
    }
  }
}
