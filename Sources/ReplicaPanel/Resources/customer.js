// The customer's own pages: what is to pay, its bills, and what it has spent.

import { h, link, put } from "/app/dom.js";
import { get, post } from "/app/api.js";
import { count, day, money, time } from "/app/format.js";
import { button, card, complain, empty, failure, heading, loading, tabBar } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { billColumns, countIn, dueWords, sortHeaders } from "/app/bills-table.js";
import { spendingCards, spendingOf } from "/app/customer-charts.js";
import { watchArrivals } from "/app/customer-arrivals.js";

const COLLECTIONS = ["bill", "payment", "credit", "question", "customer"];
const WELCOMED = "welcomed";
const totals = (list, name) => (list.sums ?? []).map((one) => money(one[name])).join(", ") || "–";

/** Up to when the shop is known here: its computers speak with this one all the time while they are reached. */
function upTo(peers) {
  const here = peers.filter((peer) => peer.state === "here");
  if (here.length) {
    return h(
      "p",
      { class: "up-to good" },
      `● In touch with ${here.map((peer) => peer.name).join(", ")}: you see everything up to now.`,
    );
  }
  const last = peers.filter((peer) => peer.lastHeard).sort((a, b) => (a.lastHeard < b.lastHeard ? 1 : -1))[0];
  return h(
    "p",
    { class: "up-to" },
    last
      ? `○ You see everything up to ${time(last.lastHeard)} from ${last.name}. What you do is kept here and sent later.`
      : "○ The shop has not been reached yet. What you do is kept here and sent later.",
  );
}

/** Said once, until it is closed: what lies on this computer. */
function welcome() {
  if (localStorage.getItem(WELCOMED)) return null;
  const element = card(
    "Your bills live on this computer",
    h(
      "p",
      {},
      "This program keeps a copy of your own bills, payments and questions here, and nobody else's. It works without a connection; when one of the shop's computers is in reach, both are brought up to date.",
    ),
    h(
      "p",
      {},
      "Your newest bills show up by themselves. You can say that you have paid, or ask about a bill, at any time.",
    ),
    h(
      "p",
      { class: "actions" },
      button("Understood", () => {
        localStorage.setItem(WELCOMED, "1");
        element.remove();
        document.querySelector("main h1")?.focus();
      }, "primary reads"),
    ),
  );
  element.classList.add("welcome");
  return element;
}

export function home(context) {
  watchArrivals(context);
  const tiles = h("div", { class: "tiles" }, loading(2));
  const news = h("div", { role: "status" }, upTo(context.status.peers));
  const table = liveTable({
    path: "/api/bill",
    query: { sort: "-date" },
    columns: billColumns(true),
    collections: COLLECTIONS,
    label: "Newest bills",
    empty: () => empty("No bills yet", "A bill shows here the moment the shop writes it."),
    onload: ({ items }) => {
      seen.hidden = !items.some((one) => one.news);
    },
  });
  const seen = seenButton(table);
  async function refresh(rows) {
    table.look(rows);
    if (rows && !rows.some((row) => row.documents.some((one) => COLLECTIONS.includes(one.collection)))) return;
    try {
      const [open, overdue, next, year] = await Promise.all([
        get("/api/bill", { state: "unpaid", limit: 1 }),
        get("/api/bill", { state: "overdue", limit: 1 }),
        get("/api/bill", { state: "unpaid", sort: "due" }),
        paidThisYear(),
      ]);
      const first = next.items.find((one) => one.due);
      put(
        tiles,
        tile("To pay", totals(open, "open"), count(open.count, "bill"), "", "/bills"),
        tile("Overdue", totals(overdue, "open"), count(overdue.count, "bill"), overdue.count ? "bad" : "", "/bills"),
        first
          ? tile(
            "Next due",
            dueWords(first),
            `${day(first.due)} · ${first.number} · ${money(first.open)}`,
            "",
            `/bills/${encodeURIComponent(first.number)}`,
          )
          : tile("Next due", "–", "nothing is open"),
        tile("Paid this year", year, "", "", "/stats"),
      );
    } catch (refusal) {
      if (!tiles.querySelector(".tile")) put(tiles, failure(refusal, () => refresh(null)));
    }
  }
  refresh(null);
  return {
    title: "Home",
    element: h(
      "div",
      { class: "customer-home" },
      heading(
        `Your bills at ${context.status.shopName ?? "the shop"}`,
        link("/statement", h("span", { class: "button" }, "Statement")),
      ),
      news,
      welcome(),
      tiles,
      h("div", { class: "heading" }, h("h2", {}, "Newest"), seen, link("/bills", "All bills")),
      h("div", { class: "newest" }, table.element),
    ),
    refresh,
    standing: (standing) => {
      const text = upTo(standing.peers);
      if (news.textContent !== text.textContent) put(news, text);
    },
  };
}

