/**
 * Asks the REST endpoints of docs/protocol.md: the member's own conversations, and what to begin
 * with. No DOM but cookies.
 */

import { Refusal } from "./connection.js";

const PATIENCE = 15_000;
const UNREACHABLE = { code: "unreachable", message: "No connection. Please try again." };
const STRANGE = { code: "server_error", message: "Something went wrong on our side." };

/** A page of conversations, newest activity first: `{conversations, next}`. Rejects with a Refusal. */
export function listConversations({ archived = false, search = "" } = {}) {
  const query = new URLSearchParams({ ...(archived && { archived }), ...(search && { search }) });
  return ask("GET", `/api/conversations/?${query}`);
}

/** The page that `next` of the page before names. Rejects with a Refusal. */
export function listMore(next) {
  return ask("GET", next);
}

/** Rename or archive: `{title}`, `{archived}`. Gives the conversation. Rejects with a Refusal. */
export function changeConversation(id, fields) {
  return ask("PATCH", addressOf(id), fields);
}

/** Delete for good; one that is gone already is as good. Rejects with a Refusal. */
export async function deleteConversation(id) {
  try {
    await ask("DELETE", addressOf(id));
  } catch (refusal) {
    if (refusal.code !== "not_found") throw refusal;
  }
}

/** Records to mention, the likeliest first: `[{kind, id, label, detail}]`. Rejects with a Refusal. */
export async function findMentions(words) {
  return (await ask("GET", `/api/mentions/?${new URLSearchParams({ q: words })}`)).mentions;
}

/** First messages for who looks at `page`: `[{title, starters: [{label, message}]}]`. */
export async function listStarters(page) {
  const query = new URLSearchParams(page ? { page } : {});
  return (await ask("GET", `/api/starters/?${query}`)).groups;
}

function addressOf(id) {
  return `/api/conversations/${encodeURIComponent(id)}/`;
}

async function ask(method, address, fields) {
  const answer = await send(method, address, fields);
  if (answer.status === 204) return null;
  const said = await answer.json().catch(() => STRANGE);
  if (!answer.ok || said === STRANGE) throw new Refusal(said.message ? said : STRANGE);
  return said;
}

async function send(method, address, fields) {
  try {
    return await fetch(address, {
      method,
      headers: {
        Accept: "application/json",
        ...(method !== "GET" && { "X-CSRFToken": readCookie("csrftoken") }),
        ...(fields && { "Content-Type": "application/json" }),
      },
      body: fields && JSON.stringify(fields),
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Refusal(UNREACHABLE);
  }
}

/** Read anew each time: a login in another tab gives another token. */
function readCookie(name) {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}
