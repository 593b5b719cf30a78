// The products with their levels.

import { h, link, onTyping, put, say } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, typed } from "/app/format.js";
import { button, empty, filled, formDialog, heading, ring, stockChip, tabBar } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";
import {
  actionsDialog,
  available,
  elsewhere,
  learnPlaces,
  levelMeter,
  numbers,
  productHref,
  receiveDialog,
} from "/app/stock-parts.js";
import { productFields } from "/app/product.js";

const TABS = [
  ["all", "All", {}],
  ["low", "Low", { low: true }],
  ["out", "Out", { out: true }],
  ["below", "Below zero", { "below-zero": true }],
  ["uncounted", "Not counted for 90 days", { uncounted: 90, sort: "counted" }],
];
const PLAIN = { low: undefined, out: undefined, "below-zero": undefined, uncounted: undefined, sort: "sku" };

export function stock() {
  const asked = new URLSearchParams(location.search);
  let tab = TABS.some(([id]) => id === asked.get("tab")) ? asked.get("tab") : "all";
  const search = h("input", {
    type: "search",
    value: asked.get("text") ?? "",
    placeholder: "Key, name, category or supplier",
    "aria-label": "Filter products",
  });
  const sums = h("p", { class: "sums" });
  const query = () => ({ ...PLAIN, ...TABS.find(([id]) => id === tab)[2], text: search.value.trim() });
  const add = () => newProduct(() => table.refresh());
  const table = liveTable({
    path: "/api/product",
    query: query(),
    collections: ["product", "count"],
    label: "Products",
    rowClass: (one) => `stock-${one.state}`,
    columns: columns(() => table.refresh()),
    empty: (state) => (state.text || tab !== "all" ? nothing(tab, showAll) : firstProduct(add)),
    onload: ({ items, count: number }) => {
      learnPlaces(items);
      put(sums, count(number, "product"));
    },
  });
  const tabs = tabBar("Which products", TABS, () => tab, (key) => {
    tab = key;
    change();
  });
  const change = () => {
    tabs.draw();
    const words = new URLSearchParams(filled({ tab: tab === "all" ? "" : tab, text: search.value.trim() })).toString();
    history.replaceState(null, "", words ? `/stock?${words}` : "/stock");
    table.set(query());
  };
  function showAll() {
    tab = "all";
    search.value = "";
    change();
  }
  onTyping(search, change);
  return {
    title: "Stock",
    element: h(
      "div",
      { class: "inventory" },
      heading(
        "Stock",
        button("New product", add, "primary"),
        h("a", { class: "button", href: "/stock/count" }, "Stock-take"),
        h("a", { class: "button", href: "/stock/order" }, "Order list"),
      ),
      tabs.element,
      h("div", { class: "filter" }, search, sums),
      table.element,
    ),
    refresh: table.look,
  };
}

const columns = (again) => [
  { title: "", kind: "mark", cell: (one) => ring(one.reach) },
  { title: "Key", kind: "name", cell: (one) => link(productHref(one), one.sku) },
  { title: "Name", kind: "text", cell: (one) => one.name },
  { title: "Level", kind: "bar", cell: levelMeter },
  { title: "For sale here", kind: "amount", cell: (one) => available(one) },
  { title: "Elsewhere", kind: "text elsewhere", cell: elsewhere },
  { title: "Low at", kind: "amount threshold", cell: (one) => thresholdCell(one) },
  { title: "State", kind: "chips", cell: stockChip },
  {
    title: "",
    kind: "actions",
    cell: (one) =>
      h(
        "span",
        { class: "row-actions" },
        h("button", {
          type: "button",
          class: "quiet writes",
          onclick: () => receiveDialog(one, again),
          "aria-label": `Receive ${one.sku}`,
        }, "Receive"),
        h("button", {
          type: "button",
          class: "quiet more-actions",
          onclick: () => actionsDialog(one, again),
          title: "Adjust, count, move",
          "aria-label": `More for ${one.sku}: adjust, count, move`,
          "aria-haspopup": "dialog",
        }, "⋯"),
      ),
  },
];

