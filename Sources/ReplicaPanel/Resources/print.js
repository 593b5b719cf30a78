// Papers: a bill on A4, a receipt of 80 mm, several bills at once, the report on the numbers. Each is a page that shows the paper as it
// will be, and prints it.

import { h, link, put } from "/app/dom.js";
import { at, get } from "/app/api.js";
import { day, money, time, today } from "/app/format.js";
import { button, empty, failure, heading, loading } from "/app/ui.js";
import { discountText, entriesOf } from "/app/bill.js";

const MM = 25.4 / 96;
let pageSheet = null;

/** The paper's size, for what is printed next: A4, or a strip as long as its text. */
function paper(sheet, form) {
  if (!document.adoptedStyleSheets) return;
  pageSheet ??= new CSSStyleSheet();
  // Some millimetres more than on the screen: another device may break a line sooner.
  const length = Math.ceil((sheet?.scrollHeight ?? 1_000) * MM * 1.03) + 14;
  pageSheet.replaceSync(
    form === "receipt"
      ? `@page { size: 80mm ${Math.max(80, length)}mm; margin: 4mm }`
      : "@page { size: A4; margin: 16mm 15mm 18mm }",
  );
  if (!document.adoptedStyleSheets.includes(pageSheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];
  }
}

/** Takes the paper's size back when the page is left. */
export function leavePaper() {
  if (pageSheet) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== pageSheet);
}

/** A page around papers: a bar that is not printed, and what is. */
export function printPage(title, back, tools = []) {
  const place = h("div", { class: "sheets" }, loading());
  let form = "a4";
  const go = button("Print", () => {
    paper(place.querySelector(".sheet"), form);
    print();
  }, "primary");
  return {
    place,
    element: h(
      "div",
      { class: "print-page" },
      h("div", { class: "no-print" }, heading(title, link(back, "Back"), tools, go)),
      place,
    ),
    /** Shows papers; `which` is their form. */
    show(which, ...papers) {
      form = which;
      put(place, papers);
      // The browser's own command prints the same.
      paper(place.querySelector(".sheet"), form);
    },
  };
}

const address = (buyer = {}) =>
  [
    buyer.company,
    buyer.name,
    buyer.address,
    [buyer.postcode, buyer.city].filter(Boolean).join(" "),
    buyer.country,
  ].filter(Boolean).map((line) => h("div", {}, line));

/** The shop's name with what stands below it. */
export const seller = (one) => [
  h("strong", { class: "seller" }, one.seller),
  ...textLines(one.letterhead?.address),
  ...textLines(one.letterhead?.contact),
];

/** What the shop says of itself at the foot of a page. */
const sellerFoot = (one) => [one.letterhead?.taxNumber, ...(one.letterhead?.bank ?? "").split("\n")].filter(Boolean);

const textLines = (text) => (text ?? "").split("\n").filter(Boolean).map((line) => h("div", {}, line));

const pairs = (rows) =>
  h(
    "dl",
    {},
    rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );

const sums = (one) => [
  one.discount?.minor ? ["Discounts, taken off above", money(one.discount)] : [],
  ["Net", money(one.net)],
  ...(one.taxes ?? []).map((tax) => [`Tax ${tax.rate} % of ${money(tax.net)}`, money(tax.tax)]),
];

