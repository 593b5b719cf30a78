// What is told of changes: the node says what happened, this finds the words. Only what is live becomes a toast of its own; what was
// caught up is summed up once. The list of all of them is the node's.

import { h, put, say } from "/app/dom.js";
import { get, post } from "/app/api.js";
import { count, money, time } from "/app/format.js";
import { button } from "/app/ui.js";
import { documentHref } from "/app/conflicts.js";
import { toast } from "/app/toasts.js";

const SUMMED_AFTER = 700;
const NAMED = 3;

const STATES = {
  open: ["is open again", "info"],
  reported: ["was reported as paid", "info"],
  disputed: ["is disputed: the payment has not arrived", "warn"],
  "partly-paid": ["is partly paid", "good"],
  paid: ["is paid", "good"],
  refunded: ["was refunded", "info"],
  "written-off": ["was written off", "info"],
};

/** A product by name; one that was deleted since has none any more. */
const nameOf = (one) => one.name ?? one.key ?? "A product that was deleted since";

/** Words of each kind: {text, tone, many(times)}, from a message and who did it. */
const WORDS = {
  "bill.new": (one, who, isCustomer) => ({
    text: [`New bill ${one.key ?? ""}`, one.amount ? money(one.amount) : "", isCustomer ? "Open" : one.name, who]
      .filter(Boolean).join(" · "),
    tone: isCustomer ? "info" : "good",
    many: (times) => `${times} new bills.`,
  }),
  "bill.state": (one, who) => {
    const [words, tone] = STATES[one.state] ?? [`is now ${one.state}`, "info"];
    return {
      text: `Bill ${one.key ?? ""} ${words}${one.amount && one.state !== "open" ? ` (${money(one.amount)})` : ""}${who && ` · ${who}`}`,
      tone,
      many: (times) => `${times} bills ${words.replace(/^is /, "are ").replace(/^was /, "were ")}.`,
    };
  },
  "bill.void": (one, who) => ({
    text: `Bill ${one.key ?? ""} was voided${who && ` by ${who}`}.`,
    tone: "info",
    many: (times) => `${times} bills were voided.`,
  }),
  "bill.changed": (one, who) => ({
    text: `Bill ${one.key ?? ""} was changed${who && ` by ${who}`}.`,
    many: (times) => `${times} bills were changed.`,
  }),
  "bill.credited": (one, who) => ({
    text: `Bill ${one.key ?? ""} was credited${who && ` by ${who}`}.`,
    many: (times) => `${times} bills were credited.`,
  }),
  "payment.recorded": (one, who) => ({
    text: `${one.amount ? money(one.amount) : "A payment"} recorded on ${one.key ?? "a bill"}${who && ` by ${who}`}.`,
    tone: "good",
    many: (times) => `${times} payments were recorded.`,
  }),
  "question.asked": (one, who) => ({ text: `${who || "Somebody"} asks about bill ${one.key ?? ""}.`, tone: "warn" }),
  "question.answered": (one) => ({ text: `Your question about bill ${one.key ?? ""} was answered.` }),
  "product.new": (one, who) => ({
    text: `New product ${nameOf(one)}${who && ` · ${who}`}`,
    many: (times) => `${times} new products.`,
  }),
  "product.changed": (one, who) => ({
    text: `${nameOf(one)} was changed${who && ` by ${who}`}.`,
    many: (times) => `${times} products were changed.`,
  }),
  "customer.new": (one, who) => ({
    text: `New customer ${one.key ?? ""}${who && ` · ${who}`}`,
    many: (times) => `${times} new customers.`,
  }),
  "customer.changed": (one, who) => ({
    text: `Customer ${one.key ?? ""} was changed${who && ` by ${who}`}.`,
    many: (times) => `${times} customers were changed.`,
  }),
  "computer.joined": (one) => ({ text: `${one.key ?? "A computer"} belongs to the shop now.`, tone: "good" }),
  "settings.changed": (_, who) => ({ text: `The shop's settings were changed${who && ` by ${who}`}.` }),
  "stock.low": (one) => ({
    text: `${nameOf(one)} is low${one.level === undefined ? "" : `: ${one.level} left`}.`,
    tone: "warn",
    many: (times) => `${times} products are low.`,
  }),
  "stock.below-zero": (one) => ({
    text: `${nameOf(one)} is below zero${one.level === undefined ? "" : `: ${one.level}`}.`,
    tone: "warn",
  }),
  "stock.recovered": (one) => ({
    text: `${nameOf(one)} is in stock again${one.level === undefined ? "" : `: ${one.level}`}.`,
    tone: "good",
  }),
};

/** What has a page without a key; anything else that has none was deleted since. */
const KEYLESS = ["customer", "member", "settings"];

/** Where a message leads. */
const hrefOf = (one) => (one.key || KEYLESS.includes(one.collection) ? documentHref(one) ?? null : null);

const whose = (from) => (from.own ? "" : from.user ? `${from.user}, ${from.nodeName}` : from.nodeName);

