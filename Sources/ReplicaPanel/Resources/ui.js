// What all views are made of: chips, marks, dialogs with forms, states of loading, emptiness and failure.

import { add, h, put, say } from "/app/dom.js";
import { Refusal } from "/app/api.js";
import { due } from "/app/format.js";
import { toast } from "/app/toasts.js";

const PAYMENT = {
  open: ["○", "Open", "open"],
  reported: ["◔", "Reported", "warn"],
  disputed: ["!", "Disputed", "bad"],
  "partly-paid": ["◐", "Partly paid", "warn"],
  paid: ["●", "Paid", "good"],
  refunded: ["↩", "Refunded", "mute"],
  "written-off": ["–", "Written off", "mute"],
  void: ["✕", "Void", "mute"],
  "void-to-give-back": ["✕", "Void, give back", "bad"],
};
const NEWS = { new: "New", changed: "Changed", paid: "Paid" };
const STOCK = {
  ok: ["●", "OK", "good"],
  low: ["▾", "Low", "warn"],
  out: ["○", "Out", "bad"],
  "below-zero": ["▼", "Below zero", "bad"],
};

const chip = ([icon, word, tone]) =>
  h("span", { class: `chip ${tone}` }, h("span", { "aria-hidden": "true" }, icon), word);

/** The state of a bill: a sign, a word and a colour. */
export function billChip(bill, withDue = true) {
  if (bill.state === "draft") return chip(["✎", "Draft", "mute"]);
  const chips = [
    ...(bill.news ? [h("span", { class: "news" }, NEWS[bill.news])] : []),
    chip(PAYMENT[bill.payment] ?? ["?", bill.payment ?? bill.state, "mute"]),
  ];
  if (withDue && bill.overdueDays) chips.push(chip(["!", due(bill), "bad"]));
  if (bill.toGiveBack?.minor > 0 && bill.payment !== "void-to-give-back") {
    chips.push(chip(["↩", "To give back", "warn"]));
  }
  if (bill.unanswered > 0) chips.push(chip(["?", "Question", "warn"]));
  if (bill.contradictory || bill.conflicts?.length) chips.push(chip(["⚠", "Conflict", "warn"]));
  return chips;
}

/** The state of a product's stock. */
export const stockChip = (product) => chip(STOCK[product.state] ?? ["?", product.state, "mute"]);

/** How far a document has got: a ring that is hollow, half or gone, with its words. */
export function ring(reach) {
  const isEverywhere = !reach || reach.reached >= reach.members;
  const kind = isEverywhere ? "all" : reach.reached === 0 ? "here" : "some";
  const text = reach?.text ?? "everywhere";
  return h("span", { class: `ring ${kind}`, role: "img", title: text, "aria-label": text });
}

/** A bar with the level against the threshold, and its words beside it. */
export function meter(product) {
  const goal = Math.max(product.threshold ?? 0, 1);
  const top = Math.max(goal * 2, product.level, 1);
  const bar = h("span", { class: `meter ${product.state}`, "aria-hidden": "true" }, h("i"), h("b"));
  bar.firstChild.style.inlineSize = `${Math.max(0, Math.min(100, (product.level / top) * 100))}%`;
  bar.lastChild.style.insetInlineStart = `${Math.min(100, (goal / top) * 100)}%`;
  if (product.threshold === null || product.threshold === undefined) bar.lastChild.hidden = true;
  return bar;
}

/** Rows that are being fetched; shown only if it takes long enough to be noticed. */
export const loading = (rows = 6) =>
  h(
    "div",
    { class: "skeleton", "aria-busy": "true", "aria-label": "Loading" },
    Array.from({ length: rows }, () => h("span")),
  );

/** Nothing there: what it is, and what to do. */
export const empty = (title, text, ...actions) =>
  h(
    "div",
    { class: "empty" },
    h("h2", {}, title),
    h("p", {}, text),
    actions.length ? h("p", { class: "actions" }, actions) : null,
  );

/** What could not be shown: what, why, and a way to try again. */
export const failure = (refusal, retry) =>
  refusal.field === "where" ? h("p", { class: "flaw", role: "status" }, `${refusal.message} ${refusal.hint}`) : h(
    "div",
    { class: "failure", role: "alert" },
    h("h2", {}, "This can't be shown now"),
    h("p", {}, refusal.message),
    refusal.hint ? h("p", {}, refusal.hint) : null,
    h("p", { class: "code" }, `Code: ${refusal.code ?? "error"}`),
    retry ? h("p", { class: "actions" }, button("Try again", retry)) : null,
  );

/** A button. */
export const button = (text, onclick, kind = "") => h("button", { type: "button", class: kind, onclick }, text);

/** Buttons of which one is chosen: `tabs` are pairs of a key and a word, `chosen` says which now, `choose` takes another. */
export function tabBar(label, tabs, chosen, choose) {
  const bar = h("div", { class: "tabs", role: "group", "aria-label": label });
  const draw = () =>
    put(
      bar,
      tabs.map(([key, word]) =>
        h("button", {
          type: "button",
          "aria-pressed": String(key === chosen()),
          onclick: () => {
            choose(key);
            draw();
            bar.querySelector("[aria-pressed=true]")?.focus();
          },
        }, word)
      ),
    );
  draw();
  return { element: bar, draw };
}

