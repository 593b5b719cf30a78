// While the program of this computer does not answer, nothing can be written. What writes is marked then, says why when it is
// pressed or pointed at, and is given back when the program answers; what reads, opens or closes stays usable, and what was typed
// stays where it is. Buttons are marked rather than disabled: a disabled one would lose the focus, and could not say why.
//
// What writes is told by its looks: what sends a form, what is `primary` or `danger`, and what says `writes`. What looks like it but
// only reads or closes says `reads`. To be cut off from other computers is no such state: then this one writes, and sends later.

import { toast } from "/app/toasts.js";

const REASON = "The shop's program on this computer does not answer";
const PARTS = ":is(main, dialog, .menu)";
const WRITES = `${PARTS} :is(button:is([type="submit"], .primary, .danger, .writes), .sides button)`;
const READS = '.reads, .print-page *, [role="search"] *';
const MARK = "data-lost";

const marked = () => document.querySelectorAll(`[${MARK}]`);

function mark(button) {
  if (button.hasAttribute(MARK) || button.matches(READS)) return;
  button.setAttribute(MARK, button.title);
  button.setAttribute("aria-disabled", "true");
  button.title = REASON;
}

function giveBack(button) {
  const title = button.getAttribute(MARK);
  if (title) button.title = title;
  else button.removeAttribute("title");
  button.removeAttribute("aria-disabled");
  button.removeAttribute(MARK);
}

const markAll = () => document.querySelectorAll(WRITES).forEach(mark);

function refuse(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  toast({ text: `${REASON}. What you typed is kept.`, tone: "info" });
}

/** Keeps people from writing while the feed is lost. */
export function keepFromWriting(feed) {
  const isLost = () => feed.state === "lost";
  // What is drawn while it lasts is marked as well.
  const observer = new MutationObserver(markAll);
  const follow = () => {
    observer.disconnect();
    if (!isLost()) return marked().forEach(giveBack);
    markAll();
    observer.observe(document.body, { childList: true, subtree: true });
  };
  feed.addEventListener("state", follow);
  // Before anybody else hears of it: a click, and a form that is sent by a key.
  document.addEventListener("click", (event) => {
    if (isLost() && event.target.closest?.(`[${MARK}]`)) refuse(event);
  }, true);
  document.addEventListener("submit", (event) => {
    if (isLost() && event.target.querySelector(`[${MARK}]`)) refuse(event);
  }, true);
}
