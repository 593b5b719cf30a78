// What was spent, drawn and told: by month, by product, how promptly. For a customer, and for the shop about one.

import { h, s } from "/app/dom.js";
import { get } from "/app/api.js";
import { count, money } from "/app/format.js";
import { card } from "/app/ui.js";

const MONTHS = 12;
const NAMED = 10;

export const spendingOf = (customer) => get("/api/spending", customer ? { customer } : {});

const monthName = (text, style) => {
  const [year, month] = text.split("-").map(Number);
  return new Intl.DateTimeFormat(undefined, style).format(new Date(year, month - 1, 1));
};

/** The last twelve months, those without a bill among them. */
function lastMonths(months, currency) {
  const known = new Map(months.filter((one) => one.total.currency === currency).map((one) => [one.month, one]));
  const newest = [...known.keys()].at(-1);
  if (!newest) return [];
  const [year, month] = newest.split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, index) => {
    const date = new Date(Date.UTC(year, month - 1 - (MONTHS - 1 - index), 1));
    const name = date.toISOString().slice(0, 7);
    return known.get(name) ?? { month: name, total: { minor: 0, currency }, bills: 0 };
  });
}

function table(title, heads, rows) {
  return h(
    "table",
    { class: "plain list" },
    h("caption", { class: "unseen" }, title),
    h(
      "thead",
      {},
      h("tr", {}, heads.map((text, index) => h("th", { scope: "col", class: index ? "amount" : null }, text))),
    ),
    h(
      "tbody",
      {},
      rows.map((cells) => h("tr", {}, cells.map((cell, index) => h("td", { class: index ? "amount" : null }, cell)))),
    ),
  );
}

/** Bars by month with their table. */
function monthCard(spending, currency) {
  const months = lastMonths(spending.months, currency);
  if (!months.length) return null;
  const top = Math.max(...months.map((one) => one.total.minor), 1);
  const greatest = months.find((one) => one.total.minor === top);
  return card(
    "Spent per month",
    s(
      "svg",
      {
        viewBox: `0 0 ${MONTHS * 40} 128`,
        class: "month-bars",
        role: "img",
        "aria-label": `Spent per month; the table below has the numbers. The most was ${
          greatest
            ? `${money(greatest.total)} in ${monthName(greatest.month, { month: "long", year: "numeric" })}`
            : "nothing"
        }.`,
      },
      months.map((one, index) => {
        const height = (Math.max(0, one.total.minor) / top) * 96;
        return [
          s(
            "rect",
            { class: "billed", x: index * 40 + 7, width: 26, y: 104 - height, height, rx: 3 },
            s("title", {}, `${monthName(one.month, { month: "long", year: "numeric" })}: ${money(one.total)}`),
          ),
          s("text", { x: index * 40 + 20, y: 120, "text-anchor": "middle" }, monthName(one.month, { month: "short" })),
        ];
      }).flat(),
    ),
    h(
      "details",
      {},
      h("summary", {}, "As a table"),
      table(
        "Spent per month",
        ["Month", "Bills", "Spent"],
        months.map((one) => [
          monthName(one.month, { month: "long", year: "numeric" }),
          one.bills || "–",
          one.bills ? money(one.total) : "–",
        ]),
      ),
    ),
  );
}

/** What it was spent on: bars with their words, which are the table. */
function shareCard(title, shares, currency) {
  const mine = shares.filter((one) => one.total.currency === currency);
  if (!mine.length) return null;
  const top = Math.max(mine[0].total.minor, 1);
  return card(
    title,
    h(
      "table",
      { class: "plain list shares" },
      h("caption", { class: "unseen" }, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["What", "Pieces", "Spent"].map((text, index) =>
            h("th", { scope: "col", class: index ? "amount" : null }, text)
          ),
        ),
      ),
      h(
        "tbody",
        {},
        mine.slice(0, NAMED).map((one) => {
          const bar = h("span", { class: "share", "aria-hidden": "true" });
          bar.style.inlineSize = `${Math.max(1, (one.total.minor / top) * 100)}%`;
          return h(
            "tr",
            {},
            h("td", {}, one.name, one.sku ? h("small", { class: "mute" }, ` ${one.sku}`) : null, bar),
            h("td", { class: "amount" }, one.quantity),
            h("td", { class: "amount" }, money(one.total)),
          );
        }),
      ),
    ),
    mine.length > NAMED ? h("p", { class: "mute" }, `And ${mine.length - NAMED} more.`) : null,
  );
}

const tile = (name, value, text = "") =>
  h("div", { class: "tile" }, h("span", {}, name), h("strong", {}, value), h("small", {}, text));

/** All of it. Nothing if nothing was bought: a chart of nothing tells nothing. */
export function spendingCards(spending) {
  if (!spending.bills) return null;
  return spending.sums.map((sum) => {
    const { currency } = sum.total;
    return [
      h(
        "div",
        { class: "tiles" },
        tile("Spent in all", money(sum.total), count(spending.bills, "bill")),
        tile("Average bill", money(sum.average)),
        tile("Paid", money(sum.received), sum.open.minor ? `${money(sum.open)} open` : "nothing is open"),
        spending.dueDecided
          ? tile(
            "Paid on time",
            new Intl.NumberFormat(undefined, { style: "percent" }).format(spending.onTime / spending.dueDecided),
            `${spending.onTime} of ${count(spending.dueDecided, "bill")} with a due day`,
          )
          : null,
      ),
      monthCard(spending, currency),
      spending.groups.length
        ? shareCard("By product group", spending.groups, currency)
        : shareCard("By product", spending.products, currency),
    ];
  });
}
