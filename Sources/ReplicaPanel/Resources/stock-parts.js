// What the pages of the stock share: words, chips, the level against its goal, and the dialogs that move goods.

import { h, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { dialog, field, filled, form, formDialog } from "/app/ui.js";
import { toast } from "/app/toasts.js";

/** Words that addresses below /stock have for themselves. */
const TAKEN = new Set(["moves", "count", "order", "sheet"]);
const REASONS = {
  received: ["↓", "Received", "good"],
  sold: ["↑", "Sold", "open"],
  returned: ["↩", "Came back", "good"],
  counted: ["✓", "Counted", "mute"],
  moved: ["⇄", "Moved", "mute"],
  damaged: ["✕", "Damaged", "bad"],
  lost: ["?", "Lost", "bad"],
  "own-use": ["⌂", "Used here", "mute"],
  correction: ["✎", "Correction", "warn"],
};

/** The reasons for which stock moves, with their words. */
export const reasonWords = Object.entries(REASONS).map(([key, [, word]]) => [key, word]);

/** A reason in a word. */
export const reasonWord = (reason) => REASONS[reason]?.[1] ?? reason;

/** A reason: a sign, a word, a colour. */
export function reasonChip(reason) {
  const [sign, word, tone] = REASONS[reason] ?? ["•", reason, "mute"];
  return h("span", { class: `chip ${tone}` }, h("span", { "aria-hidden": "true" }, sign), word);
}

/** The page of a product. */
export const productHref = (one) =>
  `/stock/${encodeURIComponent(one.sku && !TAKEN.has(one.sku) ? one.sku : one.product ?? one.id)}`;

/** Every product that a query admits, however many pages it takes. */
export async function everyProduct(query = {}) {
  const items = [];
  let page = { next: null };
  do {
    page = await get("/api/product", { ...query, sort: "sku", limit: 1000, after: page.next });
    items.push(...page.items);
  } while (page.next);
  return items;
}

// MARK: Places

const places = new Set();

/** Takes note of the places where products lie, so that they can be chosen. */
export function learnPlaces(products) {
  for (const one of products) for (const place of one.places ?? []) if (place.location) places.add(place.location);
}

/** The places that are known, by name. */
export const knownPlaces = () => [...places].sort((one, other) => one.localeCompare(other));

export const placeName = (location) => location || "The shop itself";

/** What lies elsewhere than in the shop itself, in words. */
export const elsewhere = (one) =>
  (one.places ?? []).filter((place) => place.location && place.level).map((place) => `${place.location} ${place.level}`)
    .join(", ");

/** What can be sold: what lies in the shop itself. */
export const available = (one) => (one.places ?? []).find((place) => !place.location)?.level ?? 0;

// MARK: Levels

/** What a level is measured against: the target, or twice the threshold. */
export const goal = (one) => one.target ?? (one.threshold ? one.threshold * 2 : null);

/** A bar with the level, the threshold marked on it, and both in words. */
export function levelMeter(one) {
  const full = Math.max(goal(one) ?? 0, one.level, 1);
  const bar = h("span", { class: `meter ${one.state}`, "aria-hidden": "true" }, h("i"), h("b"));
  bar.firstChild.style.inlineSize = `${Math.max(0, Math.min(100, (one.level / full) * 100))}%`;
  bar.lastChild.style.insetInlineStart = `${Math.min(100, ((one.threshold ?? 0) / full) * 100)}%`;
  if (one.threshold === null || one.threshold === undefined) bar.lastChild.hidden = true;
  return h(
    "span",
    { class: "metered" },
    h("span", {}, h("strong", {}, one.level), goal(one) === null ? null : ` of ${goal(one)}`),
    bar,
  );
}

// MARK: Keeping one's place

const FOCUSABLE = "a, button, input, select, textarea, summary";

/** Puts children in the place of those that are there; the focus and what was unfolded stay. */
export function redraw(place, ...children) {
  const all = [...place.querySelectorAll(FOCUSABLE)];
  const index = all.indexOf(document.activeElement);
  const open = new Set([...place.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
  put(place, ...children);
  for (const summary of place.querySelectorAll("details > summary")) {
    if (open.has(summary.textContent)) summary.parentNode.open = true;
  }
  if (index >= 0) place.querySelectorAll(FOCUSABLE)[index]?.focus({ preventScroll: true });
  return place;
}

// MARK: Dialogs

/** What was filled in, with whole numbers as numbers. */
export function numbers(values, names) {
  const result = { ...values };
  for (const name of names) {
    if (/^[-−+]?\d+$/.test(result[name] ?? "")) result[name] = Number(result[name].replace("−", "-"));
  }
  return result;
}

const ADJUSTMENTS = ["damaged", "lost", "own-use", "returned", "correction"];
const quantity = (hint) => ({
  name: "quantity",
  label: "How many",
  type: "whole",
  required: true,
  autofocus: true,
  hint,
});
const note = (hint) => ({ name: "note", label: "Note", hint });

/** The places of a product for a choice, with what lies there. */
const placeOptions = (one) => {
  const own = one.places ?? [];
  const names = new Set(["", ...own.map((place) => place.location), ...knownPlaces()]);
  return [...names].map((name) => {
    const level = own.find((place) => place.location === name)?.level;
    return [name, level ? `${placeName(name)} (${level})` : placeName(name)];
  });
};

/** A choice among places, and a field for one that is new. */
function placeFields(one, { name, label }) {
  const choice = field({ name, label, options: [...placeOptions(one), ["+", "Another place"]], value: "" });
  const fresh = field({ name: `${name}New`, label: "Name of the place", placeholder: "Cellar" });
  fresh.hidden = true;
  choice.input.addEventListener("change", () => {
    fresh.hidden = choice.input.value !== "+";
    if (!fresh.hidden) fresh.input.focus();
  });
  return [choice, fresh];
}

/** The place that was chosen or typed; undefined for the shop itself. */
const chosenPlace = (values, name) => (values[name] === "+" ? values[`${name}New`] : values[name]) || undefined;

async function move(one, word, body, text, done) {
  const after = await write("POST", at("stock", one.sku, word), body);
  toast({
    text: `${text} ${after.before === after.after ? "" : `${after.before} → ${after.after}`}`.trim(),
    tone: "good",
  });
  done?.();
  return after;
}

/** Asks what came in. */
export const receiveDialog = (one, done) =>
  formDialog(`Receive ${one.sku}`, {
    fields: [
      quantity(),
      ...placeFields(one, { name: "location", label: "Where to" }),
      note("Such as the delivery note."),
    ],
    submit: "Receive",
    onsubmit: (values) =>
      move(
        one,
        "receive",
        numbers(filled({ quantity: values.quantity, note: values.note, location: chosenPlace(values, "location") }), [
          "quantity",
        ]),
        `Received ${values.quantity} of ${one.sku}.`,
        done,
      ),
  });

/** Asks what was lost, damaged, used or came back. */
export const adjustDialog = (one, done) =>
  formDialog(`Adjust ${one.sku}`, {
    fields: [
      quantity("Negative only for a correction."),
      { name: "reason", label: "Why", options: ADJUSTMENTS.map((key) => [key, reasonWord(key)]) },
      ...placeFields(one, { name: "location", label: "Where" }),
      note("A correction needs one."),
    ],
    submit: "Adjust",
    onsubmit: (values) =>
      move(
        one,
        "adjust",
        numbers(
          filled({
            quantity: values.quantity,
            reason: values.reason,
            note: values.note,
            location: chosenPlace(values, "location"),
          }),
          ["quantity"],
        ),
        `Adjusted ${one.sku}.`,
        done,
      ),
  });

/** Asks how many are there; what was known when the dialog opened goes with the count. */
export async function countDialog(one, done) {
  // What this page knew when the counting began: what moves meanwhile comes on top.
  const page = await get("/api/stock", { text: one.sku, limit: 1000 }).catch(() => null);
  const level = page?.items.find((item) => item.id === one.id);
  const scans = new Map((level?.places ?? []).map((place) => [place.location, place.scan]));
  formDialog(`Count ${one.sku}`, {
    fields: [
      {
        name: "counted",
        label: "How many are there",
        type: "whole",
        required: true,
        autofocus: true,
        hint: "What is sold elsewhere while you count is taken into account.",
      },
      ...placeFields(one, { name: "location", label: "Where" }),
      note("Why it differs, if it does."),
    ],
    submit: "Apply the count",
    onsubmit: (values) => {
      const location = chosenPlace(values, "location");
      return move(
        one,
        "count",
        numbers(
          filled({
            counted: values.counted,
            note: values.note,
            location,
            scan: scans.get(location ?? "") ?? undefined,
          }),
          ["counted"],
        ),
        `Counted ${values.counted} of ${one.sku}.`,
        done,
      );
    },
  });
}

/** Asks what goes from which place to which. */
export function moveDialog(one, done) {
  const own = (one.places ?? []).filter((place) => place.level > 0);
  const from = field({
    name: "location",
    label: "From",
    options: (own.length ? own : [{ location: "", level: 0 }]).map((place) => [
      place.location,
      `${placeName(place.location)} (${place.level})`,
    ]),
    value: own[0]?.location ?? "",
  });
  const [to, fresh] = placeFields(one, { name: "to", label: "To" });
  const other = placeOptions(one).find(([name]) => name !== from.input.value);
  to.input.value = other ? other[0] : "+";
  to.input.dispatchEvent(new Event("change"));
  dialog(`Move ${one.sku}`, (close) =>
    form({
      fields: [quantity(), from, to, fresh, note()],
      submit: "Move",
      oncancel: close,
      onsubmit: async (values) => {
        await move(
          one,
          "move",
          {
            ...numbers(filled({ quantity: values.quantity, note: values.note, location: values.location }), [
              "quantity",
            ]),
            to: chosenPlace(values, "to") ?? "",
          },
          `Moved ${values.quantity} of ${one.sku} to ${placeName(chosenPlace(values, "to"))}.`,
          done,
        );
        close();
      },
    }));
}

/** Everything that can be done with a product's stock, as one list of buttons. */
export function actionsDialog(one, done) {
  dialog(`${one.sku} · ${one.name}`, (close) => {
    const act = (text, run) =>
      h("button", {
        type: "button",
        onclick: () => {
          close();
          run(one, done);
        },
      }, text);
    return h(
      "div",
      { class: "sheet-actions" },
      act("Receive", receiveDialog),
      act("Adjust", adjustDialog),
      act("Count", countDialog),
      act("Move", moveDialog),
      h("a", { class: "button", href: productHref(one), onclick: close }, "Open the product"),
      h("button", { type: "button", class: "quiet", onclick: close }, "Close"),
    );
  });
}
