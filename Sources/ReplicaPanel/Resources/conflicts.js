// What people have to decide, with both sides and what each would change; what was decided, by the rules or by people, with a way
// back; and what broke a rule and never took effect.

import { h, link, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, time } from "/app/format.js";
import { button, complain, empty, failure, heading, loading, tabBar } from "/app/ui.js";
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

/** The sides of a conflict or a decision, with who and when; `word` marks the one that holds, `extra` gives what stands beside one. */
const sideList = (one, isLettered, word, extra) =>
  one.sides.length
    ? h(
      "ul",
      { class: "sides" },
      one.sides.map((side) =>
        h(
          "li",
          { class: side.shown ? "shown" : "" },
          h("strong", {}, isLettered ? `${side.key.toUpperCase()}: ${side.text}` : side.text),
          h(
            "small",
            { class: "mute" },
            [side.user, side.nodeName, side.madeAt ? time(side.madeAt) : "", side.shown ? word : ""]
              .filter(Boolean).join(" · "),
          ),
          extra(side),
        )
      ),
    )
    : null;

/** Calls back once an element comes into sight: each look at effects is tried on the node, and a list may be long. */
function onSight(element, callback) {
  const watch = new IntersectionObserver(([first]) => {
    if (!first.isIntersecting) return;
    watch.disconnect();
    callback();
  });
  watch.observe(element);
  return element;
}

/** Both sides of a conflict with what keeping each would change; `keep` gives what a side's button does. */
export function sidesOf(one, keep) {
  if (!one.canResolve) return sideList(one, false, "shown now", () => null);
  const effects = new Map(one.sides.map((side) => [side.key, h("div", { class: "effects" })]));
  const show = ({ side, effects: all, refusal }) =>
    put(
      effects.get(side),
      refusal ? h("small", { class: "mute" }, `Can't be kept: ${refusal}`) : all.length
        ? h("ul", {}, all.map(({ what, before, after }) => h("li", {}, `${what}: ${before} → ${after}`)))
        : h("small", { class: "mute" }, "Changes nothing else."),
    );
  const list = sideList(
    one,
    true,
    "shown now",
    (side) => [effects.get(side.key), button(`Keep ${side.key.toUpperCase()}`, keep(side))],
  );
  return onSight(list, () =>
    get(`${at("conflicts", one.id)}/effects`).then(({ items }) => items.forEach(show), () => {
      // The sides can be judged without.
    }));
}

const NOTHING = {
  open: ["Nothing to decide", "Where two computers wrote different things while apart, both are kept and listed here."],
  people: ["Nobody has decided anything yet", "Decisions are kept here, and a discarded value can be taken back."],
  rule: ["No rule has decided alone", "Where two computers did the same while apart, one rule makes one of it."],
  refused: ["Nothing was refused", "A change that breaks a rule is kept here, and has no effect on any computer."],
};

/** What each tab asks for and how one of its items looks. */
const TABS = [
  ["open", "Open", () => get("/api/conflicts"), openCard],
  ["people", "Decided by people", (before) => get("/api/decisions", { by: "people", before }), decisionCard],
  ["rule", "Decided by rule", (before) => get("/api/decisions", { by: "rule", before }), decisionCard],
  ["refused", "Refused", () => get("/api/refusals"), refusalCard],
];

const title = ({ document }) =>
  h("h2", {}, document?.key ? link(documentHref(document) ?? "/conflicts", document.key) : document?.collection ?? "");

function openCard(one, decide) {
  const keep = (side) => decide(at("conflicts", one.id), side.key, "Decided, for all computers.");
  return h(
    "section",
    { class: "card conflict", tabindex: "-1" },
    one.document?.key ? title(one) : h("h2", {}, "To decide"),
    h("p", {}, one.text),
    sidesOf(one, keep),
    one.hint ? h("p", { class: "mute" }, one.hint) : null,
  );
}

