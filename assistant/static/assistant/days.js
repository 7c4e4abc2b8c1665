/** Tells when something was, as readers do: today, yesterday, earlier. No DOM. */

/** `[{name, members}]` of a list that is sorted newest first; days without members are left out. */
export function groupByDay(list, momentOf, now = new Date()) {
  const groups = [];
  for (const member of list) {
    const name = nameDay(new Date(momentOf(member)), now);
    if (groups.at(-1)?.name !== name) groups.push({ name, members: [] });
    groups.at(-1).members.push(member);
  }
  return groups;
}

/** The time of what was today or yesterday, else the date; the year where it is another. */
export function formatTimeOrDay(iso, now = new Date()) {
  const moment = new Date(iso);
  if (nameDay(moment, now) !== "Earlier") {
    return new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(moment);
  }
  const isThisYear = moment.getFullYear() === now.getFullYear();
  const style = { month: "short", day: "numeric", ...(!isThisYear && { year: "numeric" }) };
  return new Intl.DateTimeFormat(undefined, style).format(moment);
}

/** In the reader's zone. A moment that is yet to come is one of a clock that is ahead of ours. */
function nameDay(moment, now) {
  const midnight = (back) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
  if (moment >= midnight(0)) return "Today";
  return moment >= midnight(1) ? "Yesterday" : "Earlier";
}