/** What was paid since the first of January, less what was given back. */
async function paidThisYear() {
  const since = `${new Date().getFullYear()}-01-01`;
  const { items } = await get("/api/payment", { since, limit: 1000, sort: "-date" });
  const sums = new Map();
  for (const one of items) {
    const sign = ["payment", "refund-reversal"].includes(one.kind) ? 1 : -1;
    sums.set(one.amount.currency, (sums.get(one.amount.currency) ?? 0) + sign * one.amount.minor);
  }
  return [...sums].map(([currency, minor]) => money({ minor, currency })).join(", ") || "–";
}

const tile = (name, value, text, tone = "", href = null) =>
  h(
    href ? "a" : "div",
    { class: `tile ${tone}`, href },
    h("span", {}, name),
    h("strong", {}, value),
    h("small", {}, text),
  );

const seenButton = (table) => {
  const element = button("Mark all as seen", async () => {
    await post("/api/seen").catch(complain);
    table.refresh();
  }, "quiet writes");
  element.hidden = true;
  return element;
};

const TABS = [["pay", "To pay", { state: ["unpaid"], sort: "due" }], ["paid", "Paid", {
  state: ["paid", "refunded", "written-off"],
  sort: "-date",
}], ["all", "All", { sort: "-date" }]];

export function ownBills(context) {
  watchArrivals(context);
  const text = new URLSearchParams(location.search).get("text") ?? "";
  let tab = text ? "all" : "pay";
  let sort = null;
  let counts = null;
  const definition = () => TABS.find(([id]) => id === tab)[2];
  const order = () => sort ?? definition().sort;
  const query = () => ({ state: undefined, text, ...definition(), sort: order(), counts: true });
  const columns = billColumns(true);
  const many = (id) => countIn(counts, TABS.find((one) => one[0] === id)[2].state);
  const place = h("div", {});
  const drawTabs = () => {
    const hadFocus = place.contains(document.activeElement);
    const { element } = tabBar(
      "Which bills",
      TABS.map(([id, word]) => [id, counts ? [word, h("span", { class: "count" }, many(id))] : word]),
      () => tab,
      (key) => {
        tab = key;
        sort = null;
        table.set(query());
      },
    );
    put(place, element);
    if (hadFocus) element.querySelector("[aria-pressed=true]")?.focus();
  };
  const table = liveTable({
    path: "/api/bill",
    query: query(),
    columns,
    collections: COLLECTIONS,
    label: "Your bills",
    empty: () =>
      text ? empty("No bill matches", `None of your bills has “${text}”.`, link("/bills", "Show all")) : empty(
        ...(tab === "pay"
          ? ["Nothing to pay", "Every bill is settled."]
          : ["Nothing here yet", "There is no bill of this kind."]),
      ),
    onload: (answer) => {
      if (JSON.stringify(counts) !== JSON.stringify(answer.counts)) {
        counts = answer.counts;
        drawTabs();
      }
      seen.hidden = !answer.items.some((one) => one.news);
      if (!answer.items.length) return;
      sortHeaders(table.element, columns, order, (wanted) => {
        sort = wanted;
        table.set(query());
      });
    },
  });
  const seen = seenButton(table);
  drawTabs();
  return {
    title: "Bills",
    element: h(
      "div",
      { class: "bills own" },
      heading("Bills", seen, link("/statement", h("span", { class: "button" }, "Statement"))),
      place,
      table.element,
    ),
    refresh: table.look,
  };
}

export function statistics() {
  const place = h("div", {}, loading());
  let text = null;
  async function refresh(rows) {
    if (rows && !rows.some((row) => row.documents.some((one) => COLLECTIONS.includes(one.collection)))) return;
    try {
      const spending = await spendingOf();
      if (text === JSON.stringify(spending)) return;
      text = JSON.stringify(spending);
      put(
        place,
        spendingCards(spending) ??
          empty("No statistics yet", "Once there are bills, this page shows what you spend by month and on what."),
        spending.bills
          ? h(
            "p",
            { class: "actions" },
            h(
              "a",
              { class: "button", href: "/api/export?what=bills&format=csv", download: "bills.csv" },
              "Download my bills as CSV",
            ),
          )
          : null,
      );
    } catch (refusal) {
      if (text === null) put(place, failure(refusal, () => refresh(null)));
    }
  }
  refresh(null);
  return { title: "Statistics", element: h("div", {}, heading("Statistics"), place), refresh };
}
