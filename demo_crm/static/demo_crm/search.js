/** Makes a page of listings or contacts answer in place: the search bar, its filter, the way back. */

import { askFor } from "./asking.js";
import { holdPage, showAddress } from "./found.js";
import { readPairs, watchLines } from "./lines.js";

const bar = document.getElementById("crm-ask");
const wish = document.getElementById("crm-wish");
const said = document.getElementById("crm-said");
const main = bar.closest("main");
let asking = null;

bar.hidden = false;
watchLines(main);
holdPage(recall);

bar.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = wish.value.trim();
  if (!text) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  say(["Asking…"], "busy");
  bar.setAttribute("aria-busy", "true");
  const answer = await askFor(bar.dataset, text, readPairs(), mine.signal);
  if (mine !== asking) return;
  end();
  if (answer.address === undefined) {
    say(answer.notes, answer.kind);
    wish.focus();
  } else {
    await show(answer.address, { text, notes: answer.notes });
  }
});

main.addEventListener("submit", (event) => {
  if (event.target.id !== "crm-filter") return;
  event.preventDefault();
  show(`?${new URLSearchParams(readPairs())}`, { text: "", notes: [] });
});

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-clear], .pages a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const fresh = { text: "", notes: [] };
  show(link.getAttribute("href"), "clear" in link.dataset ? fresh : { text: wish.value, notes: readNotes() });
});

async function show(address, state) {
  end();
  if (await showAddress(address, state)) recall(state);
}

/** Put back what was asked and said with the query that is shown now; gives it. */
function recall({ text = "", notes = [] } = {}) {
  end();
  wish.value = text;
  say(notes, "note");
  return { text, notes };
}

function end() {
  asking?.abort();
  asking = null;
  bar.removeAttribute("aria-busy");
}

function say(notes, kind) {
  said.dataset.kind = kind;
  said.replaceChildren(...notes.map((note) => Object.assign(document.createElement("p"), { textContent: note })));
}

function readNotes() {
  return [...said.children].map((note) => note.textContent);
}
