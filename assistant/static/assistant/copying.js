/** Copies a reply as text: prose as the Markdown it is, widgets as they read. */

import { element } from "./elements.js";

const SHOWN_FOR = 2000;

/** A button that copies what `read()` gives; `announce(words)` tells screen readers. */
export function drawCopyButton(read, announce) {
  const button = element("button", { type: "button", class: "weft-quiet weft-copy" }, "Copy");
  button.addEventListener("click", async () => {
    const words = (await copyText(read())) ? "Copied" : "Copying was not allowed";
    announce(`${words}.`);
    button.textContent = words;
    setTimeout(() => (button.textContent = "Copy"), SHOWN_FOR);
  });
  return button;
}

/** A reply's blocks as text, with a blank line between them; `placeOf(id)` is where one is drawn. */
export function readReply(blocks, placeOf) {
  return blocks
    .map((block) => (block.kind === "prose" ? block.text : placeOf(block.id).innerText))
    .map((text) => text.trim())
    .filter(Boolean)
    .join("\n\n");
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages that are not served securely have no clipboard, only this.
    return copySelected(text);
  }
}

function copySelected(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "weft-hidden", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return isCopied;
}
