// The statement of a customer: what is open, how old it is, what was paid lately. The same paper for the shop and for the customer.

import { h, put } from "/app/dom.js";
import { at, get } from "/app/api.js";
import { day, money } from "/app/format.js";
import { failure } from "/app/ui.js";
import { leavePaper, printPage, seller } from "/app/print.js";

/** How old what is open is: the words, and from how many days on. */
const AGES = [["Not due yet", 0], ["1–30 days late", 1], ["31–60 days", 31], ["61–90 days", 61], ["Over 90 days", 91]];
const LATELY = 90;

/** All items of a list that has pages. */
export async function all(path, query) {
  const items = [];
  let after;
  do {
    const page = await get(path, { ...query, limit: 1000, after });
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < 20_000);
  return items;
}

/** Sums by currency, in words. */
export function sumsOf(amounts) {
  const sums = new Map();
  for (const one of amounts.filter(Boolean)) sums.set(one.currency, (sums.get(one.currency) ?? 0) + one.minor);
  return [...sums].map(([currency, minor]) => money({ minor, currency })).join(", ");
}

const moment = (date) => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(date);
const KINDS = { reversal: "taken back", refund: "refund", "refund-reversal": "refund taken back" };
const ageOf = (bill) => AGES.findLast(([, from]) => (bill.overdueDays ?? 0) >= from)[0];

function sheet({ shopName, letterhead, nodeName, who, open, lately }) {
  const heads = [
    ["Number", ""],
    ["Date", ""],
    ["Due", ""],
    ["Late", "amount"],
    ["Total", "amount"],
    ["Paid", "amount"],
    ["Open", "amount"],
  ];
  return h(
    "article",
    { class: "sheet a4", tabindex: "0", "aria-label": "Statement" },
    h("header", {}, h("div", {}, seller({ seller: shopName, letterhead })), h("h2", {}, "Statement")),
    h(
      "div",
      { class: "two" },
      h("address", {}, who.map((line) => h("div", {}, line))),
      h(
        "dl",
        {},
        h("div", {}, h("dt", {}, "As of"), h("dd", {}, moment(new Date()))),
        h("div", {}, h("dt", {}, "Open"), h("dd", {}, h("b", {}, sumsOf(open.map((one) => one.open)) || "nothing"))),
      ),
    ),
    open.length
      ? [
        h("h3", {}, "Open bills"),
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, heads.map(([text, kind]) => h("th", { scope: "col", class: kind }, text)))),
          h(
            "tbody",
            {},
            open.map((one) =>
              h(
                "tr",
                {},
                h("td", {}, one.number),
                h("td", {}, day(one.date)),
                h("td", {}, day(one.due)),
                h("td", { class: "amount" }, one.overdueDays ? `${one.overdueDays} d` : ""),
                h("td", { class: "amount" }, money(one.total)),
                h("td", { class: "amount" }, one.received?.minor ? money(one.received) : ""),
                h("td", { class: "amount" }, money(one.open)),
              )
            ),
          ),
          h(
            "tfoot",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "row", colspan: 6 }, "Open in all"),
              h("td", { class: "amount" }, sumsOf(open.map((one) => one.open))),
            ),
          ),
        ),
        h("h3", {}, "How old it is"),
        h(
          "table",
          { class: "ages" },
          h("thead", {}, h("tr", {}, AGES.map(([text]) => h("th", { scope: "col", class: "amount" }, text)))),
          h(
            "tbody",
            {},
            h(
              "tr",
              {},
              AGES.map(([text]) =>
                h(
                  "td",
                  { class: "amount" },
                  sumsOf(open.filter((one) => ageOf(one) === text).map((one) => one.open)) || "–",
                )
              ),
            ),
          ),
        ),
      ]
      : h("p", {}, "Nothing is open. Thank you."),
    lately.length
      ? [
        h("h3", {}, `Paid in the last ${LATELY} days`),
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              [["Day", ""], ["Bill", ""], ["", ""], ["Amount", "amount"]].map(([text, kind]) =>
                h("th", { scope: "col", class: kind }, text || h("span", { class: "unseen" }, "How"))
              ),
            ),
          ),
          h(
            "tbody",
            {},
            lately.map((one) =>
              h(
                "tr",
                {},
                h("td", {}, day(one.date ?? one.madeAt.slice(0, 10))),
                h("td", {}, one.number),
                h("td", {}, [KINDS[one.kind], one.method].filter(Boolean).join(", ")),
                h("td", { class: "amount" }, money(one.amount)),
              )
            ),
          ),
        ),
      ]
      : null,
    h("footer", {}, `${shopName} · as known to ${nodeName}`),
  );
}

function page(context, title, back, load) {
  const paper = printPage(title, back);
  async function refresh(rows) {
    if (
      rows && !rows.some((row) => row.documents.some((one) => ["bill", "payment", "credit"].includes(one.collection)))
    ) {
      return;
    }
    try {
      const { who, query } = await load();
      const since = new Date(Date.now() - LATELY * 86_400_000).toISOString().slice(0, 10);
      const [open, lately, settings] = await Promise.all([
        all("/api/bill", { ...query, state: "unpaid", sort: "due" }),
        all("/api/payment", { ...query, since, sort: "-date" }),
        get("/api/settings").catch(() => ({})),
      ]);
      paper.show(
        "a4",
        sheet({
          shopName: settings.name ?? context.status.shopName ?? "",
          letterhead: settings,
          nodeName: context.status.name,
          who,
          open,
          lately,
        }),
      );
    } catch (refusal) {
      if (!paper.place.querySelector(".sheet")) put(paper.place, failure(refusal, () => refresh(null)));
    }
  }
  refresh(null);
  return { title, element: paper.element, refresh, leave: leavePaper };
}

/** For the shop: of any customer. */
export const statement = (context, id) =>
  page(context, "Statement", `/customers/${id}`, async () => {
    const one = await get(at("customer", id));
    return {
      query: { customer: id },
      who: [
        one.company,
        one.name,
        one.address,
        [one.postcode, one.city].filter(Boolean).join(" "),
        one.country,
        one.ref && `Your key: ${one.ref}`,
      ].filter(Boolean),
    };
  });

/** For a customer: its own. */
export const ownStatement = (context) =>
  page(context, "Statement", "/", async () => {
    // The address is what the newest bill bears: a customer's computer has no list of customers.
    const newest = (await get("/api/bill", { sort: "-date", limit: 1 })).items[0];
    const buyer = newest ? (await get(at("bill", newest.number))).buyer ?? {} : {};
    return {
      query: {},
      who: [
        buyer.company,
        buyer.name,
        buyer.address,
        [buyer.postcode, buyer.city].filter(Boolean).join(" "),
        buyer.country,
      ].filter(Boolean),
    };
  });
