// Products with their levels, one product, and the ledger of what moved.

import { h, link, onTyping, put, s } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, money, plain, signed, time, typed } from "/app/format.js";
import {
  button,
  card,
  empty,
  facts,
  failure,
  filled,
  formDialog,
  heading,
  loading,
  meter,
  ring,
  stockChip,
  tabBar,
} from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";

const href = (one) => `/stock/${encodeURIComponent(one.sku)}`;
const TABS = [["all", "All", {}], ["low", "Low", { low: true }], ["below", "Below zero", { "below-zero": true }]];
const REASONS = [["damaged", "Damaged"], ["lost", "Lost"], ["own-use", "Used here"], ["returned", "Came back"], [
  "correction",
  "Correction",
]];
const WORDS = {
  sold: "Sold",
  received: "Received",
  returned: "Returned",
  counted: "Counted",
  moved: "Moved",
  damaged: "Damaged",
  lost: "Lost",
  "own-use": "Used here",
  correction: "Correction",
};
export const reasonWord = (reason) => WORDS[reason] ?? reason;

const PRODUCT = (one = {}) => [
  { name: "sku", label: "Key (SKU)", required: true, value: one.sku ?? "" },
  { name: "name", label: "Name", required: true, value: one.name ?? "" },
  { name: "price", label: "Price", type: "amount", required: true, value: one.price ? plain(one.price) : "" },
  { name: "tax", label: "Tax in percent", type: "amount", value: one.tax ?? "" },
  { name: "threshold", label: "Low at", type: "whole", value: one.threshold ?? "" },
  { name: "barcode", label: "Barcode", value: one.barcode ?? "" },
  { name: "category", label: "Category", value: one.category ?? "" },
];

/** What was filled in, with whole numbers as numbers. */
function numbers(values, names) {
  const result = { ...values };
  for (const name of names) if (/^-?\d+$/.test(result[name] ?? "")) result[name] = Number(result[name]);
  return result;
}

export function stock() {
  let tab = new URLSearchParams(location.search).get("tab") ?? "all";
  const search = h("input", { type: "search", placeholder: "Key, name or category", "aria-label": "Filter products" });
  const sums = h("p", { class: "sums" });
  const add = () =>
    formDialog("New product", {
      fields: [...PRODUCT(), { name: "stock", label: "In stock now", type: "whole" }],
      submit: "Add",
      onsubmit: async (values) => {
        const one = await write(
          "POST",
          "/api/product",
          numbers(filled({ ...values, price: typed(values.price) }), ["threshold", "stock"]),
        );
        toast({ text: `Added ${one.name}.`, tone: "good", href: href(one) });
        table.refresh();
      },
    });
  const query = () => ({
    low: undefined,
    "below-zero": undefined,
    ...TABS.find(([id]) => id === tab)[2],
    text: search.value.trim(),
  });
  const table = liveTable({
    path: "/api/product",
    query: { ...query(), sort: "sku" },
    collections: ["product", "count"],
    label: "Products",
    rowClass: (one) => `stock-${one.state}`,
    columns: [
      { title: "", kind: "mark", cell: (one) => ring(one.reach) },
      {
        title: "Key",
        kind: "name",
        cell: (one) => link(href(one), one.sku),
      },
      { title: "Name", kind: "text", cell: (one) => one.name },
      { title: "Level", kind: "amount strong", cell: (one) => one.level },
      { title: "", kind: "bar", cell: meter },
      { title: "Low at", kind: "amount", cell: (one) => one.threshold ?? "" },
      { title: "Price", kind: "amount", cell: (one) => money(one.price) },
      { title: "State", kind: "chips", cell: stockChip },
      {
        title: "",
        kind: "actions",
        cell: (one) =>
          h("button", {
            type: "button",
            class: "quiet",
            onclick: () => receiveDialog(one, table.refresh),
            "aria-label": `Receive ${one.sku}`,
          }, "Receive"),
      },
    ],
    empty: (
      state,
    ) => (state.text || tab !== "all"
      ? empty(
        "No product matches",
        "Nothing of this kind now.",
        button("Show all", () => {
          tab = "all";
          search.value = "";
          change();
        }),
      )
      : empty(
        "No products yet",
        "A product has a key, a price and a stock level that all computers keep together.",
        button("Add the first product", add, "primary"),
      )),
    onload: ({ count: number }) => put(sums, count(number, "product")),
  });
  const tabs = tabBar("Which products", TABS, () => tab, (key) => {
    tab = key;
    change();
  });
  const change = () => {
    tabs.draw();
    table.set(query());
  };
  onTyping(search, change);
  return {
    title: "Stock",
    element: h(
      "div",
      {},
      heading("Stock", button("New product", add, "primary")),
      tabs.element,
      h("div", { class: "filter" }, search, sums),
      table.element,
    ),
    refresh: table.look,
  };
}

