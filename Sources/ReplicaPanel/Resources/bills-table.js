// What lists of bills add to a live list: headers that sort, rows that can be chosen.

import { h, link, put } from "/app/dom.js";
import { day, money } from "/app/format.js";
import { billChip, ring } from "/app/ui.js";

export const billHref = (
  one,
) => (one.state === "draft" ? `/drafts/${one.id}` : `/bills/${encodeURIComponent(one.number ?? one.id)}`);

const DAY = 86_400_000;

/** When a bill is due, seen from today: in 3 days, today, 2 days late. */
export function dueWords(one) {
  if (!one.due) return "";
  if (one.overdueDays) return one.overdueDays === 1 ? "1 day late" : `${one.overdueDays} days late`;
  const [year, month, date] = one.due.split("-").map(Number);
  const now = new Date();
  const days = Math.round(
    (Date.UTC(year, month - 1, date) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY,
  );
  if (days < 0) return day(one.due);
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: "auto" });
  return days > 60 ? day(one.due) : format.format(days, "day");
}

/** The columns of a list of bills. `sort` names the field of the route; `before` and `after` are further columns. */
export const billColumns = (isCustomer, before = [], after = []) =>
  [
    ...before,
    { title: "", kind: "mark", cell: (one) => ring(one.reach) },
    {
      title: "Number",
      kind: "name",
      sort: "number",
      cell: (one) =>
        link(billHref(one), h("span", { class: one.state === "void" ? "void" : "" }, one.number ?? "Draft")),
    },
    isCustomer ? null : { title: "Customer", kind: "text", sort: "customer", cell: (one) => one.customerName ?? "–" },
    { title: "Date", kind: "date day", sort: "date", cell: (one) => day(one.date) },
    {
      title: "Due",
      kind: "date",
      sort: "due",
      cell: (one) =>
        one.due && (one.open?.minor > 0 || one.state === "draft")
          ? h("span", { class: one.overdueDays ? "late" : null, title: day(one.due) }, dueWords(one))
          : "",
    },
    { title: "Total", kind: "amount", sort: "total", cell: (one) => money(one.total) },
    { title: "Open", kind: "amount strong", sort: "open", cell: (one) => (one.open?.minor ? money(one.open) : "") },
    { title: "State", kind: "chips", sort: "state", cell: (one) => billChip(one, false) },
    ...after,
  ].filter(Boolean);

/**
 * Makes the headers of a list sort it. `order` says by what it is sorted now (as the route has it), `choose` takes another order.
 * To be called after the list was drawn; a second call only shows the order.
 */
export function sortHeaders(place, columns, order, choose) {
  const heads = place.querySelectorAll("thead th");
  columns.forEach((column, index) => {
    const head = heads[index];
    if (!head || !column.sort) return;
    const isIt = order() === column.sort || order() === `-${column.sort}`;
    const isDown = order() === `-${column.sort}`;
    if (isIt) head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
    const sign = h("span", { "aria-hidden": "true", class: "sign" }, isIt ? (isDown ? "▼" : "▲") : "");
    const button = head.querySelector("button");
    if (button) return button.querySelector(".sign").replaceWith(sign);
    put(
      head,
      h(
        "button",
        {
          type: "button",
          class: "sort",
          onclick: () => {
            // Amounts begin with the greatest, all else with the first.
            const usual = ["total", "open"].includes(column.sort) ? `-${column.sort}` : column.sort;
            const other = usual.startsWith("-") ? column.sort : `-${column.sort}`;
            choose(order() === usual ? other : usual);
          },
        },
        column.title,
        sign,
      ),
    );
  });
}

/** What the node counts beside the states, of which each bill has one. */
const COMPUTED = ["unpaid", "overdue", "overpaid", "unanswered"];

/** How many bills are in one of some states, by what a list counts; without states, how many there are. */
export const countIn = (counts, states) =>
  (states ?? Object.keys(counts).filter((one) => !COMPUTED.includes(one)))
    .reduce((sum, one) => sum + (counts[one] ?? 0), 0);

/** Rows that are chosen: a column of checkboxes, and what is in the choice. */
export class Choice {
  #changed;

  constructor(changed) {
    this.chosen = new Map();
    this.shown = [];
    this.#changed = changed;
  }

  /** The column. */
  get column() {
    return {
      title: "Choose",
      kind: "pick",
      cell: (one) => {
        const box = h("input", {
          type: "checkbox",
          "aria-label": `Choose ${one.number ?? "draft"}`,
          checked: this.chosen.has(one.id),
          onchange: () => this.set(one, box.checked),
        });
        return box;
      },
    };
  }

  /** What the list shows now: what is chosen and shown is renewed; what is chosen and gone from the list is let go. */
  show(items) {
    this.shown = items;
    const known = new Map(items.map((one) => [one.id, one]));
    for (const id of [...this.chosen.keys()]) {
      if (known.has(id)) this.chosen.set(id, known.get(id));
      else this.chosen.delete(id);
    }
    this.#changed(this);
  }

  set(one, isChosen) {
    if (isChosen) this.chosen.set(one.id, one);
    else this.chosen.delete(one.id);
    this.#changed(this);
  }

  /** The box in the head of the column: all that are shown, or none. */
  head(place) {
    const head = place.querySelector("th.pick");
    if (!head) return;
    let box = head.querySelector("input");
    if (!box) {
      box = h("input", {
        type: "checkbox",
        "aria-label": "Choose all that are shown",
        onchange: () => this.all(place, box.checked),
      });
      put(head, box);
    }
    box.checked = this.shown.length > 0 && this.chosen.size === this.shown.length;
    box.indeterminate = this.chosen.size > 0 && !box.checked;
  }

  all(place, isChosen) {
    this.chosen = new Map(isChosen ? this.shown.map((one) => [one.id, one]) : []);
    for (const box of place.querySelectorAll("td.pick input")) box.checked = isChosen;
    this.#changed(this);
  }
}
