/** Reads JSON by pointer (RFC 6901). No DOM. */

/** What stands at `pointer` in `document`; undefined where nothing does. */
export function pointAt(document, pointer) {
  if (typeof pointer !== "string" || (pointer && !pointer.startsWith("/"))) return undefined;
  const keys = pointer.split("/").slice(1);
  return keys.reduce((found, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    const isInside = found !== null && typeof found === "object" && Object.hasOwn(found, name);
    return isInside ? found[name] : undefined;
  }, document);
}
