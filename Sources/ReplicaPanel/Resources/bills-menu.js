// A button that opens a short list of actions: in the top layer where the browser has popovers, in a dialog else.

import { h } from "/app/dom.js";
import { dialog } from "/app/ui.js";

/** A button with a menu of [text, run, kind] triples; null and false are left out. `label` is what the button is called. */
export function menuButton(label, text, actions) {
  const button = h("button", {
    type: "button",
    class: "quiet menu-button",
    "aria-label": label,
    "aria-haspopup": "menu",
    title: label,
    onclick: () => open(button, label, actions().filter(Boolean)),
  }, text);
  return button;
}

function open(button, label, actions) {
  const items = (close) =>
    actions.map(([text, run, kind]) =>
      h("button", {
        type: "button",
        role: "menuitem",
        class: `quiet ${kind ?? ""}`,
        onclick: () => {
          close();
          run();
        },
      }, text)
    );
  if (!HTMLElement.prototype.showPopover) {
    return dialog(label, (close) => h("div", { class: "menu", role: "menu", "aria-label": label }, items(close)));
  }
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label });
  const close = () => menu.hidePopover();
  menu.append(...items(close));
  document.getElementById("main").append(menu);
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    const hadFocus = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (hadFocus && button.isConnected) button.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8));
  const top = at.bottom + size.height + 8 > innerHeight ? Math.max(8, at.top - size.height) : at.bottom;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
  menu.firstElementChild?.focus();
}
