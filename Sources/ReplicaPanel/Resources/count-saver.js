// Numbers that are typed and tapped faster than they are saved: they wait in this tab, in order, also over a page that is loaded anew.

import { h } from "/app/dom.js";
import { at, write } from "/app/api.js";

const PENDING = "stocktake-pending";
const SAVE_AFTER = 250;
const REPEAT_AFTER = 450;
const REPEAT_EVERY = 90;

const waiting = read();
let sending = null;
let timer = null;
let running = null;
let failed = null;
/** Who shows it: the page that was opened last. */
let shown = { onsaved() {}, onchange() {} };

const keep = () => sessionStorage.setItem(PENDING, JSON.stringify(waiting));

/** Forgets what was not saved, with the stock-take that it was of. */
export function forgetPending() {
  waiting.length = 0;
  failed = null;
  sessionStorage.removeItem(PENDING);
}

/** A large button that goes on while it is held. */
export function stepButton(text, label, run) {
  let timer = null;
  const end = () => {
    clearTimeout(timer);
    clearInterval(timer);
    timer = null;
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
  };
  return h("button", {
    type: "button",
    class: "step",
    "aria-label": label,
    onpointerdown: (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      end();
      document.addEventListener("pointerup", end);
      document.addEventListener("pointercancel", end);
      timer = setTimeout(() => {
        timer = setInterval(run, REPEAT_EVERY);
      }, REPEAT_AFTER);
      run();
    },
    // A press of a key is a click without a pointer.
    onclick: (event) => event.detail === 0 && run(),
    oncontextmenu: (event) => event.preventDefault(),
  }, text);
}

/**
 * Saves what was counted, a moment after the last change, in order: numbers that were typed as they are, steps as what they add, so that
 * two tabs that count one product add up. What is not saved yet survives in this tab; a step has a name and counts once. What was tried
 * once may have arrived, though no answer came: it keeps its name and its number, and what is added later is a step of its own.
 */
export function makeSaver(onsaved, onchange) {
  shown = { onsaved, onchange };
  return {
    left: () => [...waiting],
    has: (product) => waiting.some((one) => one.product === product),
    /** So many there are. */
    set(product, counted) {
      forget(product);
      waiting.push({ product, counted });
      soon();
    },
    /** So many more, or fewer; under a name if it has one already. */
    add(product, by, step) {
      const open = step ? null : waiting.findLast((one) => one.product === product);
      if (open && !open.isTried && !open.isNamed) {
        if (open.counted === undefined) open.add += by;
        else open.counted = Math.max(0, open.counted + by);
      } else {
        waiting.push({ product, add: by, step: step ?? `${Date.now()}-${Math.random()}`, isNamed: Boolean(step) });
      }
      soon();
    },
    forget,
    async flush() {
      if (running) await running;
      if (waiting.length) await start();
    },
    retry: start,
    start: soon,
    isFailed: () => failed !== null,
    state: () => (failed ? `Not saved: ${failed.message}` : waiting.length ? "Saving…" : ""),
  };
}

async function run() {
  clearTimeout(timer);
  timer = null;
  failed = null;
  while (waiting.length) {
    sending = waiting[0];
    sending.isTried = true;
    keep();
    const { product, counted, add, step } = sending;
    try {
      const item = await write(
        "PATCH",
        at("stocktake", "items", product),
        counted === undefined ? { add, step } : { counted },
      );
      done();
      shown.onsaved(item);
    } catch (refusal) {
      if (refusal.status === 404) {
        done();
        continue;
      }
      sending = null;
      failed = refusal;
      break;
    }
  }
  shown.onchange();
}

function done() {
  // It may have been forgotten meanwhile, with its stock-take.
  if (waiting[0] === sending) waiting.shift();
  sending = null;
  keep();
}

function start() {
  running ??= run().finally(() => {
    running = null;
  });
  return running;
}

function soon() {
  keep();
  clearTimeout(timer);
  timer = setTimeout(start, SAVE_AFTER);
}

function forget(product) {
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    if (waiting[index].product === product && waiting[index] !== sending) waiting.splice(index, 1);
  }
  keep();
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "[]");
  } catch {
    return [];
  }
}