/** A bill on A4. */
function a4(one) {
  const hasDiscount = one.lines.some((line) => line.discount);
  const heads = [["Quantity", "amount"], ["Product", ""], ["Price", "amount"]]
    .concat(hasDiscount ? [["Discount", "amount"]] : [], [["Tax", "amount"], ["Total", "amount"]]);
  const entries = entriesOf(one).filter((entry) => !entry.isUndone);
  return h(
    "article",
    { class: `sheet a4${one.state === "void" ? " is-void" : ""}`, tabindex: "0", "aria-label": `Bill ${one.number}` },
    h("header", {}, h("div", {}, seller(one)), h("h2", {}, "Bill ", h("span", {}, one.number))),
    h(
      "div",
      { class: "two" },
      h("address", {}, address(one.buyer)),
      pairs([["Number", one.number], ["Date", day(one.date)], ["Due", day(one.due)], ["Issued by", one.by]]),
    ),
    one.state === "void" ? h("p", { class: "stamp" }, `VOID since ${day(one.voided)}: ${one.reason ?? ""}`) : null,
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, heads.map(([text, kind]) => h("th", { scope: "col", class: kind }, text)))),
      h(
        "tbody",
        {},
        one.lines.map((line) =>
          h(
            "tr",
            {},
            h("td", { class: "amount" }, line.quantity),
            h("td", {}, line.name, h("small", {}, ` ${line.sku}`)),
            h("td", { class: "amount" }, money(line.price)),
            hasDiscount ? h("td", { class: "amount" }, discountText(line.discount)) : null,
            h("td", { class: "amount" }, line.rate ? `${line.rate} %` : ""),
            h("td", { class: "amount" }, money(line.total)),
          )
        ),
      ),
    ),
    h(
      "div",
      { class: "end" },
      h("div", { class: "note" }, one.note ?? ""),
      h(
        "div",
        {},
        pairs(sums(one)),
        h("dl", { class: "grand" }, h("div", {}, h("dt", {}, "Total"), h("dd", {}, money(one.total)))),
        entries.length
          ? pairs(
            entries.map((
              entry,
            ) => [`${entry.kind} ${day(entry.date)}${entry.text ? `, ${entry.text}` : ""}`, money(entry.amount)]),
          )
          : null,
        one.state === "void" ? null : h(
          "dl",
          { class: "grand" },
          h(
            "div",
            {},
            h("dt", {}, one.open?.minor ? "To pay" : "Nothing to pay"),
            h("dd", {}, one.open?.minor ? money(one.open) : ""),
          ),
        ),
        one.toGiveBack?.minor ? pairs([["To give back", money(one.toGiveBack)]]) : null,
      ),
    ),
    h("footer", {}, [one.seller, ...sellerFoot(one), one.number].join(" · ")),
  );
}

/** A receipt for a roll of 80 mm. */
function receipt(one) {
  const entries = entriesOf(one).filter((entry) => !entry.isUndone);
  return h(
    "article",
    { class: `sheet receipt${one.state === "void" ? " is-void" : ""}`, "aria-label": `Receipt ${one.number}` },
    h("h2", { class: "seller" }, one.seller),
    textLines(one.letterhead?.address),
    one.letterhead?.taxNumber ? h("div", {}, one.letterhead.taxNumber) : null,
    h("p", {}, `${one.number} · ${day(one.date)}`),
    one.by ? h("p", {}, `Served by ${one.by}`) : null,
    one.state === "void" ? h("p", { class: "stamp" }, `VOID: ${one.reason ?? ""}`) : null,
    h(
      "ul",
      {},
      one.lines.map((line) =>
        h(
          "li",
          {},
          h("span", {}, line.name),
          h(
            "span",
            {},
            `${line.quantity} × ${money(line.price)} ${discountText(line.discount)}`,
            h("b", { class: "amount" }, money(line.total)),
          ),
        )
      ),
    ),
    h("dl", { class: "grand" }, h("div", {}, h("dt", {}, "Total"), h("dd", {}, money(one.total)))),
    pairs([
      one.discount?.minor ? ["Discounts, taken off above", money(one.discount)] : [],
      ...(one.taxes ?? []).map((tax) => [`Tax ${tax.rate} % of ${money(tax.net)}`, money(tax.tax)]),
      ...entries.map((entry) => [[entry.kind, entry.text].filter(Boolean).join(", "), money(entry.amount)]),
      ["Open", one.open?.minor ? money(one.open) : ""],
    ]),
    h("p", {}, "Thank you."),
  );
}

const FORMS = [["a4", "A4"], ["receipt", "Receipt 80 mm"]];

