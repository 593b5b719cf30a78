// What is to be ordered, by supplier.

import { h, link, put, say } from "/app/dom.js";
import { count, day, today } from "/app/format.js";
import { button, dialog, empty, failure, heading, loading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { everyProduct, goal, productHref, redraw } from "/app/stock-parts.js";

const KEPT = "order-amounts";
const NOBODY = "No supplier named";

export function orderList(context) {
  const place = h("div", {}, loading());
  const lead = h("p", { class: "lead" });
  const amounts = new Map(read());
  let products = null;
  let turn = 0;

  const amount = (one) => amounts.get(one.id) ?? Math.max(0, (goal(one) ?? 0) - one.level);
  const wanted = () => products.filter((one) => amount(one) > 0);

  async function refresh(rows) {
    if (rows && !rows.some((row) => row.documents.some((one) => one.collection === "product"))) return;
    const mine = (turn += 1);
    try {
      const found = await everyProduct({ low: true });
      if (mine !== turn || JSON.stringify(found) === JSON.stringify(products)) return;
      products = found;
      draw();
    } catch (refusal) {
      if (mine === turn && !products) redraw(place, failure(refusal, () => refresh(null)));
    }
  }

  function draw() {
    if (!products.length) {
      put(lead);
      return redraw(
        place,
        empty(
          "Nothing is to be ordered",
          "Every product with a threshold lies above it. Thresholds are set in the stock.",
          link("/stock", "To the stock"),
        ),
      );
    }
    const groups = new Map();
    for (const one of products) {
      const key = one.supplier || NOBODY;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    const names = [...groups.keys()].sort((one, other) =>
      (one === NOBODY) - (other === NOBODY) || one.localeCompare(other)
    );
    redraw(place, names.map((name) => group(name, groups.get(name))));
    sum();
  }

  const sum = () => {
    const all = wanted();
    put(
      lead,
      `${count(products.length, "product")} at or below the threshold; ${
        count(all.reduce((total, one) => total + amount(one), 0), "piece")
      } of ${all.length} to order.`,
    );
  };

  const group = (name, members) =>
    h(
      "section",
      { class: "paper order-group" },
      h("h2", {}, name),
      h("p", { class: "print-only" }, `${context.status.shopName ?? ""} · ${day(today())}`),
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          { class: "list order-list" },
          h("caption", { class: "unseen" }, `To order from ${name}`),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              [["Key"], ["Name"], ["Barcode"], ["Level", "amount"], ["Low at", "amount"], ["Up to", "amount"], [
                "To order",
                "amount",
              ]]
                .map(([text, kind]) => h("th", { scope: "col", class: kind }, text)),
            ),
          ),
          h("tbody", {}, members.map(row)),
        ),
      ),
    );

  function row(one) {
    const input = h("input", {
      inputmode: "numeric",
      autocomplete: "off",
      value: amount(one),
      "aria-label": `How many of ${one.sku} to order`,
    });
    const error = h("span", { class: "error", role: "alert" });
    const printed = h("span", { class: "print-only" }, amount(one));
    const line = h(
      "tr",
      { class: amount(one) ? null : "nothing" },
      h("td", { class: "name" }, link(productHref(one), one.sku)),
      h("td", { class: "text" }, one.name),
      h("td", {}, one.barcode ?? ""),
      h("td", { class: `amount state-${one.state}`, "data-title": "Level" }, one.level),
      h("td", { class: "amount", "data-title": "Low at" }, one.threshold ?? ""),
      h("td", { class: "amount", "data-title": "Up to" }, goal(one) ?? ""),
      h("td", { class: "amount in-place" }, input, printed, error),
    );
    input.addEventListener("input", () => {
      const text = input.value.trim();
      const isGood = /^\d{0,9}$/.test(text);
      error.textContent = isGood ? "" : "A whole number.";
      if (isGood) input.removeAttribute("aria-invalid");
      else return input.setAttribute("aria-invalid", "true");
      if (text === "") amounts.delete(one.id);
      else amounts.set(one.id, Number(text));
      keep(amounts);
      printed.textContent = String(amount(one));
      line.className = amount(one) ? "" : "nothing";
      sum();
    });
    input.addEventListener("blur", () => {
      if (input.value.trim() === "") input.value = amount(one);
    });
    return line;
  }

  const copy = async () => {
    const text = csv(wanted(), amount);
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: `Copied ${count(wanted().length, "line")}.`, tone: "good" });
    } catch {
      showText(text);
    }
  };
  const forget = () => {
    amounts.clear();
    keep(amounts);
    if (products) draw();
    say("The proposed amounts are back.", true);
  };
  refresh(null);
  return {
    title: "Order list",
    element: h(
      "div",
      { class: "order-page" },
      h("p", { class: "crumbs" }, link("/stock", "Stock")),
      heading(
        "Order list",
        button("Print", () => print(), "primary reads"),
        button("Copy as CSV", copy),
        button("Proposed amounts", forget),
      ),
      lead,
      place,
    ),
    refresh,
  };
}

/** What was typed instead of the proposals lives as long as the browser's session. */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  } catch {
    return [];
  }
}
const keep = (amounts) => sessionStorage.setItem(KEPT, JSON.stringify([...amounts]));

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
function csv(products, amount) {
  const cell = (value) => {
    const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
    return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = products.map((
    one,
  ) => [one.supplier ?? "", one.sku, one.barcode ?? "", one.name, one.level, amount(one)]);
  return [["supplier", "sku", "barcode", "name", "level", "quantity"], ...rows].map((row) => row.map(cell).join(","))
    .join("\r\n") + "\r\n";
}

/** Where the browser does not let the page copy, the text is there to be copied by hand. */
function showText(text) {
  dialog("The order list as CSV", (close) => {
    const area = h("textarea", { rows: 12, readonly: true, "aria-label": "CSV", autofocus: true }, text);
    setTimeout(() => area.select());
    return h("div", {}, area, h("p", { class: "actions" }, button("Close", close, "primary reads")));
  });
}
