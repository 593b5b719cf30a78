// The ledger of stock: what moved, why, by whom, what it left.

import { freshen, h, link, onTyping, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, day, signed, time } from "/app/format.js";
import { button, complain, dialog, empty, failure, filled, heading, loading, ring } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { placeName, productHref, reasonChip, reasonWord, reasonWords } from "/app/stock-parts.js";

const COLLECTIONS = ["product", "movement", "count", "bill"];
const PAGE = 200;
const MOST = 1000;
/** Rows that came in one exchange are written within it; what came later than that came later. */
const LATE = 60_000;
const PERIODS = [["", "All the time"], ["1", "Today"], ["7", "7 days"], ["30", "30 days"], ["90", "90 days"]];
const GROUPS = [["", "Not grouped"], ["day", "By day"], ["product", "By product"], ["reason", "By reason"], [
  "person",
  "By person",
]];

export function moves(context) {
  const asked = new URLSearchParams(location.search);
  let sku = asked.get("sku") ?? "";
  const search = h("input", {
    type: "search",
    value: asked.get("text") ?? "",
    placeholder: "Product, note or person",
    "aria-label": "Filter movements",
  });
  const choice = (name, label, options) => {
    const chosen = asked.get(name) ?? "";
    return h(
      "select",
      { "aria-label": label },
      options.map(([key, word]) => h("option", { value: key, selected: key === chosen }, word)),
    );
  };
  const reason = choice("reason", "Reason", [["", "Every reason"], ...reasonWords]);
  const period = choice("days", "Period", PERIODS);
  const group = choice("group", "Grouping", GROUPS);
  const only = h("p", { class: "only" });
  const strip = h("div", { class: "strip" });
  const ledger = ledgerList(context, strip);
  const change = () => {
    const words = new URLSearchParams(
      filled({ sku, text: search.value.trim(), reason: reason.value, days: period.value, group: group.value }),
    ).toString();
    history.replaceState(null, "", words ? `/stock/moves?${words}` : "/stock/moves");
    put(
      only,
      sku
        ? [
          "Only ",
          link(`/stock/${encodeURIComponent(sku)}`, sku),
          " ",
          button("Show all products", () => {
            sku = "";
            change();
          }, "quiet"),
        ]
        : null,
    );
    ledger.set({
      sku,
      text: search.value.trim(),
      reason: reason.value,
      since: period.value ? since(Number(period.value)) : "",
    }, group.value);
  };
  onTyping(search, change);
  for (const one of [reason, period, group]) one.addEventListener("change", change);
  change();
  return {
    title: "Movements",
    element: h(
      "div",
      { class: "ledger" },
      heading("Movements of stock"),
      h("div", { class: "filter" }, search, reason, period, group),
      only,
      strip,
      ledger.element,
    ),
    refresh: ledger.look,
  };
}

/** The day with which a period of so many days begins. */
function since(days) {
  const first = new Date();
  first.setDate(first.getDate() - days + 1);
  return first.toLocaleDateString("sv");
}

/** The table with what it is asked for. It stands still while it is pointed at or has the focus; what is new waits then. */
function ledgerList(context, strip) {
  const place = h("div", { class: "rows" }, loading());
  const foot = h("p", { class: "foot" });
  const wait = h("p", { class: "waiting" });
  let query = {};
  let grouping = "";
  let wanted = PAGE;
  let turn = 0;
  let text = null;
  let held = null;
  const isHeld = () => text !== null && (place.matches(":hover") || place.contains(document.activeElement));

  async function refresh(isOwn = false) {
    const mine = (turn += 1);
    try {
      const answer = await get("/api/stockTransaction", { ...query, summary: true, limit: wanted });
      if (mine !== turn) return;
      const now = JSON.stringify(answer);
      if (now === text) return;
      if (!isOwn && isHeld()) {
        held = answer;
        return put(wait, button("Something has moved: show it", release));
      }
      draw(answer);
    } catch (refusal) {
      if (mine !== turn) return;
      if (text === null) put(place, failure(refusal, () => refresh(true)));
      else put(foot, `As it was. ${refusal.message} `, button("Try again", () => refresh(true)));
    }
  }
  function release() {
    if (!held) return;
    const answer = held;
    draw(answer);
  }
  function draw(answer) {
    const isFirst = text === null;
    const before = new Set(isFirst ? [] : shown);
    text = JSON.stringify(answer);
    held = null;
    put(wait);
    shown = answer.items.map((row) => row.id);
    put(strip, summary(answer));
    put(
      place,
      answer.items.length
        ? movementTable(answer.items, {
          node: context.status.node,
          grouping,
          again: () => refresh(true),
          before: isFirst ? null : before,
        })
        : nothing(query),
    );
    put(
      foot,
      answer.next
        ? wanted < MOST
          ? button(`Show more (${answer.items.length} of ${answer.count})`, () => {
            wanted = Math.min(MOST, wanted + PAGE);
            refresh(true);
          })
          : `The latest ${MOST} of ${answer.count}: narrow the filter to see others.`
        : null,
    );
  }
  let shown = [];
  place.addEventListener("mouseleave", release);
  place.addEventListener("focusout", () => setTimeout(() => !isHeld() && release()));
  return {
    element: h("div", {}, wait, place, foot),
    look(rows) {
      const isTouched = (row) => row.documents.some((one) => COLLECTIONS.includes(one.collection));
      if (rows === null || rows.some(isTouched)) refresh();
    },
    set(change, group) {
      query = change;
      grouping = group;
      wanted = PAGE;
      text = null;
      refresh(true);
    },
  };
}

