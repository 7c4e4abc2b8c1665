/** Shows what another address of this page finds, without leaving the page; Back undoes it. */

const ID = "crm-found";
let recall = () => {};
let latest = 0;

/** Remember this address in the history; `tell` is given the state of one that is gone back to. */
export function holdPage(tell) {
  recall = tell;
  if (history.state?.crm) recall(history.state.crm);
  addEventListener("popstate", async ({ state }) => {
    if (await load(location.href)) recall(state?.crm ?? {});
  });
}

/** Show what `address` finds, with `state` to be recalled; false where another came first. */
export async function showAddress(address, state) {
  const canonical = await load(new URL(address, location.href).href);
  if (!canonical) return false;
  history.pushState({ crm: state }, "", canonical);
  const count = document.getElementById("crm-count");
  count.focus({ preventScroll: true });
  count.scrollIntoView({ block: "nearest" });
  return true;
}

/** The address as the page itself writes it, or null where another load began after this one. */
async function load(address) {
  const mine = ++latest;
  const held = document.getElementById(ID);
  held.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(ID);
    if (mine !== latest) return null;
    if (!fresh) throw new Error("not that page");
    held.replaceWith(document.adoptNode(fresh));
    return fresh.dataset.address || address;
  } catch {
    // Signed out, or no connection: the browser has words of its own for either.
    if (mine === latest) location.assign(address);
    return null;
  }
}