function nothing(tab, showAll) {
  const [title, text] = {
    low: ["Nothing is low", "Every product with a threshold lies above it."],
    out: ["Nothing is out", "Of every product something is left."],
    below: ["Nothing is below zero", "Of no product more was sold than came in."],
    uncounted: ["Everything was counted", "Every product was counted within the last 90 days."],
  }[tab] ?? ["No product matches", "No key, name, category or supplier has this text."];
  return empty(title, text, button("Show all products", showAll));
}

const firstProduct = (add) =>
  empty(
    "No products yet",
    "A product has a key, a price and a stock level that all computers keep together.",
    button("Add the first product", add, "primary"),
  );

/** Asks for a new product. */
function newProduct(done) {
  formDialog("New product", {
    fields: [...productFields(), { name: "stock", label: "In stock now", type: "whole" }],
    submit: "Add",
    onsubmit: async (values) => {
      const one = await write(
        "POST",
        "/api/product",
        numbers(filled({ ...values, price: typed(values.price) }), ["threshold", "target", "stock"]),
      );
      toast({ text: `Added ${one.name}.`, tone: "good", href: productHref(one) });
      done();
    },
  });
}

// MARK: The threshold, edited in its place

/** What is being typed, by product: a change from elsewhere draws the row anew and must not take it away. */
const drafts = new Map();

function thresholdCell(one) {
  const place = h("span", { class: "in-place" });
  if (drafts.has(one.id)) edit(place, one);
  else show(place, one);
  return place;
}

function show(place, one) {
  const value = one.threshold ?? "–";
  put(
    place,
    h("button", {
      type: "button",
      class: "quiet value",
      title: "Change the threshold",
      "aria-label": one.threshold === null || one.threshold === undefined
        ? `${one.sku} has no threshold: set one`
        : `${one.sku} is low at ${one.threshold}: change`,
      onclick: () => {
        drafts.set(one.id, String(one.threshold ?? ""));
        edit(place, one);
        place.querySelector("input").select();
      },
    }, value),
  );
}

function edit(place, one) {
  const error = h("span", { class: "error", role: "alert" });
  const input = h("input", {
    inputmode: "numeric",
    autocomplete: "off",
    value: drafts.get(one.id),
    "aria-label": `Threshold of ${one.sku}; Enter saves, Escape cancels`,
  });
  const close = (isFocused) => {
    drafts.delete(one.id);
    show(place, one);
    if (isFocused) place.querySelector("button").focus();
  };
  const refuse = (text) => {
    error.textContent = text;
    input.setAttribute("aria-invalid", "true");
  };
  const save = async () => {
    const text = input.value.trim();
    if (!/^\d{0,10}$/.test(text)) return refuse("A whole number, or nothing.");
    const threshold = text === "" ? null : Number(text);
    if (threshold === (one.threshold ?? null)) return close(true);
    input.readOnly = true;
    try {
      const now = await get(at("product", one.id));
      if ((now.threshold ?? null) !== (one.threshold ?? null)) {
        one = { ...one, threshold: now.threshold };
        input.readOnly = false;
        return refuse(`Somebody changed it to ${now.threshold ?? "none"} meanwhile. Enter saves yours, Escape theirs.`);
      }
      await write("PATCH", at("product", one.id), { threshold });
      one = { ...one, threshold };
      say(`${one.sku} is low at ${threshold ?? "no level"} now.`);
      close(true);
    } catch (refusal) {
      input.readOnly = false;
      refuse(refusal.message);
    }
  };
  input.addEventListener("input", () => {
    drafts.set(one.id, input.value);
    error.textContent = "";
    input.removeAttribute("aria-invalid");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    }
  });
  input.addEventListener("blur", () => {
    if (!input.isConnected || input.readOnly) return;
    if (input.value.trim() === String(one.threshold ?? "")) close(false);
    else save();
  });
  put(place, input, error);
  input.focus();
}
