// The customer's own pages: what is to pay, its bills, and what it has spent.

import { h, put, s } from "/app/dom.js";
import { get, post } from "/app/api.js";
import { count, day, money } from "/app/format.js";
import { button, card, complain, empty, failure, heading, loading, tabBar } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { billColumns } from "/app/bills.js";

const COLLECTIONS = ["bill", "payment", "credit", "question", "customer"];
const OPEN = ["open", "reported", "disputed", "partly-paid"];
const totals = (list, name) => (list.sums ?? []).map((one) => money(one[name])).join(", ") || "–";

export function home(context) {
  const tiles = h("div", { class: "tiles" }, loading(2));
  const table = liveTable({
    path: "/api/bill",
    query: { sort: "-date" },
    columns: billColumns(true),
    collections: COLLECTIONS,
    label: "Newest bills",
    empty: () =>
      empty(
        "No bills yet",
        "A bill shows here the moment the shop writes it. This computer keeps your bills and nobody else's.",
      ),
  });
  async function refresh(rows) {
    table.look(rows);
    try {
      const [open, overdue, next] = await Promise.all([
        get("/api/bill", { state: OPEN, limit: 1 }),
        get("/api/bill", { state: "overdue", limit: 1 }),
        get("/api/bill", { state: OPEN, sort: "due" }),
      ]);
      const first = next.items.find((one) => one.due);
      put(
        tiles,
        tile("To pay", totals(open, "open"), count(open.count, "bill")),
        tile("Overdue", totals(overdue, "open"), count(overdue.count, "bill"), overdue.count ? "bad" : ""),
        first
          ? h(
            "a",
            { class: "tile", href: `/bills/${encodeURIComponent(first.number)}` },
            h("span", {}, "Next due"),
            h("strong", {}, day(first.due)),
            h("small", {}, `${first.number} · ${money(first.open)}`),
          )
          : tile("Next due", "–", "nothing is open"),
      );
    } catch (refusal) {
      if (!tiles.querySelector(".tile")) put(tiles, failure(refusal, () => refresh(null)));
    }
  }
  refresh([]);
  return {
    title: "Home",
    element: h(
      "div",
      {},
      heading(`Your bills at ${context.status.shopName ?? "the shop"}`),
      tiles,
      h("div", { class: "heading" }, h("h2", {}, "Newest"), seenButton(table)),
      table.element,
    ),
    refresh,
  };
}

const tile = (name, value, text, tone = "") =>
  h("div", { class: `tile ${tone}` }, h("span", {}, name), h("strong", {}, value), h("small", {}, text));

const seenButton = (table) =>
  button("Mark all as seen", async () => {
    await post("/api/seen").catch(complain);
    table.refresh();
  }, "quiet");

const TABS = [["pay", "To pay", { state: OPEN, sort: "due" }], ["paid", "Paid", {
  state: ["paid", "refunded", "written-off"],
  sort: "-date",
}], ["all", "All", { sort: "-date" }]];

export function ownBills() {
  const text = new URLSearchParams(location.search).get("text") ?? "";
  let tab = text ? "all" : "pay";
  const query = () => ({ state: undefined, text, ...TABS.find(([id]) => id === tab)[2] });
  const table = liveTable({
    path: "/api/bill",
    query: query(),
    columns: billColumns(true),
    collections: COLLECTIONS,
    label: "Your bills",
    empty: () => empty("Nothing here", tab === "pay" ? "Nothing is to pay." : "There is no bill of this kind."),
  });
  const tabs = tabBar("Which bills", TABS, () => tab, (key) => {
    tab = key;
    table.set(query());
  });
  return {
    title: "Bills",
    element: h("div", {}, heading("Bills", seenButton(table)), tabs.element, table.element),
    refresh: table.look,
  };
}

export function statistics() {
  const place = h("div", {}, loading());
  async function refresh(rows) {
    if (rows && !rows.some((row) => row.documents.some((one) => COLLECTIONS.includes(one.collection)))) return;
    try {
      const { items } = await get("/api/bill", { limit: 1000, sort: "date" });
      const all = items.filter((one) => one.state === "issued" && one.total);
      if (!all.length) {
        return put(place, empty("No statistics yet", "Once there are bills, this page shows what you spend by month."));
      }
      const months = new Map();
      for (const one of all) {
        months.set(one.date.slice(0, 7), (months.get(one.date.slice(0, 7)) ?? 0) + one.total.minor);
      }
      const rowsOf = [...months].sort().slice(-12);
      const top = Math.max(...rowsOf.map(([, sum]) => sum), 1);
      const currency = all[0].total.currency;
      const text = (minor) => money({ minor, currency });
      const sum = all.reduce((total, one) => total + one.total.minor, 0);
      put(
        place,
        h(
          "div",
          { class: "tiles" },
          tile("Spent in all", text(sum), count(all.length, "bill")),
          tile("Average bill", text(Math.round(sum / all.length)), ""),
          tile("Paid", text(all.reduce((total, one) => total + (one.received?.minor ?? 0), 0)), ""),
        ),
        card(
          "By month",
          s(
            "svg",
            {
              viewBox: `0 0 ${rowsOf.length * 30} 90`,
              class: "bars",
              role: "img",
              "aria-label": "Spent by month; the table below has the numbers",
            },
            rowsOf.map(([name, value], index) =>
              s("rect", {
                class: "billed",
                x: index * 30 + 6,
                width: 18,
                y: 88 - (value / top) * 84,
                height: (value / top) * 84,
              }, s("title", {}, `${name}: ${text(value)}`))
            ),
          ),
          h(
            "table",
            { class: "plain list" },
            h("caption", { class: "unseen" }, "Spent by month"),
            h(
              "thead",
              {},
              h("tr", {}, h("th", { scope: "col" }, "Month"), h("th", { scope: "col", class: "amount" }, "Spent")),
            ),
            h(
              "tbody",
              {},
              rowsOf.map(([name, value]) => h("tr", {}, h("td", {}, name), h("td", { class: "amount" }, text(value)))),
            ),
          ),
        ),
        h(
          "p",
          { class: "actions" },
          h(
            "a",
            { class: "button", href: "/api/export?what=bills&format=csv", download: "bills.csv" },
            "Download as CSV",
          ),
        ),
      );
    } catch (refusal) {
      put(place, failure(refusal, () => refresh(null)));
    }
  }
  refresh(null);
  return { title: "Statistics", element: h("div", {}, heading("Statistics"), place), refresh };
}
