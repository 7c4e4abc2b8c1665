/** Turns a wish in plain words into a query, by POST /api/query/. No DOM but cookies. */

const PATIENCE = 60_000;

/**
 * What became of a wish about `collection`, seen beside the form's `current` pairs: `{address, notes}`
 * of a query, or `{notes, kind}` where there is none; `kind` is "question" or "fault". Never rejects.
 * `told` are the codes of the corrections a member wants to know of.
 */
export async function askFor({ collection, told }, text, current, signal) {
  try {
    const answer = await fetch("/api/query/", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": readCookie("csrftoken") },
      body: JSON.stringify({ collection, text, current, run: false }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    const body = await answer.json();
    return answer.ok ? read(body, told.split(" ")) : fault(body.message);
  } catch {
    return fault("No answer came. The filter below works without it.");
  }
}

function read(body, told) {
  if (body.question) return { notes: [body.question], kind: "question" };
  if (!body.form) return fault(body.notice);
  const read = body.corrections.filter(({ code }) => told.includes(code));
  const notes = [
    ...read.map(({ message }) => `Read so: ${message}`),
    ...body.faults.map(({ message }) => `Left out: ${message}`),
    ...(body.left_out ? [`${body.left_out} characters at the end were not read.`] : []),
  ];
  return { address: `?${body.form.address}`, notes };
}

function fault(message) {
  return { notes: [message || "This could not be asked. Please try again."], kind: "fault" };
}

function readCookie(name) {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}
