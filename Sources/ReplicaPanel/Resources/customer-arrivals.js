// What a customer said while away from the shop: told again when the shop has it. Kept in the browser, so that another page of it may
// tell, also after a reload.

import { at, get } from "/app/api.js";
import { toast } from "/app/toasts.js";

const KEPT = "reports";
const waiting = () => JSON.parse(localStorage.getItem(KEPT) ?? "[]");
const keep = (numbers) => localStorage.setItem(KEPT, JSON.stringify(numbers));
let isWatching = false;

/** Takes note of a bill whose report has not reached the shop, and tells when it has. */
export function awaitArrival(context, one) {
  if (one.payment === "reported" && !one.reach.reached && !waiting().includes(one.number)) {
    keep([...waiting(), one.number].slice(-20));
  }
  watchArrivals(context);
}

/** Looks at what waits whenever the connection changes. */
export function watchArrivals(context) {
  if (isWatching) return;
  isWatching = true;
  context.feed.addEventListener("standing", look);
  look();
}

async function look() {
  for (const number of waiting()) {
    const one = await get(at("bill", number)).catch(() => null);
    if (!one || (one.payment === "reported" && !one.reach.reached)) continue;
    // Another tab may have told it meanwhile.
    if (!waiting().includes(number)) continue;
    keep(waiting().filter((other) => other !== number));
    if (one.payment !== "reported") continue;
    toast({
      text: `Your report about ${number} has arrived at the shop.`,
      tone: "good",
      href: `/bills/${encodeURIComponent(number)}`,
    });
  }
}
