// Short messages: they go after a while, later while they are looked at or the page is hidden; warnings and errors stay. At most three
// at once; the rest is counted. Equal ones become one.

import { h, put, say } from "/app/dom.js";

const MOST = 3;
/** How long they stay, in seconds, by the user's choice. */
export const STAYS = { short: 5, long: 20, closed: null };

const shown = [];
const waiting = [];

/**
 * Tells something. `tone`: info, good, warn, bad; warnings and errors stay until they are closed. Equal `merge` keys become one, in the
 * words of `many`. `action`: {text, run} or {text, href}.
 */
export function toast({ text, tone = "info", href, action, merge, many }) {
  merge ??= `${tone}:${text}`;
  const same = [...shown, ...waiting].find((one) => one.merge === merge);
  if (same) {
    same.times += 1;
    same.text = many ? many(same.times) : text;
    same.href = many ? null : href;
    if (same.element) draw(same);
    return say(same.text);
  }
  const one = { text, tone, href, action, merge, times: 1 };
  if (shown.length < MOST) show(one);
  else waiting.push(one);
  more();
  say(text, tone === "bad");
}

function show(one) {
  shown.push(one);
  one.element = h("div", { class: `toast ${one.tone}`, "data-toast": true });
  draw(one);
  const box = document.getElementById("toasts");
  box.append(one.element);
  onTop(box);
  const seconds = STAYS[localStorage.getItem("toasts") ?? "short"] ?? null;
  if (one.tone === "bad" || one.tone === "warn" || seconds === null) return;
  let left = seconds * 1000;
  let since = Date.now();
  let timer = null;
  const run = () => {
    if (timer) return;
    since = Date.now();
    timer = setTimeout(() => drop(one), left);
  };
  const hold = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    left = Math.max(1_000, left - (Date.now() - since));
  };
  one.settle = () => (document.hidden || one.element.matches(":hover, :focus-within") ? hold() : run());
  for (const name of ["mouseenter", "mouseleave", "focusin", "focusout", "touchstart", "touchend"]) {
    one.element.addEventListener(name, () => setTimeout(one.settle), { passive: true });
  }
  document.addEventListener("visibilitychange", one.settle);
  one.settle();
}

/** Above open dialogs, where the browser can. */
function onTop(box) {
  if (!box.showPopover) return;
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
}

function draw(one) {
  const { action } = one;
  put(
    one.element,
    h("span", { class: "sign", "aria-hidden": "true" }, { info: "●", good: "✓", warn: "▲", bad: "✕" }[one.tone]),
    one.href ? h("a", { href: one.href, onclick: () => drop(one) }, one.text) : h("span", {}, one.text),
    action?.href ? h("a", { class: "action", href: action.href, onclick: () => drop(one) }, action.text) : null,
    action?.run
      ? h("button", {
        type: "button",
        onclick: () => {
          action.run();
          drop(one);
        },
      }, action.text)
      : null,
    h("button", { type: "button", class: "close", "aria-label": "Close the message", onclick: () => drop(one) }, "×"),
  );
}

function drop(one) {
  const index = shown.indexOf(one);
  if (index < 0) return;
  shown.splice(index, 1);
  if (one.settle) document.removeEventListener("visibilitychange", one.settle);
  one.element.classList.add("leaving");
  setTimeout(() => {
    one.element.remove();
    const box = document.getElementById("toasts");
    if (!shown.length && box.matches(":popover-open")) box.hidePopover();
  }, 300);
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