function nothing(query) {
  if (Object.values(query).some(Boolean)) {
    return empty(
      "No movement matches",
      "Nothing of this kind moved in this time.",
      link("/stock/moves", "Show all movements"),
    );
  }
  return empty(
    "Nothing has moved",
    "Goods that come in, are sold, lost or counted are listed here.",
    link("/stock", "To the stock"),
  );
}

// MARK: The summary

/** What came in, went out and is left of it, and the same by reason as bars. */
function summary({ count: number, sums = [] }) {
  const sum = (name) => sums.reduce((total, one) => total + one[name], 0);
  const reasons = new Map();
  for (const one of sums) {
    const known = reasons.get(one.reason) ?? { in: 0, out: 0 };
    reasons.set(one.reason, { in: known.in + one.in, out: known.out + one.out });
  }
  const most = Math.max(1, ...[...reasons.values()].map((one) => Math.max(one.in, -one.out)));
  const tile = (name, value, tone = "") =>
    h("div", { class: `tile ${tone}` }, h("span", {}, name), h("strong", {}, value));
  const bar = (value, kind) => {
    const element = h("i", { class: kind });
    element.style.inlineSize = `${(Math.abs(value) / most) * 100}%`;
    return element;
  };
  return [
    h(
      "div",
      { class: "tiles small" },
      tile("Movements", new Intl.NumberFormat().format(number)),
      tile("In", signed(sum("in"))),
      tile("Out", signed(sum("out"))),
      tile("Net", signed(sum("quantity"))),
    ),
    reasons.size > 0
      ? h(
        "table",
        { class: "reason-bars" },
        h("caption", { class: "unseen" }, "In and out by reason"),
        h(
          "thead",
          { class: "unseen" },
          h("tr", {}, ["Reason", "Drawn", "In", "Out"].map((text) => h("th", { scope: "col" }, text))),
        ),
        h(
          "tbody",
          {},
          [...reasons].sort(([, one], [, other]) => other.in - other.out - (one.in - one.out)).map(([key, one]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, reasonWord(key)),
              h(
                "td",
                { class: "drawn", "aria-hidden": "true" },
                one.in ? bar(one.in, "in") : null,
                one.out ? bar(one.out, "out") : null,
              ),
              h("td", { class: "amount" }, one.in ? signed(one.in) : ""),
              h("td", { class: "amount" }, one.out ? signed(one.out) : ""),
            )
          ),
        ),
      )
      : null,
  ];
}

// MARK: The table

/**
 * Rows of the ledger. `node`: this computer, to tell what came from others; `isOfOne`: all are of one product; `before`: the ids that
 * were shown, so that new ones can be marked.
 */
export function movementTable(rows, { node, grouping = "", isOfOne = false, again, before = null }) {
  const titles = [
    "",
    "When",
    isOfOne ? null : "Product",
    "Reason",
    "Quantity",
    "Level",
    "Place",
    "Bill",
    "Who",
    "Note",
    "",
  ]
    .filter((one) => one !== null);
  const kinds = { Quantity: "amount", Level: "amount" };
  const names = ["Reach", ...titles.slice(1, -1), "Actions"];
  const body = h("tbody");
  const late = grouping === "" || grouping === "day" ? lateRows(rows, node) : new Map();
  let divider = null;
  for (const [heading, members] of grouped(rows, grouping)) {
    if (heading) {
      body.append(
        h(
          "tr",
          { class: "group" },
          h(
            "th",
            { scope: "rowgroup", colspan: titles.length },
            heading,
            h(
              "span",
              { class: "mute" },
              ` · ${count(members.length, "movement")} · net ${
                signed(members.reduce((sum, row) => sum + row.quantity, 0))
              }`,
            ),
          ),
        ),
      );
    }
    for (const row of members) {
      const words = late.get(row.id) ?? null;
      if (words && words !== divider) {
        body.append(h("tr", { class: "divider" }, h("td", { colspan: titles.length }, words)));
      }
      divider = words;
      const isNew = before !== null && !before.has(row.id);
      const element = movementRow(row, { isOfOne, again, isLate: words !== null, isNew });
      body.append(isNew ? freshen(element) : element);
    }
  }
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "list movements" },
      h("caption", { class: "unseen" }, "Movements of stock"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          titles.map((text, index) =>
            h("th", { scope: "col", class: kinds[text] ?? null }, text || h("span", { class: "unseen" }, names[index]))
          ),
        ),
      ),
      body,
    ),
  );
}

