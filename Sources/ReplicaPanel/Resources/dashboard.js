// The shop at a glance: what to collect, what to order, what needs a decision, what just happened.

import { h, link, put, s } from "/app/dom.js";
import { get } from "/app/api.js";
import { ago, count, money } from "/app/format.js";
import { card, failure, heading, loading, meter, stockChip } from "/app/ui.js";
import { documentHref } from "/app/conflicts.js";
import { ledgerWords } from "/app/words.js";

const DAYS = 30;
const activity = [];

/** Keeps what just happened, for the overview. */
export function keepActivity(rows) {
  activity.unshift(...rows.filter((row) => row.documents.length).reverse());
  activity.length = Math.min(activity.length, 20);
}

export function dashboard(context) {
  const tiles = h("div", { class: "tiles" }, loading(2));
  const tasks = h("div");
  const chart = h("div");
  const live = h("ul", { class: "entries activity" });
  let turn = 0;

  async function refresh() {
    const mine = (turn += 1);
    drawActivity();
    try {
      const since = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
      const states = ["open", "reported", "disputed", "partly-paid"];
      const [collect, overdue, drafts, low, below, issued, paid, conflicts] = await Promise.all([
        get("/api/bill", { state: states, limit: 1 }),
        get("/api/bill", { state: "overdue", limit: 1, sort: "due" }),
        get("/api/bill", { state: "draft", limit: 1 }),
        get("/api/product", { low: true, limit: 6 }),
        get("/api/product", { "below-zero": true, limit: 1 }),
        get("/api/bill", { since, limit: 1000, sort: "date" }),
        get("/api/payment", { since, limit: 1000, sort: "date" }),
        get("/api/conflicts"),
      ]);
      if (mine !== turn) return;
      drawTiles({ collect, overdue, drafts, low, below, paid });
      drawTasks({ conflicts, low, overdue });
      drawChart(issued.items, paid.items);
    } catch (refusal) {
      if (mine === turn && !tiles.querySelector(".tile")) put(tiles, failure(refusal, refresh));
    }
  }

  const sums = (list, name) => (list.sums ?? []).map((one) => money(one[name])).join(", ") || "–";

  function drawTiles({ collect, overdue, drafts, low, below }) {
    if (!collect.count && !drafts.count && !low.count && !overdue.count && context.status.documents < 10) {
      return put(tiles, start());
    }
    const all = [
      ["To collect", sums(collect, "open"), count(collect.count, "bill"), "/bills"],
      [
        "Overdue",
        sums(overdue, "open"),
        count(overdue.count, "bill"),
        "/bills?tab=overdue",
        overdue.count ? "bad" : "",
      ],
      ["Drafts", drafts.count, "to issue", "/bills?tab=drafts"],
      ["Low stock", low.count, "products", "/stock?tab=low", low.count ? "warn" : ""],
      ["Below zero", below.count, "products", "/stock?tab=below", below.count ? "bad" : ""],
      ["Conflicts", context.status.conflicts, "to decide", "/conflicts", context.status.conflicts ? "warn" : ""],
    ];
    all.forEach(([name, value, text, href, tone], index) => {
      const words = [name, String(value), text].join("|");
      const old = tiles.querySelectorAll("a.tile")[index];
      if (old?.dataset.words === words) return;
      const fresh = h(
        "a",
        { class: `tile ${tone ?? ""}${old ? " changed" : ""}`, href, "data-words": words },
        h("span", {}, name),
        h("strong", {}, value),
        h("small", {}, text),
      );
      if (old) old.replaceWith(fresh);
      else {
        if (index === 0) put(tiles);
        tiles.append(fresh);
      }
    });
  }

  const start = () =>
    [["1", "Add a product", "What you sell, with its price and level.", "/stock"], [
      "2",
      "Create a bill",
      "It takes its products from stock.",
      "/bills/new",
    ], ["3", "Invite a computer", "It keeps a full copy, and both go on alone.", "/peers"]]
      .map(([number, title, text, href]) =>
        h("a", { class: "tile step", href }, h("span", {}, number), h("strong", {}, title), h("small", {}, text))
      );

  function drawTasks({ conflicts, low, overdue }) {
    const items = [
      ...conflicts.items.slice(0, 5).map((one) => [documentHref(one.document ?? {}) ?? "/conflicts", "⚠", one.text]),
      ...overdue.items.map((
        one,
      ) => [
        `/bills/${encodeURIComponent(one.number)}`,
        "!",
        `${one.number} of ${one.customerName ?? "a customer"} is ${count(one.overdueDays, "day")} late.`,
      ]),
    ];
    put(
      tasks,
      card(
        "Needs attention",
        items.length
          ? h(
            "ul",
            { class: "entries" },
            items.map(([href, icon, text]) =>
              h("li", {}, h("span", { "aria-hidden": "true" }, icon), link(href, text))
            ),
          )
          : h("p", { class: "good" }, "✓ Nothing waits for you."),
        low.items.length
          ? [
            h("h3", {}, "To order"),
            h(
              "ul",
              { class: "order" },
              low.items.map((one) =>
                h(
                  "li",
                  {},
                  link(`/stock/${encodeURIComponent(one.sku)}`, one.name),
                  meter(one),
                  h("span", { class: "amount" }, `${one.level} of ${one.threshold}`),
                  stockChip(one),
                )
              ),
            ),
          ]
          : null,
      ),
    );
  }

  function drawChart(issued, paid) {
    const names = Array.from(
      { length: DAYS },
      (_, index) => new Date(Date.now() - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10),
    );
    const sum = (items, name, amount) =>
      items.filter((one) => one.date === name && one.state !== "void").reduce(
        (total, one) => total + (amount(one)?.minor ?? 0),
        0,
      );
    const bars = names.map((name) => ({
      name,
      billed: sum(issued, name, (one) => one.total),
      received: sum(paid, name, (one) => one.amount),
    }));
    const top = Math.max(1, ...bars.flatMap((one) => [one.billed, one.received]));
    const currency = context.status.currency;
    const text = (minor) => money({ minor, currency });
    put(
      chart,
      card(
        `Billed and received, ${DAYS} days`,
        s(
          "svg",
          {
            viewBox: "0 0 300 90",
            class: "bars",
            role: "img",
            "aria-label": `Billed ${text(bars.reduce((sum, one) => sum + one.billed, 0))}, received ${
              text(bars.reduce((sum, one) => sum + one.received, 0))
            }`,
          },
          bars.map((
            one,
            index,
          ) => [
            s("rect", {
              class: "billed",
              x: index * 10 + 1,
              width: 4,
              y: 88 - (one.billed / top) * 84,
              height: (one.billed / top) * 84,
            }),
            s("rect", {
              class: "received",
              x: index * 10 + 5,
              width: 4,
              y: 88 - (one.received / top) * 84,
              height: (one.received / top) * 84,
            }),
          ]),
        ),
        h(
          "p",
          { class: "legend" },
          h("span", { class: "billed" }, "■ billed"),
          " ",
          h("span", { class: "received" }, "■ received"),
        ),
        h(
          "details",
          {},
          h("summary", {}, "As a table"),
          h(
            "table",
            { class: "plain list" },
            h("thead", {}, h("tr", {}, ["Day", "Billed", "Received"].map((word) => h("th", { scope: "col" }, word)))),
            h(
              "tbody",
              {},
              bars.filter((one) => one.billed || one.received).map((one) =>
                h(
                  "tr",
                  {},
                  h("td", {}, one.name),
                  h("td", { class: "amount" }, text(one.billed)),
                  h("td", { class: "amount" }, text(one.received)),
                )
              ),
            ),
          ),
        ),
      ),
    );
  }

  function drawActivity() {
    if (live.matches(":hover")) return;
    put(
      live,
      activity.length
        ? activity.map((row) =>
          h(
            "li",
            {},
            h("span", {}, ledgerWords(row)),
            h("small", { class: "mute" }, `${row.own ? "here" : row.nodeName}${row.user ? `, ${row.user}` : ""}`),
            h("time", { title: row.madeAt }, ago(row.madeAt)),
          )
        )
        : h("li", {}, "What happens on any computer shows here at once."),
    );
  }

  refresh();
  return {
    title: "Overview",
    element: h(
      "div",
      {},
      heading("Overview"),
      tiles,
      h("div", { class: "columns" }, tasks, h("div", {}, chart, card("Just now", live))),
    ),
    refresh,
  };
}
