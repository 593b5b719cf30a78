// What people have to decide, with both sides.

import { h, link, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { time } from "/app/format.js";
import { button, complain, empty, failure, heading, loading } from "/app/ui.js";
import { productHref } from "/app/stock-parts.js";
import { toast } from "/app/toasts.js";

/** The page of a document. */
export function documentHref({ collection, key, id }) {
  const bill = `/bills/${encodeURIComponent(key ?? id)}`;
  return {
    bill,
    payment: bill,
    credit: bill,
    question: bill,
    product: productHref({ sku: key, id }),
    member: "/peers",
    settings: "/settings",
    customer: `/customers/${encodeURIComponent(id)}`,
    draft: `/drafts/${encodeURIComponent(id)}`,
  }[collection];
}

/** Both sides of a conflict, with who and when; `keep` gives what a side's button does. */
export const sidesOf = (one, keep) =>
  one.sides.length
    ? h(
      "ul",
      { class: "sides" },
      one.sides.map((side) =>
        h(
          "li",
          { class: side.shown ? "shown" : "" },
          h("strong", {}, one.canResolve ? `${side.key.toUpperCase()}: ${side.text}` : side.text),
          h(
            "small",
            { class: "mute" },
            [side.by, side.nodeName, side.madeAt ? time(side.madeAt) : "", side.shown ? "shown now" : ""]
              .filter(Boolean).join(" · "),
          ),
          one.canResolve ? button(`Keep ${side.key.toUpperCase()}`, keep(side)) : null,
        )
      ),
    )
    : null;

/** Chooses a side of the card that has the focus by its number, and moves between cards. */
function useKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  const cards = [...document.querySelectorAll("main .conflict")];
  const now = cards.findIndex((one) => one.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    cards[Math.max(0, Math.min(cards.length - 1, now + (event.key === "j" ? 1 : -1)))]?.focus();
  } else if (/^[1-9]$/.test(event.key)) {
    cards[now]?.querySelectorAll(".sides button")[Number(event.key) - 1]?.focus();
  }
}

export function conflicts() {
  const place = h("div", { class: "cards wide" }, loading(3));
  let text = null;
  async function refresh() {
    try {
      const { items } = await get("/api/conflicts");
      if (text === JSON.stringify(items)) return;
      text = JSON.stringify(items);
      put(
        place,
        items.length ? items.map(draw) : empty(
          "Nothing to decide",
          "Where two computers wrote different things while apart, both are kept and listed here.",
        ),
      );
    } catch (refusal) {
      if (text === null) put(place, failure(refusal, refresh));
    }
  }
  const keep = (one, side) => async (event) => {
    event.currentTarget.disabled = true;
    try {
      await write("POST", at("conflicts", one.id), { keep: side.key });
      toast({ text: "Decided, for all computers.", tone: "good" });
    } catch (refusal) {
      complain(refusal);
    }
    await refresh();
    place.querySelector(".conflict")?.focus();
  };
  const draw = (one) =>
    h(
      "section",
      { class: "card conflict", tabindex: "-1" },
      h("h2", {}, one.document?.key ? link(documentHref(one.document) ?? "/conflicts", one.document.key) : "To decide"),
      h("p", {}, one.text),
      sidesOf(one, (side) => keep(one, side)),
      one.hint ? h("p", { class: "mute" }, one.hint) : null,
    );
  document.addEventListener("keydown", useKeys);
  refresh();
  return {
    title: "Conflicts",
    element: h("div", {}, heading("Conflicts"), place),
    refresh,
    leave: () => document.removeEventListener("keydown", useKeys),
  };
}