function decisionCard(one, decide) {
  const back = (side) => decide(at("decisions", one.id), side.id, `${side.text} holds again.`);
  const who = [one.user, one.nodeName].filter(Boolean).join(" at ");
  return h(
    "section",
    { class: "card conflict", tabindex: "-1" },
    title(one),
    h("p", {}, one.text),
    sideList(one, false, "kept", (side) =>
      one.canTakeBack && !side.holds
        ? button("Let this hold", back(side))
        : side.holds && !side.shown
        ? h("small", { class: "good" }, "holds now")
        : null),
    h("p", { class: "mute" }, `${one.by === "rule" ? "Met by what was written" : "Decided"} by ${who}, ${time(one.at)}`),
  );
}

function refusalCard(one) {
  const who = [one.user, one.nodeName].filter(Boolean).join(" at ");
  return h(
    "section",
    { class: "card conflict", tabindex: "-1" },
    h("h2", {}, `From ${who}`),
    h("p", {}, `Refused: ${one.reason}.`),
    h(
      "ul",
      {},
      one.documents.map((document) => {
        const name = `${document.collection} ${document.key ?? document.id}`;
        const href = document.key ? documentHref(document) : null;
        return h("li", {}, href ? link(href, name) : name);
      }),
    ),
    h("p", { class: "mute" }, "Made ", time(one.madeAt), ", here since ", time(one.receivedAt), "."),
  );
}

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

/** How soon lists of what was decided look again after a change, in milliseconds: the node reads its feed and log for them. */
const PATIENCE = 3_000;

export function conflicts() {
  const asked = new URLSearchParams(location.search).get("tab");
  let tab = TABS.find(([id]) => id === asked) ?? TABS[0];
  const place = h("div", { class: "cards wide" }, loading(3));
  const foot = h("p", { class: "actions" });
  let items = null;
  let next = null;
  /** The first page as it was drawn: nothing is drawn anew for the same. */
  let drawn = null;
  let timer = null;
  async function refresh() {
    const [id, , ask] = tab;
    try {
      const answer = await ask();
      if (tab[0] !== id) return;
      const text = JSON.stringify(answer.items);
      if (drawn === text) return;
      drawn = text;
      items = answer.items;
      next = answer.next ?? null;
      draw();
    } catch (refusal) {
      if (items === null && tab[0] === id) put(place, failure(refusal, refresh));
    }
  }
  async function more() {
    try {
      const answer = await tab[2](next);
      items = [...items, ...answer.items];
      next = answer.next;
      draw();
    } catch (refusal) {
      complain(refusal);
    }
  }
  function draw() {
    const [id, , , card] = tab;
    put(place, items.length ? items.map((one) => card(one, decide)) : empty(...NOTHING[id]));
    put(foot, next ? button(`Show older than these ${count(items.length, "entry", "entries")}`, more) : null);
  }
  const decide = (path, keep, done) => async (event) => {
    event.currentTarget.disabled = true;
    try {
      await write("POST", path, { keep });
      toast({ text: done, tone: "good" });
    } catch (refusal) {
      complain(refusal);
    }
    await refresh();
    place.querySelector(".conflict")?.focus();
  };
  const bar = tabBar("Which", TABS.map(([id, word]) => [id, word]), () => tab[0], (id) => {
    tab = TABS.find((one) => one[0] === id);
    history.replaceState(null, "", id === "open" ? "/conflicts" : `/conflicts?tab=${id}`);
    items = null;
    drawn = null;
    put(foot);
    put(place, loading(3));
    refresh();
  });
  document.addEventListener("keydown", useKeys);
  refresh();
  return {
    title: "Conflicts",
    element: h("div", {}, heading("Conflicts"), bar.element, place, foot),
    refresh: (rows) => {
      if (tab[0] === "open" || rows === null) return refresh();
      timer ??= setTimeout(() => {
        timer = null;
        refresh();
      }, PATIENCE);
    },
    leave: () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", useKeys);
    },
  };
}
