// How amounts, days and times are shown: in the browser's language.

const digits = new Map();

function exponent(currency) {
  if (!digits.has(currency)) {
    let places = 2;
    try {
      places = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
    } catch { /* a currency that this browser does not know */ }
    digits.set(currency, places);
  }
  return digits.get(currency);
}

/** An amount, as 42,50 €. */
export function money(amount) {
  if (!amount) return "";
  const places = exponent(amount.currency);
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency: amount.currency })
      .format(amount.minor / 10 ** places);
  } catch {
    return `${plain(amount)} ${amount.currency}`;
  }
}

/** An amount as it is typed and as routes read it: 42.50. */
export function plain(amount) {
  const places = exponent(amount.currency);
  const sign = amount.minor < 0 ? "-" : "";
  const text = String(Math.abs(amount.minor)).padStart(places + 1, "0");
  return sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text);
}

/** What somebody typed as an amount, in the form that routes read: a comma before the last digits is a point. */
export const typed = (text) => {
  const clean = text.trim().replace(/\s/g, "");
  return /^[+-]?\d+,\d{1,4}$/.test(clean) ? clean.replace(",", ".") : clean;
};

/** A day, from 2026-05-03. */
export function day(text) {
  if (!text) return "";
  const [year, month, date] = text.split("-").map(Number);
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(new Date(year, month - 1, date));
}

/** Today, as 2026-05-03. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A moment, short if it was today. */
export function time(text) {
  if (!text) return "never";
  const date = new Date(text);
  const isToday = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    undefined,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  )
    .format(date);
}

/** How long ago a moment was, in words. */
export function ago(text) {
  const seconds = Math.max(0, (Date.now() - new Date(text)) / 1000);
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return "just now";
}

/** When something is due, in words, and whether it is late. */
export function due(bill) {
  if (!bill.due) return "";
  if (bill.overdueDays) return bill.overdueDays === 1 ? "1 day late" : `${bill.overdueDays} days late`;
  return day(bill.due);
}

/** A number of things. */
export const count = (number, one, many = `${one}s`) =>
  `${new Intl.NumberFormat().format(number)} ${number === 1 ? one : many}`;

/** A signed quantity: +3, −2. */
export const signed = (number) => (number > 0 ? `+${number}` : String(number).replace("-", "−"));

/** A size in bytes. */
export function bytes(number) {
  for (const [unit, size] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]]) {
    if (number >= size) return `${(number / size).toFixed(1)} ${unit}`;
  }
  return `${number} B`;
}