/** A message in words; `from` says who did it and where. */
export function words(one, from, isCustomer) {
  const found = WORDS[one.kind]?.(one, isCustomer ? "" : whose(from), isCustomer);
  return found ? { tone: "info", ...found, href: hrefOf(one) } : null;
}

// MARK: As it happens

let caughtUp = new Map();
let timer = null;

/** Tells of rows of the feed. */
export function tell(rows, context) {
  const isCustomer = context.status.role === "customer";
  let isNew = false;
  for (const row of rows) {
    for (const one of row.messages) {
      isNew = true;
      if (!row.live) {
        caughtUp.set(one.kind, (caughtUp.get(one.kind) ?? 0) + 1);
        continue;
      }
      const told = words(one, row, isCustomer);
      if (!told) continue;
      const isStock = one.kind.startsWith("stock.");
      toast({
        ...told,
        merge: isStock && !told.many ? `${one.kind}:${one.id}` : `${one.kind}:${one.state ?? ""}`,
        action: one.kind === "stock.low" ? { text: "Order list", href: "/stock/order" } : null,
      });
      notify(one, told);
    }
  }
  if (isNew) askUnread(1);
  if (caughtUp.size) {
    clearTimeout(timer);
    timer = setTimeout(sumUp, SUMMED_AFTER);
  }
}

const SUMMED = { bill: "bill", payment: "payment", question: "question", product: "product", customer: "customer" };

/** One card for everything that came while this computer was away. */
function sumUp() {
  const sums = new Map();
  let all = 0;
  for (const [kind, times] of caughtUp) {
    all += times;
    const noun = kind.startsWith("stock.") ? "stock alert" : SUMMED[kind.split(".")[0]] ?? "other change";
    sums.set(noun, (sums.get(noun) ?? 0) + times);
  }
  caughtUp = new Map();
  const parts = [...sums].sort((a, b) => b[1] - a[1]).slice(0, NAMED).map(([noun, times]) => count(times, noun));
  toast({ text: `${count(all, "change")} while this computer was away: ${parts.join(", ")}.` });
}

/** A notification of the system, if the user asked for them and does not look. */
function notify(one, told) {
  const isWanted = ["bill.new", "question.asked", "question.answered", "stock.low"].includes(one.kind);
  if (!isWanted || !document.hidden || localStorage.getItem("notify") !== "on") return;
  if (globalThis.Notification?.permission !== "granted") return;
  try {
    new Notification(document.title.split(" · ").at(-1), { body: told.text, tag: one.kind });
  } catch { /* some phones allow them to service workers alone */ }
}

// MARK: The list

let unread = 0;
let onchange = () => {};
let askTimer = null;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("replica-messages") : null;
channel?.addEventListener("message", () => setUnread(0));

/** Calls back when the number of unread messages changes, and learns it from the node. */
export function watchUnread(callback) {
  onchange = callback;
  askUnread(0);
}

/** How many messages were not read. */
export const unreadMessages = () => unread;

function setUnread(number) {
  if (unread === number) return;
  unread = number;
  onchange();
}

/** Asks the node how many are unread, soon; `more` are surely new. */
export function askUnread(more) {
  if (more) setUnread(unread + more);
  askTimer ??= setTimeout(async () => {
    askTimer = null;
    const page = await get("/api/messages", { limit: 0 }).catch(() => null);
    if (page) setUnread(page.unread);
  }, 500);
}

/** The list of all messages, the latest first; looking at it marks them as read. */
export function messageList(context) {
  const isCustomer = context.status.role === "customer";
  const list = h("ul", { class: "messages" });
  const foot = h("p", { class: "actions" });
  const place = h("div", {}, list, foot);
  let day = "";
  async function more(before) {
    try {
      const page = await get("/api/messages", { before });
      for (const one of page.items) {
        const told = words(one, one, isCustomer);
        if (!told) continue;
        const name = new Intl.DateTimeFormat(undefined, { dateStyle: "full" }).format(new Date(one.at));
        if (name !== day) list.append(h("li", { class: "day" }, h("h3", {}, name)));
        day = name;
        list.append(h(
          "li",
          { class: one.seq > page.read ? `${told.tone} unread` : told.tone },
          told.href ? h("a", { href: told.href }, told.text) : h("span", {}, told.text),
          h("time", { datetime: one.at, title: one.live ? one.at : `Caught up ${one.at}` }, time(one.at)),
        ));
      }
      if (!list.childElementCount) {
        put(place, h("p", {}, "No messages yet. What happens on other computers is told here, for thirty days."));
      }
      put(foot, page.next ? button("Show older", () => more(page.next)) : null);
      if (before === undefined && page.unread) {
        await post("/api/messages/read", { seq: page.items[0]?.seq ?? context.status.feed });
        channel?.postMessage("read");
        setUnread(0);
        say(`${count(page.unread, "new message")}`);
      }
    } catch (refusal) {
      put(foot, `The messages can't be shown. ${refusal.message} `, button("Try again", () => more(before)));
    }
  }
  more();
  return place;
}
