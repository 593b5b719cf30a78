// The shop at a glance: what to collect, what to order, what needs a decision, what just happened.

import { h, link, put, s } from "/app/dom.js";
import { get } from "/app/api.js";
import { ago, count, day, money } from "/app/format.js";
import { card, failure, heading, loading, meter, stockChip, tabBar } from "/app/ui.js";
import { documentHref } from "/app/conflicts.js";
import { productHref } from "/app/stock-parts.js";
import { words } from "/app/news.js";

const PERIODS = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["365", "A year"]];
/** The most bars of the chart; longer periods are drawn by the week. */
const BARS = 90;
const BEST = 5;
/** How long the best sellers, which take the node longest, stay as they are, in milliseconds. */
const BEST_AGE = 30_000;
const ACTIVITY = 12;

const period = () => {
  const asked = new URLSearchParams(location.search).get("days");
  return PERIODS.some(([days]) => days === asked) ? asked : "30";
};

export function dashboard(context) {
  const tiles = h("div", { class: "tiles" }, loading(2));
  const tasks = h("div");
  const chart = h("div");
  const best = h("div");
  const live = h("ul", { class: "entries activity" });
  const backdrop = { best: null, at: 0, days: null };
  let turn = 0;

  async function refresh() {
    const mine = (turn += 1);
    try {
      const days = period();
      const isStale = backdrop.days !== days || Date.now() - backdrop.at > BEST_AGE;
      const [statistics, overdue, low, conflicts, asked, latest] = await Promise.all([
        get("/api/statistics", { days, best: isStale ? BEST : null }),
        get("/api/bill", { state: "overdue", limit: 5, sort: "due" }),
        get("/api/product", { low: true, limit: 6 }),
        get("/api/conflicts"),
        get("/api/status"),
        get("/api/messages", { own: true, limit: ACTIVITY }),
      ]);
      if (mine !== turn) return;
      if (statistics.best) Object.assign(backdrop, { best: statistics.best, at: Date.now(), days });
      drawTiles(statistics, conflicts.count);
      drawTasks({ statistics, conflicts, low, overdue, alarms: asked.alarms });
      drawActivity(latest.items.slice(0, ACTIVITY));
      drawChart(statistics, days);
      drawBest(days);
    } catch (refusal) {
      if (mine === turn && !tiles.querySelector(".tile")) put(tiles, failure(refusal, refresh));
    }
  }

  const sums = (list, name) =>
    list.map((one) => one[name]).filter((one) => one.minor).map(money).join(", ") || money({
      minor: 0,
      currency: context.status.currency,
    });

  function drawTiles({ bills, stock, drafts, days, currency }, conflicts) {
    if (!bills.count && !drafts && !stock.products) return put(tiles, start());
    const today = days.at(-1);
    const month = days.filter((one) => one.date.slice(0, 7) === today.date.slice(0, 7));
    const text = (minor) => money({ minor, currency });
    const out = (stock.byStatus.out ?? 0) + (stock.byStatus["below-zero"] ?? 0);
    const all = [
      ["To collect", sums(bills.sums, "open"), count(bills.unpaid, "bill"), "/bills"],
      [
        "Overdue",
        sums(bills.sums, "overdue"),
        count(bills.overdue, "bill"),
        "/bills?tab=overdue",
        bills.overdue && "bad",
      ],
      [
        "Received today",
        text(today.received),
        `${text(month.reduce((sum, one) => sum + one.received, 0))} this month`,
        "/bills?tab=paid",
        "",
        spark(days.slice(-14).map((one) => one.received)),
      ],
      ["Drafts", drafts, "to issue", "/bills?tab=drafts"],
      ["Low stock", stock.low, `of ${count(stock.products, "product")}`, "/stock?tab=low", stock.low && "warn"],
      ["Sold out", out, "products", "/stock?tab=out", out && "bad"],
      [
        "Stock value",
        stock.value.map(money).join(", ") || "–",
        count(stock.pieces, "piece"),
        "/stock",
      ],
      ["Conflicts", conflicts, "to decide", "/conflicts", conflicts && "warn"],
    ];
    all.forEach(([name, value, words, href, tone, drawing], index) => {
      const key = [name, String(value), words].join("|");
      const old = tiles.querySelectorAll("a.tile")[index];
      if (old?.dataset.words === key) return;
      const fresh = h(
        "a",
        { class: `tile ${tone || ""}${old ? " changed" : ""}`, href, "data-words": key },
        h("span", {}, name),
        h("strong", {}, value),
        h("small", {}, words),
        drawing,
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

  function drawTasks({ statistics, conflicts, low, overdue, alarms }) {
    const questions = statistics.bills.unansweredQuestions;
    const items = [
      ...alarms.slice(-3).map((one) => ["/settings", "✕", one]),
      ...conflicts.items.slice(0, 5).map((one) => [documentHref(one.document ?? {}) ?? "/conflicts", "⚠", one.text]),
      ...(conflicts.count > 5 ? [["/conflicts", "⚠", `${count(conflicts.count - 5, "more conflict")}.`]] : []),
      ...(questions
        ? [["/bills?tab=questions", "?", `${count(questions, "question")} of customers without an answer.`]]
        : []),
      ...overdue.items.map((one) => [
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
                  link(productHref(one), one.name),
                  meter(one),
                  h("span", { class: "amount" }, `${one.level} of ${one.threshold}`),
                  stockChip(one),
                )
              ),
            ),
            h(
              "p",
              {},
              link("/stock/order", low.count > low.items.length ? `Order list, ${low.count} products` : "Order list"),
            ),
          ]
          : null,
      ),
    );
  }

  function drawChart({ days, currency }, chosen) {
    const text = (minor) => money({ minor, currency });
    const bars = days.length > BARS ? byWeek(days) : days;
    const top = Math.max(1, ...bars.flatMap((one) => [one.billed, one.received]));
    const sum = (name) => text(days.reduce((total, one) => total + one[name], 0));
    const step = 300 / bars.length;
    const bar = (one, index, name, offset) => {
      const height = (Math.max(0, one[name]) / top) * 84;
      return s("rect", { class: name, x: index * step + offset, width: step * .42, y: 88 - height, height });
    };
    const open = chart.querySelector("details")?.open;
    put(
      chart,
      card(
        `Billed and received, ${PERIODS.find(([key]) => key === chosen)[1].toLowerCase()}`,
        h(
          "p",
          { class: "legend" },
          h("span", { class: "billed" }, `■ billed ${sum("billed")}`),
          " ",
          h("span", { class: "received" }, `■ received ${sum("received")}`),
        ),
        s(
          "svg",
          {
            viewBox: "0 0 300 90",
            class: "bars",
            role: "img",
            "aria-label": `Billed ${sum("billed")}, received ${sum("received")}`,
          },
          bars.map((one, index) => [bar(one, index, "billed", step * .06), bar(one, index, "received", step * .5)]),
        ),
        h("p", { class: "axis" }, h("span", {}, day(bars[0].date)), h("span", {}, day(days.at(-1).date))),
        h(
          "details",
          { open },
          h("summary", {}, "As a table"),
          h(
            "table",
            { class: "plain list" },
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                [bars === days ? "Day" : "Week from", "Billed", "Received"].map((word) =>
                  h("th", { scope: "col" }, word)
                ),
              ),
            ),
            h(
              "tbody",
              {},
              bars.filter((one) => one.billed || one.received).map((one) =>
                h(
                  "tr",
                  {},
                  h("td", {}, day(one.date)),
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

  function drawBest(chosen) {
    const most = backdrop.best?.[0]?.quantity ?? 0;
    put(
      best,
      most > 0
        ? card(
          `Best sellers, ${PERIODS.find(([key]) => key === chosen)[1].toLowerCase()}`,
          h(
            "ol",
            { class: "order best" },
            backdrop.best.map((one) => {
              const bar = h("span", { class: "meter ok", "aria-hidden": "true" }, h("i"));
              bar.firstChild.style.inlineSize = `${(one.quantity / most) * 100}%`;
              return h(
                "li",
                {},
                link(`/stock/${encodeURIComponent(one.sku)}`, one.name),
                bar,
                h("span", { class: "amount" }, one.quantity),
              );
            }),
          ),
        )
        : null,
    );
  }

  let latest = "";
  function drawActivity(items) {
    if (live.matches(":hover") || latest === JSON.stringify(items)) return;
    latest = JSON.stringify(items);
    put(
      live,
      items.length
        ? items.map((one) => {
          const told = words(one, { ...one, own: true }, false);
          return h(
            "li",
            {},
            told.href ? link(told.href, told.text) : h("span", {}, told.text),
            h("small", { class: "mute" }, `${one.own ? "here" : one.nodeName}${one.user ? `, ${one.user}` : ""}`),
            h("time", { title: one.at }, ago(one.at)),
          );
        })
        : h("li", {}, "What happens on any computer shows here at once."),
    );
  }

  const periods = tabBar("Period", PERIODS, period, (days) => {
    history.replaceState(null, "", days === "30" ? "/" : `/?days=${days}`);
    refresh();
  });
  const turnPeriod = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) {
      return;
    }
    const step = { "[": -1, "]": 1 }[event.key];
    const next = PERIODS[PERIODS.findIndex(([days]) => days === period()) + step];
    if (!step || !next) return;
    history.replaceState(null, "", `/?days=${next[0]}`);
    periods.draw();
    refresh();
  };
  document.addEventListener("keydown", turnPeriod);
  refresh();
  return {
    title: "Overview",
    element: h(
      "div",
      {},
      heading("Overview", periods.element),
      tiles,
      h("div", { class: "columns" }, tasks, h("div", {}, chart, best, card("Just now", live))),
    ),
    refresh,
    leave: () => document.removeEventListener("keydown", turnPeriod),
  };
}

/** A line without numbers, for a tile. */
function spark(values) {
  const top = Math.max(1, ...values);
  const points = values.map((one, index) =>
    `${(index / (values.length - 1)) * 100},${22 - (Math.max(0, one) / top) * 20}`
  );
  return s(
    "svg",
    { class: "spark", viewBox: "0 0 100 24", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("polyline", { points: points.join(" ") }),
  );
}

/** Sums of seven days each, the last of which ends today. */
function byWeek(days) {
  const weeks = [];
  for (let end = days.length; end > 0; end -= 7) {
    const week = days.slice(Math.max(0, end - 7), end);
    weeks.unshift({
      date: week[0].date,
      billed: week.reduce((sum, one) => sum + one.billed, 0),
      received: week.reduce((sum, one) => sum + one.received, 0),
    });
  }
  return weeks;
}