function movementRow(row, { isOfOne, again, isLate, isNew }) {
  const moment = new Date(row.at);
  const exact = [
    `${moment.toLocaleString()} (${row.at})`,
    row.nodeName ? `recorded at ${row.nodeName}` : null,
    row.receivedAt ? `here since ${new Date(row.receivedAt).toLocaleString()}` : null,
  ].filter(Boolean).join(", ");
  const kind = [isLate ? "late-row" : "", row.reversedBy ? "taken-back" : "", isNew ? "added" : ""].filter(Boolean)
    .join(" ");
  return h(
    "tr",
    { class: kind || null, id: `m-${row.id}` },
    h("td", { class: "mark" }, ring(row.reach)),
    h("td", { class: "date" }, h("time", { datetime: row.at, title: exact }, time(row.at))),
    isOfOne ? null : h("td", { class: "name" }, link(productHref(row), row.sku || "?"), h("small", {}, row.name)),
    h("td", { class: "chips" }, reasonChip(row.reason), row.reversedBy ? takenBack(row) : null),
    h("td", { class: "amount strong" }, h("span", {}, signed(row.quantity))),
    h("td", { class: "amount level-after" }, row.level),
    h("td", { class: "text place" }, row.location ? placeName(row.location) : ""),
    h("td", { class: "text" }, row.number ? link(`/bills/${encodeURIComponent(row.number)}`, row.number) : ""),
    h("td", { class: "text who" }, who(row)),
    h(
      "td",
      { class: "text note" },
      row.counted === undefined ? "" : `counted ${row.counted}${row.note ? ": " : ""}`,
      row.note ?? "",
      source(row),
    ),
    h("td", { class: "actions" }, row.reversible ? reverseButton(row, again) : ""),
  );
}

const who = (row) => [row.by, row.nodeName].filter(Boolean).join(" · ");

const takenBack = (row) =>
  h(
    "button",
    { type: "button", class: "chip-link", onclick: () => show(row.reversedBy) },
    "Taken back",
  );

const source = (row) =>
  row.reverses
    ? [" ", h("button", { type: "button", class: "chip-link", onclick: () => show(row.reverses) }, "Show it")]
    : null;

/** Leads to another row, if it is on the page. */
function show(id) {
  const row = document.getElementById(`m-${id}`);
  if (!row) return toast({ text: "That movement is not in this list: widen the filter." });
  row.scrollIntoView({ block: "center" });
  freshen(row);
  row.setAttribute("tabindex", "-1");
  row.focus({ preventScroll: true });
}

const reverseButton = (row, again) =>
  h("button", {
    type: "button",
    class: "quiet writes",
    "aria-label": `Take back ${signed(row.quantity)} of ${row.sku}`,
    onclick: () => reverseDialog(row, again),
  }, "Take back");

function reverseDialog(row, again) {
  dialog(`Take back ${signed(row.quantity)} of ${row.sku}?`, (close) => {
    const go = button("Take it back", async () => {
      go.disabled = true;
      try {
        const after = await write("POST", at("stockTransaction", row.id, "reverse"));
        toast({ text: `Taken back: ${row.sku} ${after.before} → ${after.after}`, tone: "good" });
        close();
        again?.();
      } catch (refusal) {
        complain(refusal);
        close();
      }
    }, "primary");
    return h(
      "div",
      {},
      h(
        "p",
        {},
        `It was recorded as “${reasonWord(row.reason).toLowerCase()}” on ${
          time(row.at)
        }. It stays in the ledger; a correction of ${signed(-row.quantity)} that names it is added, once.`,
      ),
      h("p", { class: "actions" }, go, button("Cancel", close)),
    );
  });
}

// MARK: Groups and late arrivals

function grouped(rows, grouping) {
  if (!grouping) return [["", rows]];
  const name = {
    day: (row) => day(new Date(row.at).toLocaleDateString("sv")),
    product: (row) => `${row.sku} ${row.name}`,
    reason: (row) => reasonWord(row.reason),
    person: (row) => who(row) || "Unknown",
  }[grouping];
  const groups = new Map();
  for (const row of rows) {
    const key = name(row);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return [...groups];
}

/**
 * Rows that came to this computer after others that lie above them, which are newer, were here already: the words of the line that
 * tells why the past has changed.
 */
function lateRows(rows, node) {
  const found = new Map();
  let earliest = Infinity;
  for (const row of rows) {
    if (!row.receivedAt) continue;
    const received = Date.parse(row.receivedAt);
    if (row.node !== node && received - earliest > LATE) {
      found.set(row.id, `arrived later from ${row.nodeName} at ${time(row.receivedAt)}`);
    }
    earliest = Math.min(earliest, received);
  }
  return found;
}
