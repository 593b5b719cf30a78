// What is overdue changes at midnight, and the feed has no event for that. This tells when the local day has become another one while
// a page is open; a computer that slept through midnight learns it when it wakes, or when somebody looks at the page again.

import { today } from "/app/format.js";

/** The longest wait, in milliseconds: timers stand still while a computer sleeps, and clocks are set. */
const LONGEST = 60_000;

const untilMidnight = () => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1) - now;
};

/** Calls back once for each new day. */
export function watchDay(callback) {
  let known = today();
  let timer = null;
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(untilMidnight(), LONGEST));
    if (known === today()) return;
    known = today();
    callback();
  };
  look();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
}
