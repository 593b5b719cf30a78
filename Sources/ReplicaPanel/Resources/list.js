// A list of documents that stays true: it asks the node again when something changed, and moves only what differs. While somebody
// points at it, nothing moves: what is there is renewed in its place, and what came waits until they are done.

import { freshen, h, isStill, put, say } from "/app/dom.js";
import { get } from "/app/api.js";
import { count } from "/app/format.js";
import { button, failure, loading } from "/app/ui.js";

const PAGE = 200;
/** The most rows that the node gives at once. */
const MOST = 1000;

/** What columns without a title are called for those who do not see them. */
const NAMES = { mark: "Reach", bar: "Level against the threshold", actions: "Actions" };

/**
 * A table of what a route lists. `columns`: {title, cell(item), kind}; `collections`: what makes it look again.
 * `state` is the query, which `set` changes.
 */
export function liveTable(
  { path, query, columns, rowClass, collections, empty, label, onload, key = (item) => item.id },
) {
  const body = h("tbody");
  const table = h(
    "table",
    { class: "list" },
    h("caption", { class: "unseen" }, label),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map((one) =>
          h("th", { scope: "col", class: one.kind }, one.title || h("span", { class: "unseen" }, NAMES[one.kind]))
        ),
      ),
    ),
    body,
  );
  const foot = h("p", { class: "foot" });
  const note = h("p", { class: "held", hidden: true });
  let held = null;
  let isLate = false;
  let isLooking = false;
  let isWanted = false;
  const place = h("div", { class: "rows" });
  const rows = new Map();
  let state = { ...query };
  let wanted = PAGE;
  let turn = 0;
  let isDrawn = false;

  /** Looks again; what is asked meanwhile is asked once more afterwards, so that every answer is drawn, however fast changes come. */
  async function refresh() {
    isWanted = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (isWanted) {
        isWanted = false;
        await lookOnce();
      }
    } finally {
      isLooking = false;
    }
  }

  async function lookOnce() {
    const mine = turn;
    isLate = false;
    const timer = isDrawn ? null : setTimeout(() => put(place, loading()), 200);
    try {
      const answer = await fetchRows();
      clearTimeout(timer);
      if (mine !== turn) return;
      draw(answer);
      onload?.(answer);
    } catch (refusal) {
      clearTimeout(timer);
      if (mine !== turn) return;
      if (isDrawn) {
        place.classList.add("stale");
        put(foot, `As it was. ${refusal.message} `, h("button", { type: "button", onclick: refresh }, "Try again"));
      } else {
        put(place, failure(refusal, refresh));
      }
    }
  }

  /** As many rows as are wanted, by as many requests as that takes. */
  async function fetchRows() {
    const answer = await get(path, { ...state, limit: Math.min(wanted, MOST) });
    while (answer.next && answer.items.length < wanted) {
      const rest = wanted - answer.items.length;
      const more = await get(path, { ...state, limit: Math.min(rest, MOST), after: answer.next });
      answer.items.push(...more.items);
      answer.next = more.next;
    }
    return answer;
  }

  /** What stands out when it changes: not how far the document has got meanwhile. */
  const essence = (item) => JSON.stringify({ ...item, reach: null });

  /** Whether moving rows would take them from under somebody's hands. */
  const isHeld = () =>
    (matchMedia("(hover: hover)").matches && body.matches(":hover")) || body.contains(document.activeElement);

  function settle() {
    if (isHeld()) return;
    if (isLate) refresh();
    else if (held) draw(held);
  }
  for (const name of ["mouseleave", "focusout"]) body.addEventListener(name, () => setTimeout(settle, 100));

  /** Renews rows where they are, and says how many wait. */
  function hold(answer) {
    held = answer;
    for (const item of answer.items) {
      const old = rows.get(key(item));
      if (old) placeRow(item, following(old.element), false);
    }
    const fresh = answer.items.filter((item) => !rows.has(key(item))).length;
    const text = fresh ? `${count(fresh, "new row")}` : "The order has changed";
    note.hidden = false;
    put(note, `${text}. `, button("Show", () => draw(held)));
    if (fresh) say(text);
  }

  function draw(answer) {
    const { items, next, count: all } = answer;
    place.classList.remove("stale");
    if (isDrawn && items.length && held !== answer && isHeld()) {
      const order = items.map(key);
      const now = [...body.rows].filter((row) => !row.classList.contains("leaving")).map((row) => row.dataset.id);
      if (order.length !== now.length || now.some((id, index) => id !== String(order[index]))) return hold(answer);
    }
    held = null;
    note.hidden = true;
    if (!items.length) {
      rows.clear();
      body.replaceChildren();
      put(place, empty(state));
      isDrawn = false;
      return;
    }
    const isFirst = !isDrawn;
    if (isFirst) put(place, note, h("div", { class: "scroll" }, table), foot);
    isDrawn = true;
    const ids = new Set(items.map(key));
    const gone = new Map([...rows].filter(([id]) => !ids.has(id)).map(([id, { element }]) => [element, id]));
    // From the last on, so that each of several at the end is seen to be pushed out.
    for (const element of [...body.rows].reverse()) {
      if (gone.has(element)) leave(gone.get(element), rows.get(gone.get(element)), next && !following(element));
    }
    let before = null;
    for (const item of [...items].reverse()) before = placeRow(item, before, isFirst);
    put(
      foot,
      next
        ? h("button", {
          type: "button",
          onclick: () => {
            wanted += PAGE;
            refresh();
          },
        }, `Show more (${items.length} of ${all})`)
        : null,
    );
  }

  function placeRow(item, before, isFirst) {
    const text = JSON.stringify(item);
    const old = rows.get(key(item));
    let element = old?.element;
    if (old && old.text !== text && old.element.querySelector(":is(input, select, textarea):focus")) {
      isLate = true;
    } else if (!old || old.text !== text) {
      element = h(
        "tr",
        { class: rowClass?.(item), "data-id": key(item) },
        columns.map((one) => h("td", { class: one.kind, "data-title": one.title }, one.cell(item))),
      );
      if (old) {
        const focused = old.element.contains(document.activeElement)
          ? [...old.element.querySelectorAll("a,button,input")].indexOf(document.activeElement)
          : -1;
        old.element.replaceWith(element);
        if (focused >= 0) element.querySelectorAll("a,button,input")[focused]?.focus();
      }
      if (!isFirst && !old) freshen(element).classList.add("added");
      if (!isFirst && old && essence(item) !== essence(old.item)) freshen(element);
      rows.set(key(item), { element, text, item });
    }
    if (following(element) !== before || element.parentNode !== body) body.insertBefore(element, before);
    return element;
  }

  /** The row after a row; those that are leaving stand for nothing, so that none is moved because of them. */
  function following(element) {
    let next = element.nextSibling;
    while (next?.classList.contains("leaving")) next = next.nextSibling;
    return next;
  }

  /** A row that is only pushed out at the end of a part goes without a motion. */
  function leave(id, row, isPushed) {
    rows.delete(id);
    if (isPushed || isStill()) return row.element.remove();
    row.element.classList.add("leaving");
    setTimeout(() => row.element.remove(), 300);
  }

  refresh();
  return {
    element: place,
    refresh,
    /** Looks again if rows of the feed touch what is listed; null stands for anything. */
    look(rows) {
      const isTouched = (row) => row.documents.some((one) => collections.includes(one.collection));
      if (rows === null || rows.some(isTouched)) refresh();
    },
    set(change) {
      turn += 1;
      state = { ...state, ...change };
      wanted = PAGE;
      rows.clear();
      body.replaceChildren();
      isDrawn = false;
      refresh();
    },
  };
}

/** Moves through the rows of a page's list by the keyboard. */
export function moveInRows(step) {
  const all = [...document.querySelectorAll("main table.list tbody tr a")].filter((one, index, list) =>
    list.findIndex((other) => other.closest("tr") === one.closest("tr")) === index
  );
  const now = all.findIndex((one) => one.closest("tr").contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, now + step))]?.focus();
}
