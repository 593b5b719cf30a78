// A list to print and to write on, for counting on paper.

import { h, link, put } from "/app/dom.js";
import { day, today } from "/app/format.js";
import { button, empty, failure, heading, loading } from "/app/ui.js";
import { everyProduct, productHref } from "/app/stock-parts.js";

/** A list to print and to write on: without levels. */
export function countSheet(context) {
  const place = h("div", {}, loading());
  async function load() {
    try {
      const products = await everyProduct();
      put(
        place,
        products.length
          ? h(
            "section",
            { class: "paper" },
            h(
              "p",
              { class: "sheet-head" },
              h("span", {}, `${context.status.shopName ?? ""} · ${day(today())}`),
              h("span", {}, "Counted by: ____________________"),
              h("span", {}, "Place: ____________________"),
            ),
            h(
              "div",
              { class: "scroll" },
              h(
                "table",
                { class: "list count-sheet" },
                h("caption", { class: "unseen" }, "Products to count"),
                h(
                  "thead",
                  {},
                  h(
                    "tr",
                    {},
                    ["Key", "Name", "Barcode", "Counted", "Note"].map((text) => h("th", { scope: "col" }, text)),
                  ),
                ),
                h(
                  "tbody",
                  {},
                  products.map((one) =>
                    h(
                      "tr",
                      {},
                      h("td", {}, link(productHref(one), one.sku)),
                      h("td", {}, one.name),
                      h("td", {}, one.barcode ?? ""),
                      h("td", { class: "blank" }),
                      h("td", { class: "blank" }),
                    )
                  ),
                ),
              ),
            ),
          )
          : empty(
            "No products yet",
            "There is nothing to count before there are products.",
            link("/stock", "To the stock"),
          ),
      );
    } catch (refusal) {
      put(place, failure(refusal, load));
    }
  }
  load();
  return {
    title: "Count sheet",
    element: h(
      "div",
      {},
      h("p", { class: "crumbs" }, link("/stock/count", "Stock-take")),
      heading("Count sheet", button("Print", () => print(), "primary reads")),
      h(
        "p",
        { class: "lead" },
        "For counting on paper; the levels are not on it. What you type up from it, ",
        h("code", {}, "replica stock count"),
        " reads.",
      ),
      place,
    ),
    refresh: () => {},
  };
}
