/** Writes figures the way members read them. */

/** `$1,250,000`; cents only where there are any. */
export function formatMoney(value, currency = "USD") {
  if (typeof value !== "number") return formatText(value);
  const digits = Number.isInteger(value) ? 0 : 2;
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat("en-US", { style: "currency", currency, ...style }).format(value);
}

/** `1,850`. */
export function formatNumber(value) {
  if (typeof value !== "number") return formatText(value);
  return new Intl.NumberFormat("en-US").format(value);
}

/** `$1.2M`, `850K`: short, for an axis; `format` is `money` or `number`. */
export function formatCompact(value, format, currency = "USD") {
  const style = format === "money" ? { style: "currency", currency } : {};
  const digits = { notation: "compact", maximumFractionDigits: 2, minimumFractionDigits: 0 };
  return new Intl.NumberFormat("en-US", { ...style, ...digits }).format(value);
}

/**
 * An ISO date, or date and time, in the reader's language; anything else as it is. A time in UTC is
 * told in the reader's zone. One with an offset is told as it reads there: what the CRM calls 3 pm
 * stays 3 pm wherever the browser is.
 */
export function formatDate(value) {
  if (typeof value !== "string") return formatText(value);
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  // `new Date("2026-08-14")` is midnight in UTC, which is the day before in America.
  const there = value.replace(/[+-](?!00:00$)\d{2}:\d{2}$/, "");
  const date = day ? new Date(day[1], day[2] - 1, day[3]) : new Date(there);
  const isReal = day ? date.getMonth() === day[2] - 1 : /^\d{4}-\d{2}-\d{2}T/.test(value);
  if (!isReal || Number.isNaN(date.getTime())) return value;
  const style = day ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(undefined, style).format(date);
}

/** An ISO time as the reader's clock tells it: `11:42 AM` if that is today, else with its date. */
export function formatMoment(value, now = new Date()) {
  const date = new Date(value ?? NaN);
  if (Number.isNaN(date.getTime())) return "";
  const isToday = date.toDateString() === now.toDateString();
  const style = { hour: "numeric", minute: "2-digit" };
  const day = { year: "numeric", month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(undefined, isToday ? style : { ...day, ...style }).format(date);
}

/** Any plain value as words. */
export function formatText(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return String(value);
}

const FORMATS = { text: formatText, number: formatNumber, money: formatMoney, date: formatDate };

/** A figure in the format its column names; text where it names none. */
export function formatFigure(value, format) {
  return (FORMATS[format] ?? formatText)(value);
}