/** The paper of one bill. */
export function printBill(_, name) {
  let form = new URLSearchParams(location.search).get("form") === "receipt" ? "receipt" : "a4";
  let bill = null;
  const choose = h("div", { class: "tabs", role: "group", "aria-label": "Paper" });
  const page = printPage(`Print ${name}`, `/bills/${encodeURIComponent(name)}`, [choose]);
  const draw = () => {
    put(
      choose,
      FORMS.map(([key, text]) =>
        h("button", {
          type: "button",
          "aria-pressed": String(key === form),
          onclick: () => {
            form = key;
            history.replaceState(null, "", key === "a4" ? location.pathname : `${location.pathname}?form=${key}`);
            draw();
            choose.querySelector("[aria-pressed=true]").focus();
          },
        }, text)
      ),
    );
    if (bill) page.show(form, form === "receipt" ? receipt(bill) : a4(bill));
  };
  async function load() {
    try {
      bill = await get(at("bill", name));
      draw();
    } catch (refusal) {
      if (!bill) put(page.place, failure(refusal, load));
    }
  }
  draw();
  load();
  return {
    title: `Print ${name}`,
    element: page.element,
    refresh: (rows) => {
      if (
        rows && bill && rows.some((row) => row.documents.some((one) => one.id === bill.id || one.key === bill.number))
      ) load();
    },
    leave: leavePaper,
  };
}

/** The papers of several bills, one after the other. */
export function printBills() {
  const names = (new URLSearchParams(location.search).get("bills") ?? "").split(",").filter(Boolean).slice(0, 200);
  const page = printPage(`Print ${names.length} bills`, "/bills");
  async function load() {
    const results = [];
    for (const name of names) {
      results.push(await get(at("bill", name)).catch((refusal) => ({ refusal, name })));
    }
    const missing = results.filter((one) => one.refusal);
    page.show(
      "a4",
      missing.length
        ? h(
          "ul",
          { class: "notice no-print" },
          missing.map(({ name, refusal }) => h("li", {}, `${name} is left out: ${refusal.message}`)),
        )
        : null,
      results.filter((one) => !one.refusal).map(a4),
      names.length
        ? null
        : empty("Nothing to print", "Choose bills in the list first.", link("/bills", "To the bills")),
    );
  }
  load();
  return { title: "Print bills", element: page.element, leave: leavePaper };
}

/** The report on the series of numbers: first, last, how many, void, gaps. */
export function numbers(context) {
  const page = printPage("Number report", "/bills");
  async function load() {
    try {
      const report = await get("/api/audit/numbers");
      page.show(
        "a4",
        h(
          "article",
          { class: "sheet a4", tabindex: "0", "aria-label": "Number report" },
          h(
            "header",
            {},
            h("strong", { class: "seller" }, context.status.shopName ?? ""),
            h("h2", {}, "Number report"),
          ),
          h(
            "p",
            {},
            report.sound ? "✓ No number is missing or doubled." : "⚠ Something is not as it should be: see below.",
            ` ${report.bills} bills on ${day(today())}, ${time(new Date())}, as known to ${context.status.name}.`,
          ),
          h(
            "table",
            {},
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                ["Series", "First", "Last", "Bills", "Void"].map((text, index) =>
                  h("th", { scope: "col", class: index > 2 ? "amount" : null }, text)
                ),
              ),
            ),
            h(
              "tbody",
              {},
              report.series.map((one) => [
                h(
                  "tr",
                  {},
                  h("td", {}, one.series),
                  h("td", {}, one.first),
                  h("td", {}, one.last),
                  h("td", { class: "amount" }, one.count),
                  h("td", { class: "amount" }, one.voids),
                ),
                h("tr", { class: "words" }, h("td", { colspan: 5 }, one.text)),
              ]),
            ),
          ),
          report.discrepancies.length
            ? h(
              "ul",
              {},
              report.discrepancies.map((one) =>
                h(
                  "li",
                  {},
                  `${one.series}: recorded up to ${one.recorded ?? "nothing"}, found up to ${one.found ?? "nothing"}.`,
                )
              ),
            )
            : null,
        ),
      );
    } catch (refusal) {
      put(page.place, failure(refusal, load));
    }
  }
  load();
  return { title: "Number report", element: page.element, leave: leavePaper };
}
