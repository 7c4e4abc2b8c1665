/** Says to screen readers what others see happen. */

import { element } from "./elements.js";

/** A function that has `words` read aloud, once for each time it is called. */
export function createAnnouncer(root) {
  const place = element("p", { class: "weft-hidden", role: "status" });
  root.append(place);
  // The same words again are news only where they were gone in between.
  return (words) => {
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = words));
  };
}