/** A headed part of a page. */
export const card = (title, ...content) => h("section", { class: "card" }, title ? h("h2", {}, title) : null, content);

/** Pairs of a name and a value; those without a value are left out. */
export const facts = (pairs) =>
  h(
    "dl",
    { class: "facts" },
    pairs.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );

/** The title of a page with its actions. */
export const heading = (title, ...actions) =>
  h(
    "div",
    { class: "heading" },
    h("h1", { tabindex: "-1" }, title),
    actions.length ? h("div", { class: "actions" }, actions) : null,
  );

let fieldNumber = 0;

/** A labelled field with room for what is wrong with it. */
export function field({ name, label, type = "text", value = "", hint, options, required, suggest, ...rest }) {
  const id = `f${(fieldNumber += 1)}`;
  const described = `${id}h ${id}e`;
  const common = { id, name, required, "aria-describedby": described, ...rest };
  let input;
  if (options) {
    input = h(
      "select",
      common,
      options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
    );
  } else if (type === "textarea") {
    input = h("textarea", { rows: 3, ...common, value });
  } else if (type === "checkbox") {
    input = h("input", { ...common, type, checked: value === true });
  } else {
    const mode = type === "amount" ? "decimal" : type === "whole" ? "numeric" : null;
    input = h("input", { autocomplete: "off", ...common, type: mode ? "text" : type, inputmode: mode, value });
  }
  const list = suggest ? h("datalist", { id: `${id}l` }) : null;
  if (list) {
    input.setAttribute("list", list.id);
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(
        async () =>
          put(
            list,
            (await suggest(input.value).catch(() => [])).map(([key, text]) => h("option", { value: key }, text)),
          ),
        120,
      );
    });
    suggest("").then((found) => put(list, found.map(([key, text]) => h("option", { value: key }, text))), () => {});
  }
  const box = h(
    "div",
    { class: `field ${type}` },
    h(
      "label",
      { for: id },
      label,
      required || options || type === "checkbox" ? null : h("span", { class: "optional" }, " (optional)"),
    ),
    input,
    list,
    hint ? h("p", { class: "hint", id: `${id}h` }, hint) : null,
    h("p", { class: "error", id: `${id}e` }),
  );
  box.input = input;
  box.say = (text) => {
    box.querySelector(".error").textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  input.addEventListener("input", () => box.say(""));
  return box;
}

/** A form whose failures are told beside the field that they are of, and in a summary; what was typed stays. */
export function form({ fields, submit, onsubmit, oncancel, extra }) {
  const boxes = fields.map((one) => (one instanceof Node ? one : field(one)));
  const summary = h("p", { class: "summary", role: "alert" });
  const go = h("button", { type: "submit", class: "primary" }, submit);
  const element = h(
    "form",
    { novalidate: true },
    boxes,
    extra,
    summary,
    h("p", { class: "actions" }, go, oncancel ? button("Cancel", oncancel) : null),
  );
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    summary.textContent = "";
    const values = {};
    let first = null;
    for (const box of boxes) {
      if (!box.input) continue;
      const { input } = box;
      values[input.name] = input.type === "checkbox" ? input.checked : input.value.trim();
      if (input.required && values[input.name] === "") {
        box.say("This is needed.");
        first ??= input;
      }
    }
    if (first) return first.focus();
    go.disabled = true;
    go.setAttribute("aria-busy", "true");
    try {
      await onsubmit(values);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) console.error(refusal);
      const box = boxes.find((one) => one.input && refusal.field && one.input.name === refusal.field);
      const text = [refusal.message, refusal.hint].filter(Boolean).join(" ");
      if (box) {
        box.say(text);
        box.input.focus();
      } else {
        summary.textContent = text;
      }
      say(text, true);
    } finally {
      go.disabled = false;
      go.removeAttribute("aria-busy");
    }
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) element.requestSubmit();
  });
  return element;
}

/** A dialog; the focus goes back to where it was. */
export function dialog(title, build) {
  const opener = document.activeElement;
  const element = h("dialog", { "aria-labelledby": "dialog-title" });
  const close = () => element.close();
  add(element, [h("h2", { id: "dialog-title" }, title), build(close)]);
  element.addEventListener("close", () => {
    element.remove();
    if (opener?.isConnected) opener.focus();
  });
  document.body.append(element);
  element.showModal();
  return close;
}

/** A dialog that is a form. */
export const formDialog = (title, { onsubmit, ...rest }) =>
  dialog(title, (close) =>
    form({
      ...rest,
      oncancel: close,
      onsubmit: async (values) => {
        await onsubmit(values);
        close();
      },
    }));

/** Leaves out what was not filled in. */
export const filled = (values) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== "" && value !== false && value !== undefined),
  );

/** Says why something was not done. */
export const complain = (refusal) =>
  toast({ text: [refusal.message, refusal.hint].filter(Boolean).join(" "), tone: "bad" });
