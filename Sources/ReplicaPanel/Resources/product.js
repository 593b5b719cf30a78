// One product: where it lies, how its level went, what moved it, which bills have it.

import { h, link } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { ago, count, day, money, plain, signed, time, typed } from "/app/format.js";
import { button, card, facts, failure, formDialog, heading, loading, ring, stockChip } from "/app/ui.js";
import {
  adjustDialog,
  countDialog,
  elsewhere,
  goal,
  learnPlaces,
  levelMeter,
  moveDialog,
  numbers,
  placeName,
  receiveDialog,
  redraw,
} from "/app/stock-parts.js";
import { tableTwin, timeChart } from "/app/time-chart.js";
import { movementTable } from "/app/moves.js";

const DAYS = 90;
const SHOWN = 15;
const COLLECTIONS = ["product", "movement", "count", "bill"];

/** What is asked of a product. */
export const productFields = (one = {}) => [
  { name: "sku", label: "Key (SKU)", required: true, value: one.sku ?? "" },
  { name: "name", label: "Name", required: true, value: one.name ?? "" },
  { name: "price", label: "Price", type: "amount", required: true, value: one.price ? plain(one.price) : "" },
  { name: "tax", label: "Tax in percent", type: "amount", value: one.tax ?? "" },
  { name: "threshold", label: "Low at", type: "whole", value: one.threshold ?? "" },
  { name: "target", label: "Order up to", type: "whole", value: one.target ?? "" },
  { name: "barcode", label: "Barcode", value: one.barcode ?? "" },
  { name: "category", label: "Category", value: one.category ?? "" },
  { name: "supplier", label: "Supplier", value: one.supplier ?? "" },
];

export function product(context, sku) {
  const place = h("div", {}, loading());
  let text = null;
  let turn = 0;
  const view = { title: sku, element: place, refresh };
  async function refresh(rows) {
    if (rows && !rows.some((row) => row.documents.some((one) => COLLECTIONS.includes(one.collection)))) return;
    const mine = (turn += 1);
    try {
      const [one, ledger] = await Promise.all([
        get(at("product", sku)),
        get("/api/stockTransaction", { sku, limit: 1000 }),
      ]);
      if (mine !== turn || text === JSON.stringify([one, ledger])) return;
      const isChange = text !== null;
      text = JSON.stringify([one, ledger]);
      learnPlaces([one]);
      draw(one, ledger, isChange);
    } catch (refusal) {
      if (mine === turn && text === null) redraw(place, failure(refusal, () => refresh(null)));
    }
  }
  function draw(one, ledger, isChange) {
    const again = () => refresh(null);
    redraw(
      place,
      h("p", { class: "crumbs" }, link("/stock", "Stock")),
      heading(
        one.name,
        button("Receive", () => receiveDialog(one, again), "primary"),
        button("Count", () => countDialog(one, again), "writes"),
        button("Adjust", () => adjustDialog(one, again), "writes"),
        button("Move", () => moveDialog(one, again), "writes"),
        button("Change", () => changeDialog(one, again), "writes"),
      ),
      h("p", { class: "lead" }, h("code", {}, one.sku), " ", stockChip(one), " ", ring(one.reach)),
      h("div", { class: "columns" }, levelCard(one, isChange), factsCard(one)),
      historyCard(one, ledger.items),
      card(
        "Movements",
        ledger.items.length
          ? h(
            "div",
            { class: "rows" },
            movementTable(ledger.items.slice(0, SHOWN), { node: context.status.node, isOfOne: true, again }),
          )
          : h("p", {}, "Nothing has moved yet."),
        h(
          "p",
          {},
          link(
            `/stock/moves?sku=${encodeURIComponent(one.sku)}`,
            ledger.count > SHOWN ? `All ${ledger.count} movements` : "In the ledger",
          ),
        ),
      ),
      billsCard(ledger.items),
    );
  }
  refresh(null);
  return view;
}

function levelCard(one, isChange) {
  const several = one.places.length > 1 || one.places.some((place) => place.location);
  return h(
    "section",
    { class: isChange ? "card changed" : "card" },
    h("h2", {}, "Level"),
    h("p", { class: "level" }, h("strong", {}, one.level), one.level === 1 ? " piece" : " pieces"),
    levelMeter(one),
    h("p", { class: "mute" }, levelSentence(one)),
    several
      ? h(
        "table",
        { class: "list plain" },
        h("caption", { class: "unseen" }, "Levels by place"),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "Place"),
            h("th", { scope: "col", class: "amount" }, "Level"),
            h("th", { scope: "col" }, "Counted"),
          ),
        ),
        h(
          "tbody",
          {},
          one.places.map((place) =>
            h(
              "tr",
              {},
              h("td", {}, placeName(place.location)),
              h("td", { class: "amount strong" }, place.level),
              h("td", {}, place.countedAt ? ago(place.countedAt) : "never"),
            )
          ),
        ),
      )
      : null,
  );
}

