// A list of documents that stays true: it asks the node again when something changed, and moves only what differs.

import { h, isStill, put } from "/app/dom.js";
import { get } from "/app/api.js";
import { failure, loading } from "/app/ui.js";

const PAGE = 200;

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
  const place = h("div", { class: "rows" });
  const rows = new Map();
  let state = { ...query };
  let wanted = PAGE;
  let turn = 0;
  let isDrawn = false;

  async function refresh() {
    const mine = (turn += 1);
    const timer = isDrawn ? null : setTimeout(() => put(place, loading()), 200);
    try {
      const answer = await get(path, { ...state, limit: wanted });
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

  function draw({ items, next, count }) {
    place.classList.remove("stale");
    if (!items.length) {
      rows.clear();
      body.replaceChildren();
      put(place, empty(state));
      isDrawn = false;
      return;
    }
    const isFirst = !isDrawn;
    if (isFirst) put(place, h("div", { class: "scroll" }, table), foot);
    isDrawn = true;
    const ids = new Set(items.map(key));
    for (const [id, row] of rows) if (!ids.has(id)) leave(id, row);
    let before = null;
    for (const item of [...items].reverse()) before = placeRow(item, before, isFirst);
    put(
      foot,
      next
        ? h("button", {
          type: "button",
          onclick: () => {
            wanted = Math.min(wanted + PAGE, 1000);
            refresh();
          },
        }, `Show more (${items.length} of ${count})`)
        : null,
    );
  }

  function placeRow(item, before, isFirst) {
    const text = JSON.stringify(item);
    const old = rows.get(key(item));
    let element = old?.element;
    if (!old || old.text !== text) {
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
      if (!isFirst) element.classList.add(old ? "changed" : "added");
      rows.set(key(item), { element, text });
    }
    if (element.nextSibling !== before || element.parentNode !== body) body.insertBefore(element, before);
    return element;
  }

  function leave(id, row) {
    rows.delete(id);
    if (isStill()) return row.element.remove();
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
