// Lists of bills.

import { h, link, onTyping, put } from "/app/dom.js";
import { count, day, due, money } from "/app/format.js";
import { billChip, button, empty, filled, heading, ring, tabBar } from "/app/ui.js";
import { liveTable } from "/app/list.js";

const TABS = [
  ["collect", "To collect", { state: ["open", "reported", "disputed", "partly-paid"], sort: "due" }],
  ["overdue", "Overdue", { state: "overdue", sort: "due" }],
  ["drafts", "Drafts", { state: "draft" }],
  ["paid", "Paid", { state: ["paid", "refunded", "written-off"], sort: "-date" }],
  ["overpaid", "Overpaid", { state: "overpaid", sort: "-date" }],
  ["void", "Void", { state: ["void", "void-to-give-back"], sort: "-date" }],
  ["all", "All", { sort: "-date" }],
];

export const billHref = (
  one,
) => (one.state === "draft" ? `/drafts/${one.id}` : `/bills/${encodeURIComponent(one.number ?? one.id)}`);

/** The columns of a list of bills. */
export const billColumns = (isCustomer) =>
  [
    { title: "", kind: "mark", cell: (one) => ring(one.reach) },
    { title: "Number", kind: "name", cell: (one) => link(billHref(one), one.number ?? "Draft") },
    isCustomer ? null : { title: "Customer", kind: "text", cell: (one) => one.customerName ?? "–" },
    { title: "Date", kind: "date", cell: (one) => day(one.date) },
    {
      title: "Due",
      kind: "date",
      cell: (one) => (one.open?.minor > 0 ? h("span", { class: one.overdueDays ? "late" : null }, due(one)) : ""),
    },
    { title: "Total", kind: "amount", cell: (one) => money(one.total) },
    { title: "Open", kind: "amount strong", cell: (one) => (one.open?.minor ? money(one.open) : "") },
    { title: "State", kind: "chips", cell: (one) => billChip(one, false) },
  ].filter(Boolean);

const COLLECTIONS = ["bill", "payment", "credit", "customer", "question"];

export function bills() {
  const asked = new URLSearchParams(location.search);
  const text = asked.get("text") ?? "";
  let tab = asked.get("tab") ?? (text ? "all" : "collect");
  const sums = h("p", { class: "sums" });
  const query = () => ({
    state: undefined,
    sort: undefined,
    ...TABS.find(([id]) => id === tab)[2],
    text: search.value.trim(),
  });
  const search = h("input", {
    type: "search",
    value: text,
    placeholder: "Number, customer or product",
    "aria-label": "Filter bills",
  });
  const tabs = tabBar("Which bills", TABS, () => tab, (key) => {
    tab = key;
    change();
  });
  const change = () => {
    tabs.draw();
    const words = new URLSearchParams(filled({ tab, text: search.value.trim() }));
    history.replaceState(null, "", `/bills?${words}`);
    table.set(query());
  };
  onTyping(search, change);
  const table = liveTable({
    path: "/api/bill",
    query: query(),
    columns: billColumns(false),
    collections: COLLECTIONS,
    label: "Bills",
    empty: (
      state,
    ) => (state.text || tab !== "all"
      ? empty(
        "No bill matches",
        "There is none of this kind now.",
        button("Show all bills", () => {
          tab = "all";
          search.value = "";
          change();
        }),
      )
      : empty(
        "No bills yet",
        "A bill takes its products from stock and goes to its customer at once.",
        link("/bills/new", "Create the first bill"),
      )),
    onload: ({ count: number, sums: all }) =>
      put(sums, count(number, "bill"), (all ?? []).map((one) => ` · ${money(one.total)}, ${money(one.open)} open`)),
  });
  return {
    title: "Bills",
    element: h(
      "div",
      {},
      heading("Bills", link("/bills/new", h("span", { class: "button primary" }, "New bill"))),
      tabs.element,
      h("div", { class: "filter" }, search, sums),
      table.element,
    ),
    refresh: table.look,
  };
}
