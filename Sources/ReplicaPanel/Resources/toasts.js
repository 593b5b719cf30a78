// Short messages: five seconds, longer while they are looked at; errors and warnings stay. At most three at once; the rest is counted.
// All of them are kept in a list of this visit.

import { h, put, say } from "/app/dom.js";
import { time } from "/app/format.js";

const SECONDS = 5;
const MOST = 3;
const KEPT = 200;

const kept = [];
const shown = [];
const waiting = [];
let unread = 0;
let onchange = () => {};

/** Calls back when the list changes. */
export const watchToasts = (callback) => {
  onchange = callback;
};

/** How many messages were not looked at in the list. */
export const unreadToasts = () => unread;

/** Tells something. `tone`: info, good, warn, bad; warnings and errors stay until they are closed. Equal `merge` keys become one. */
export function toast({ text, tone = "info", href, action, merge, many }) {
  const isLasting = tone === "bad" || tone === "warn";
  const same = merge && [...shown, ...waiting].find((one) => one.merge === merge);
  if (same) {
    same.times += 1;
    same.text = many ? many(same.times) : text;
    same.href = many ? null : href;
    kept[kept.indexOf(same.record)] = Object.assign(same.record, { text: same.text, at: new Date() });
    if (same.element) draw(same);
    onchange();
    return;
  }
  const record = { text, tone, href, at: new Date() };
  kept.unshift(record);
  kept.length = Math.min(kept.length, KEPT);
  unread += 1;
  const one = { text, tone, href, action, merge, times: 1, isLasting, record };
  if (shown.length < MOST) show(one);
  else waiting.push(one);
  more();
  say(text, tone === "bad");
  onchange();
}

function show(one) {
  shown.push(one);
  one.element = h("div", { class: `toast ${one.tone}`, "data-toast": true });
  draw(one);
  document.getElementById("toasts").append(one.element);
  if (one.isLasting) return;
  let left = SECONDS * 1000;
  let since = Date.now();
  let timer = null;
  const run = () => {
    since = Date.now();
    timer ??= setTimeout(() => drop(one), left);
  };
  const hold = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    left = Math.max(1_000, left - (Date.now() - since));
  };
  const isHeld = () => document.hidden || one.element.matches(":hover, :focus-within");
  const settle = () => (isHeld() ? hold() : run());
  for (const name of ["mouseenter", "mouseleave", "focusin", "focusout", "touchstart"]) {
    one.element.addEventListener(name, () => setTimeout(settle));
  }
  one.onhide = settle;
  document.addEventListener("visibilitychange", settle);
  settle();
}

function draw(one) {
  put(
    one.element,
    h("span", { class: "sign", "aria-hidden": "true" }, { info: "●", good: "✓", warn: "▲", bad: "✕" }[one.tone]),
    one.href ? h("a", { href: one.href }, one.text) : h("span", {}, one.text),
    one.action
      ? h("button", {
        type: "button",
        onclick: () => {
          one.action.run();
          drop(one);
        },
      }, one.action.text)
      : null,
    h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => drop(one) }, "×"),
  );
}

function drop(one) {
  const index = shown.indexOf(one);
  if (index < 0) return;
  shown.splice(index, 1);
  if (one.onhide) document.removeEventListener("visibilitychange", one.onhide);
  one.element.classList.add("leaving");
  setTimeout(() => one.element.remove(), 300);
  if (waiting.length) show(waiting.shift());
  more();
}

function more() {
  const box = document.getElementById("toasts");
  box.querySelector(".more")?.remove();
  if (waiting.length) box.append(h("p", { class: "more" }, `+${waiting.length} more`));
}

/** Closes the newest; false if there is none. */
export function dropNewest() {
  const one = shown.at(-1);
  if (one) drop(one);
  return Boolean(one);
}

/** Moves the focus to the newest. */
export const focusNewest = () => shown.at(-1)?.element.querySelector("a, button")?.focus();

/** The list of all messages; looking at it marks them as read. */
export function toastList() {
  unread = 0;
  onchange();
  if (!kept.length) return h("p", {}, "No messages yet. What happens on other computers is told here.");
  return h(
    "ul",
    { class: "messages" },
    kept.map((one) =>
      h(
        "li",
        { class: one.tone },
        one.href ? h("a", { href: one.href }, one.text) : one.text,
        " ",
        h("time", {}, time(one.at)),
      )
    ),
  );
}