function levelSentence(one) {
  if (one.threshold === null || one.threshold === undefined) {
    return "It has no threshold: nobody is told when it runs out.";
  }
  const missing = (goal(one) ?? 0) - one.level;
  const text = `Low at ${one.threshold}, to be ordered up to ${goal(one)}.`;
  return one.level <= one.threshold && missing > 0 ? `${text} ${missing} to order.` : text;
}

const factsCard = (one) =>
  card(
    "Product",
    facts([
      ["Price", money(one.price)],
      ["Tax", one.tax ? `${one.tax} %` : "the shop's usual"],
      ["Low at", one.threshold ?? "no threshold"],
      ["Order up to", one.target ?? (one.threshold ? `${one.threshold * 2} (twice the threshold)` : "")],
      ["Barcode", one.barcode],
      ["Category", one.category],
      ["Supplier", one.supplier],
      ["Elsewhere", elsewhere(one)],
      ["Counted last", one.countedAt ? `${ago(one.countedAt)} (${time(one.countedAt)})` : "never"],
      ["Sold below zero", one.strict ? "never" : "allowed, and listed"],
    ]),
  );

function changeDialog(one, again) {
  formDialog(`Change ${one.sku}`, {
    fields: productFields(one),
    submit: "Save",
    onsubmit: async (values) => {
      const now = { ...values, price: typed(values.price) };
      const was = Object.fromEntries(productFields(one).map((field) => [field.name, String(field.value)]));
      const changes = Object.fromEntries(
        Object.entries(now).filter(([name, value]) => value !== was[name])
          .map(([name, value]) => [name, value === "" ? null : value]),
      );
      if (Object.keys(changes).length) {
        await write("PATCH", at("product", one.id), {
          ...numbers(changes, ["threshold", "target"]),
          seen: seen(one, changes),
        });
      }
      again();
    },
  });
}

/** What the form had seen of the fields that it changes: what somebody else wrote meanwhile is not lost. */
const PATHS = { tax: "taxRate" };
const seen = (one, changes) =>
  Object.fromEntries(
    Object.keys(changes).map((name) => PATHS[name] ?? name).filter((path) => one.seen?.[path])
      .map((path) => [path, one.seen[path]]),
  );

/** The level over the last days as steps, from the ledger. */
function historyCard(one, items) {
  const to = Date.now();
  const from = to - DAYS * 86_400_000;
  const rows = items.filter((row) => Date.parse(row.at) >= from);
  if (!rows.length) {
    return card(`Level over ${DAYS} days`, h("p", {}, `Nothing moved: it has been ${one.level} all the time.`));
  }
  const oldest = rows.at(-1);
  const points = [[from, oldest.level - oldest.quantity]];
  for (const row of [...rows].reverse()) points.push([Math.min(to, Date.parse(row.at)), row.level]);
  points.push([to, one.level]);
  const levels = points.map(([, level]) => level);
  return card(
    `Level over ${DAYS} days`,
    timeChart({
      label: `The level over ${DAYS} days: from ${levels[0]} to ${one.level}, between ${Math.min(...levels)} and ${
        Math.max(...levels)
      }.`,
      from,
      to,
      isWhole: true,
      series: [{ name: "Level", points, isStep: true }],
      marks: one.threshold === null || one.threshold === undefined
        ? []
        : [{ value: one.threshold, label: `low at ${one.threshold}` }],
    }),
    tableTwin("The level at the end of each day on which it moved", ["Day", "Moved", "Level"], byDay(rows)),
  );
}

/** Days on which something moved, the latest first, with the level at their end. */
function byDay(rows) {
  const found = new Map();
  for (const row of rows) {
    const key = new Date(row.at).toLocaleDateString("sv");
    const known = found.get(key);
    if (known) known.quantity += row.quantity;
    else found.set(key, { quantity: row.quantity, level: row.level });
  }
  return [...found].map(([key, one]) => [day(key), signed(one.quantity), one.level]);
}

function billsCard(items) {
  const bills = new Map();
  for (const row of items) {
    if (!row.bill) continue;
    const known = bills.get(row.bill) ?? { number: row.number, at: row.at, quantity: 0 };
    known.quantity -= row.quantity;
    bills.set(row.bill, known);
  }
  const all = [...bills.values()].filter((one) => one.number);
  if (!all.length) return card("Bills with it", h("p", {}, "No bill has taken it from stock yet."));
  return card(
    "Bills with it",
    h(
      "ul",
      { class: "entries" },
      all.slice(0, SHOWN).map((one) =>
        h(
          "li",
          {},
          link(`/bills/${encodeURIComponent(one.number)}`, one.number),
          h("span", {}, one.quantity > 0 ? count(one.quantity, "piece") : "all came back"),
          h("time", { datetime: one.at }, time(one.at)),
        )
      ),
    ),
    all.length > SHOWN ? h("p", { class: "mute" }, `and ${all.length - SHOWN} earlier ones`) : null,
  );
}
