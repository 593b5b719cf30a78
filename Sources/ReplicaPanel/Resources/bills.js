// The list of bills: tabs with counts, an order by any column, many at once, keys.

import { h, link, onTyping, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, money } from "/app/format.js";
import { button, complain, empty, filled, heading, tabBar } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";
import { payDialog, voidDialog } from "/app/bill-dialogs.js";
import { billColumns, billHref, Choice, countIn, sortHeaders } from "/app/bills-table.js";
import { menuButton } from "/app/bills-menu.js";
import { exportAll, openSum, payAll, printHref } from "/app/bills-bulk.js";
import { duplicate } from "/app/bill.js";

export { billColumns, billHref };

const TABS = [
  ["collect", "To collect", { state: ["unpaid"], sort: "due" }],
  ["overdue", "Overdue", { state: ["overdue"], sort: "due" }],
  ["drafts", "Drafts", { state: ["draft"], sort: "due" }],
  ["paid", "Paid", { state: ["paid", "refunded", "written-off"], sort: "-date" }],
  ["questions", "Questions", { state: ["unanswered"], sort: "-date" }],
  ["overpaid", "Overpaid", { state: ["overpaid"], sort: "-date" }],
  ["void", "Void", { state: ["void", "void-to-give-back"], sort: "-date" }],
  ["all", "All", { sort: "-date" }],
];
/** Tabs that are there only when they have something. */
const RARE = ["questions", "overpaid"];
const COLLECTIONS = ["bill", "payment", "credit", "customer", "question", "draft"];
const WORDS = {
  collect: ["Nothing to collect", "Every bill is paid."],
  overdue: ["Nothing is overdue", "No customer is late."],
  drafts: ["No drafts", "A bill that is not issued yet is kept here."],
  paid: ["No paid bills yet", "They come here once they are paid."],
  questions: ["No open questions", "Customers can ask about their bills."],
  overpaid: ["Nothing is overpaid", "No customer has paid too much."],
  void: ["No void bills", "A bill that was voided keeps its number here."],
};

