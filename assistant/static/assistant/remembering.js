/**
 * Remembers which conversation this tab shows, so that a reload goes on with it.
 *
 * A frame of another site, or the member's settings, may forbid storage: then a reload starts anew.
 */

const KEY = "weft-conversation";

/** The conversation's id, or null. */
export function recallConversation() {
  return attempt(() => sessionStorage.getItem(KEY));
}

export function rememberConversation(id) {
  attempt(() => sessionStorage.setItem(KEY, id));
}

export function forgetConversation() {
  attempt(() => sessionStorage.removeItem(KEY));
}

function attempt(use) {
  try {
    return use();
  } catch {
    return null;
  }
}