const move = (one, word, body, text, done) =>
  write("POST", at("stock", one.sku, word), body).then((after) => {
    toast({ text, tone: "good" });
    done?.();
    return after;
  });

export const receiveDialog = (one, done) =>
  formDialog(`Receive ${one.sku}`, {
    fields: [{ name: "quantity", label: "How many", type: "whole", required: true, autofocus: true }, {
      name: "location",
      label: "Place",
    }, { name: "note", label: "Note" }],
    submit: "Receive",
    onsubmit: (values) =>
      move(one, "receive", numbers(filled(values), ["quantity"]), `Received ${values.quantity} of ${one.sku}.`, done),
  });

const adjustDialog = (one, done) =>
  formDialog(`Adjust ${one.sku}`, {
    fields: [
      { name: "quantity", label: "How many", type: "whole", required: true, hint: "Negative only for a correction." },
      { name: "reason", label: "Why", options: REASONS },
      { name: "note", label: "Note", hint: "A correction needs one." },
    ],
    submit: "Adjust",
    onsubmit: (values) => move(one, "adjust", numbers(filled(values), ["quantity"]), `Adjusted ${one.sku}.`, done),
  });

const countDialog = (one, done) =>
  formDialog(`Count ${one.sku}`, {
    fields: [{
      name: "counted",
      label: "How many are there",
      type: "whole",
      required: true,
      autofocus: true,
      hint: "What is sold elsewhere in the meantime is taken into account.",
    }, { name: "location", label: "Place", hint: "Empty: the shop itself." }],
    submit: "Apply the count",
    onsubmit: (values) =>
      move(one, "count", numbers(filled(values), ["counted"]), `Counted ${values.counted} of ${one.sku}.`, done),
  });

export function product(_, sku) {
  const place = h("div", {}, loading());
  let text = null;
  let turn = 0;
  async function refresh(rows) {
    if (
      rows &&
      !rows.some((row) =>
        row.documents.some((one) => ["product", "movement", "count", "bill"].includes(one.collection))
      )
    ) return;
    const mine = (turn += 1);
    try {
      const [one, ledger] = await Promise.all([
        get(at("product", sku)),
        get("/api/stockTransaction", { sku, limit: 200 }),
      ]);
      if (mine !== turn || text === JSON.stringify([one, ledger])) return;
      const isChange = text !== null;
      text = JSON.stringify([one, ledger]);
      draw(one, ledger, isChange);
    } catch (refusal) {
      if (mine === turn && text === null) put(place, failure(refusal, () => refresh(null)));
    }
  }
  function draw(one, ledger, isChange) {
    const again = () => refresh(null);
    const edit = () =>
      formDialog(`Change ${one.sku}`, {
        fields: PRODUCT(one),
        submit: "Save",
        onsubmit: async (values) => {
          const now = { ...values, price: typed(values.price) };
          const was = {
            ...Object.fromEntries(
              Object.entries(one).map(([name, value]) => [name, value === null ? "" : String(value)]),
            ),
            price: one.price ? plain(one.price) : "",
          };
          const changes = Object.fromEntries(
            Object.entries(now).filter(([name, value]) => value !== was[name]).map((
              [name, value],
            ) => [name, value === "" ? null : value]),
          );
          if (Object.keys(changes).length) {
            await write("PATCH", at("product", one.sku), numbers(changes, ["threshold"]));
          }
          again();
        },
      });
    put(
      place,
      heading(
        one.name,
        button("Receive", () => receiveDialog(one, again), "primary"),
        button("Count", () => countDialog(one, again)),
        button("Adjust", () => adjustDialog(one, again)),
        button("Change", edit),
      ),
      h("p", { class: "lead" }, stockChip(one), " ", ring(one.reach)),
      h(
        "div",
        { class: isChange ? "card changed" : "card" },
        h(
          "p",
          { class: "level" },
          h("strong", {}, one.level),
          one.threshold === null || one.threshold === undefined ? " in stock" : ` in stock, low at ${one.threshold}`,
        ),
        meter(one),
        steps(one, ledger.items),
        facts([
          ["Key", one.sku],
          ["Price", money(one.price)],
          ["Tax", one.tax ? `${one.tax} %` : ""],
          ["Barcode", one.barcode],
          ["Category", one.category],
          ["Sold below zero", one.strict ? "never" : "allowed, and listed"],
        ]),
      ),
      card(
        "Movements",
        ledger.items.length ? movesTable(ledger.items, one.level) : h("p", {}, "Nothing has moved yet."),
      ),
    );
  }
  refresh(null);
  return { title: sku, element: place, refresh };
}