export function bills(context) {
  const asked = new URLSearchParams(location.search);
  let tab = TABS.some(([id]) => id === asked.get("tab")) ? asked.get("tab") : (asked.get("text") ? "all" : "collect");
  let sort = asked.get("sort");
  let counts = null;
  const sums = h("p", { class: "sums" });
  const bar = h("div", { class: "bulk", role: "group", "aria-label": "Chosen bills", hidden: true });
  const definition = () => TABS.find(([id]) => id === tab)[2];
  const order = () => sort ?? definition().sort;
  const query = () => ({ state: undefined, ...definition(), sort: order(), text: search.value.trim(), counts: true });
  const search = h("input", {
    type: "search",
    value: asked.get("text") ?? "",
    placeholder: "Number, customer or product",
    "aria-label": "Filter bills",
  });

  const many = (id) => countIn(counts, TABS.find((one) => one[0] === id)[2].state);
  const words = () =>
    TABS.filter(([id]) => !RARE.includes(id) || id === tab || (counts && many(id) > 0)).map(([id, word]) => [
      id,
      counts ? [word, h("span", { class: "count", "data-tab": id }, new Intl.NumberFormat().format(many(id)))] : word,
    ]);
  const tabPlace = h("div", {});
  /** The bar anew, or only the numbers in it if it is the same. */
  const countTabs = () => {
    const shown = words();
    const spans = [...tabPlace.querySelectorAll(".count")];
    if (spans.length !== shown.length || shown.some(([id], index) => spans[index].dataset.tab !== id)) return drawTabs();
    shown.forEach(([, [, fresh]], index) => {
      if (spans[index].textContent !== fresh.textContent) spans[index].replaceWith(fresh);
    });
  };
  const drawTabs = () => {
    const hadFocus = tabPlace.contains(document.activeElement);
    const scrolled = tabPlace.firstElementChild?.scrollLeft ?? 0;
    const { element } = tabBar("Which bills", words(), () => tab, (key) => {
      tab = key;
      sort = null;
      change();
    });
    put(tabPlace, element);
    element.scrollLeft = scrolled;
    if (!scrolled) element.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) element.querySelector("[aria-pressed=true]")?.focus();
  };
  const change = () => {
    const parameters = new URLSearchParams(filled({ tab, sort: sort ?? "", text: search.value.trim() }));
    history.replaceState(null, "", `/bills?${parameters}`);
    choice.all(table.element, false);
    table.set(query());
    drawTabs();
  };
  onTyping(search, change);

  const choice = new Choice(() => drawBulk());
  const act = (one) => async (word, body, done) => {
    const after = await write("POST", at("bill", one.number, word), body);
    toast({ text: done, tone: "good", href: billHref(one) });
    table.refresh();
    return after;
  };
  /** A payment needs all of a bill, which a row has not. */
  const whole = async (one, use) => {
    try {
      use(await get(at("bill", one.number)), act(one));
    } catch (refusal) {
      complain(refusal);
    }
  };
  const actions = (one) =>
    one.state === "draft" ? [["Open", () => context.go(billHref(one))]] : [
      one.open?.minor > 0 && ["Record payment", () => whole(one, payDialog)],
      ["Open", () => context.go(billHref(one))],
      ["Print", () => context.go(`${billHref(one)}/print`)],
      ["Duplicate", () => duplicate(context, one).catch(complain)],
      one.state !== "void" && !one.received?.minor && !one.credited?.minor &&
      ["Void", () => whole(one, voidDialog), "danger"],
    ];
  const columns = billColumns(false, [choice.column], [{
    title: "",
    kind: "actions",
    cell: (one) => menuButton(`Actions for ${one.number ?? "draft"}`, "⋯", () => actions(one)),
  }]);
  const table = liveTable({
    path: "/api/bill",
    query: query(),
    columns,
    collections: COLLECTIONS,
    label: "Bills",
    empty: (state) => {
      choice.show([]);
      if (state.text) {
        return empty(
          "No bill matches",
          `Nothing here has “${state.text}” in its number, customer or lines.`,
          button("Clear the filter", () => {
            search.value = "";
            change();
            search.focus();
          }),
        );
      }
      if (counts && many("all") > 0 && tab !== "all") {
        return empty(
          ...WORDS[tab],
          button("Show all bills", () => {
            tab = "all";
            change();
          }),
        );
      }
      return empty(
        "No bills yet",
        "A bill takes its products from stock and goes to its customer at once.",
        h("a", { href: "/bills/new", class: "button primary" }, "Create the first bill"),
      );
    },
    onload: (answer) => {
      const text = JSON.stringify(answer.counts);
      if (text !== JSON.stringify(counts)) {
        counts = answer.counts;
        countTabs();
      }
      put(
        sums,
        count(answer.count, "bill"),
        (answer.sums ?? []).map((one) => ` · ${money(one.total)}, ${money(one.open)} open`),
      );
      if (!answer.items.length) return;
      sortHeaders(table.element, columns, order, (wanted) => {
        sort = wanted;
        change();
        table.element.querySelector("th[aria-sort] button")?.focus();
      });
      choice.show(answer.items);
    },
  });

  function drawBulk() {
    choice.head(table.element);
    const chosen = [...choice.chosen.values()];
    for (const row of table.element.querySelectorAll("tbody tr")) {
      row.classList.toggle("chosen", choice.chosen.has(row.dataset.id));
    }
    bar.hidden = !chosen.length;
    if (!chosen.length) return put(bar);
    const open = openSum(chosen);
    const text = `${count(chosen.length, "bill")} chosen${open ? ` · ${open} open` : ""}`;
    if (bar.firstElementChild) {
      bar.firstElementChild.textContent = text;
      return;
    }
    const now = () => [...choice.chosen.values()];
    put(
      bar,
      h("span", { role: "status" }, text),
      button("Record payment in full", () =>
        payAll(now(), (paid) => {
          for (const one of paid) choice.set(one, false);
          table.refresh();
        }), "primary"),
      button("Export CSV", () => exportAll(now(), (said) => toast({ text: said }))),
      button("Print", () => context.go(printHref(now()))),
      button("Choose none", () => choice.all(table.element, false), "quiet"),
    );
  }

  /** The bill whose row has the focus. */
  const here = () => {
    const id = document.activeElement?.closest?.("tr[data-id]")?.dataset.id;
    return choice.shown.find((one) => one.id === id);
  };
  const onkey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [popover]")) return;
    const one = here();
    if (!one || !["x", "p", "o"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "o") return context.go(billHref(one));
    if (event.key === "p") {
      return one.open?.minor > 0
        ? whole(one, payDialog)
        : toast({ text: `Nothing is open on ${one.number ?? "a draft"}.` });
    }
    const box = document.activeElement.closest("tr").querySelector("td.pick input");
    box.checked = !box.checked;
    choice.set(one, box.checked);
  };
  addEventListener("keydown", onkey, true);
  drawTabs();
  return {
    title: "Bills",
    element: h(
      "div",
      { class: "bills" },
      heading("Bills", h("a", { href: "/bills/new", class: "button primary new-bill" }, "New bill")),
      tabPlace,
      h("div", { class: "filter" }, search, sums, link("/numbers", "Number report")),
      bar,
      table.element,
    ),
    refresh: table.look,
    leave: () => removeEventListener("keydown", onkey, true),
  };
}