/** The level over time, newest at the right. */
function steps(one, items) {
  if (items.length < 3) return null;
  const levels = [one.level];
  for (const item of items.slice(0, 89)) levels.push(levels.at(-1) - item.quantity);
  levels.reverse();
  const top = Math.max(...levels, one.threshold ?? 0, 1);
  const bottom = Math.min(...levels, 0);
  const y = (level) => 58 - ((level - bottom) / (top - bottom)) * 54;
  let path = `M0 ${y(levels[0])}`;
  levels.forEach((level, index) => {
    path += ` H${(index / (levels.length - 1)) * 300} V${y(level)}`;
  });
  return s(
    "svg",
    {
      viewBox: "0 0 300 60",
      class: "steps",
      role: "img",
      "aria-label": `Level over the last ${levels.length - 1} movements: from ${levels[0]} to ${one.level}`,
      preserveAspectRatio: "none",
    },
    one.threshold ? s("line", { x1: 0, x2: 300, y1: y(one.threshold), y2: y(one.threshold) }) : null,
    s("path", { d: path }),
  );
}

function movesTable(items, level) {
  let running = level;
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "list" },
      h("caption", { class: "unseen" }, "Movements"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["When", "Reason", "Quantity", "Level", "Bill"].map((text, index) =>
            h("th", { scope: "col", class: index === 2 || index === 3 ? "amount" : "" }, text)
          ),
        ),
      ),
      h(
        "tbody",
        {},
        items.map((one) => {
          const after = running;
          running -= one.quantity;
          return h(
            "tr",
            {},
            h("td", {}, time(one.at)),
            h("td", {}, reasonWord(one.reason)),
            h("td", { class: "amount strong" }, signed(one.quantity)),
            h("td", { class: "amount" }, after),
            h("td", {}, one.number ? link(`/bills/${encodeURIComponent(one.number)}`, one.number) : ""),
          );
        }),
      ),
    ),
  );
}

export function moves() {
  const strip = h("div", { class: "tiles small" });
  const reason = h(
    "select",
    { "aria-label": "Reason" },
    [["", "Every reason"], ...Object.entries(WORDS)].map(([key, word]) => h("option", { value: key }, word)),
  );
  const search = h("input", { type: "search", placeholder: "Product key", "aria-label": "Product" });
  const table = liveTable({
    path: "/api/stockTransaction",
    query: { summary: true },
    collections: ["product", "movement", "count", "bill"],
    label: "Movements of stock",
    columns: [
      { title: "", kind: "mark", cell: (one) => ring(one.reach) },
      {
        title: "Product",
        kind: "name",
        cell: (one) => link(href(one), one.sku ?? "?"),
      },
      { title: "When", kind: "date", cell: (one) => time(one.at) },
      { title: "Name", kind: "text", cell: (one) => one.name ?? "" },
      { title: "Reason", kind: "text", cell: (one) => reasonWord(one.reason) },
      {
        title: "Quantity",
        kind: "amount strong",
        cell: (one) => signed(one.quantity),
      },
      { title: "Place", kind: "text", cell: (one) => one.location ?? "" },
      {
        title: "Bill",
        kind: "text",
        cell: (one) => (one.number ? link(`/bills/${encodeURIComponent(one.number)}`, one.number) : ""),
      },
    ],
    empty: () =>
      empty(
        "Nothing has moved",
        "Goods that come in, are sold, lost or counted are listed here.",
        link("/stock", "To the stock"),
      ),
    onload: ({ count: number, sums = [] }) => {
      const total = (isKind) => sums.filter((one) => isKind(one.quantity)).reduce((sum, one) => sum + one.quantity, 0);
      put(
        strip,
        tile("Movements", number),
        tile("In", signed(total((one) => one > 0))),
        tile("Out", signed(total((one) => one < 0))),
        tile("Net", signed(total(() => true))),
      );
    },
  });
  const change = () => table.set({ reason: reason.value, sku: search.value.trim() });
  reason.addEventListener("change", change);
  search.addEventListener("change", change);
  return {
    title: "Movements",
    element: h(
      "div",
      {},
      heading("Movements of stock"),
      h("div", { class: "filter" }, search, reason),
      strip,
      table.element,
    ),
    refresh: table.look,
  };
}

const tile = (name, value) => h("div", { class: "tile" }, h("span", {}, name), h("strong", {}, value));
