// Numbers that are typed and tapped faster than they are saved.

import { h } from "/app/dom.js";
import { at, write } from "/app/api.js";

const PENDING = "stocktake-pending";
const SAVE_AFTER = 250;
const REPEAT_AFTER = 450;
const REPEAT_EVERY = 90;

/** Forgets what was not saved, with the stock-take that it was of. */
export const forgetPending = () => sessionStorage.removeItem(PENDING);

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
 * two tabs that count one product add up. What is not saved yet survives in this tab; a step has a name and counts once.
 */
export function makeSaver(onsaved, onchange) {
  const waiting = read();
  let sending = null;
  let timer = null;
  let running = null;
  let failed = null;
  const keep = () => sessionStorage.setItem(PENDING, JSON.stringify(waiting));
  const has = (product) => waiting.some((one) => one.product === product);
  async function run() {
    clearTimeout(timer);
    timer = null;
    failed = null;
    while (waiting.length) {
      sending = waiting[0];
      const { product, counted, add, step } = sending;
      try {
        const item = await write(
          "PATCH",
          at("stocktake", "items", product),
          counted === undefined ? { add, step } : { counted },
        );
        done();
        onsaved(item);
      } catch (refusal) {
        sending = null;
        if (refusal.status === 404) {
          done();
          continue;
        }
        failed = refusal;
        onchange();
        return;
      }
    }
    onchange();
  }
  function done() {
    waiting.shift();
    sending = null;
    keep();
  }
  const start = () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
  const soon = () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(start, SAVE_AFTER);
  };
  const forget = (product) => {
    for (let index = waiting.length - 1; index >= 0; index -= 1) {
      if (waiting[index].product === product && waiting[index] !== sending) waiting.splice(index, 1);
    }
    keep();
  };
  return {
    left: () => [...waiting],
    has,
    /** So many there are. */
    set(product, counted) {
      forget(product);
      waiting.push({ product, counted });
      soon();
    },
    /** So many more, or fewer. */
    add(product, by) {
      const open = waiting.findLast((one) => one.product === product && one !== sending);
      // What was tried and failed may have arrived: it keeps its name and its number.
      if (open && !failed) {
        if (open.counted === undefined) open.add += by;
        else open.counted = Math.max(0, open.counted + by);
      } else {
        waiting.push({ product, add: by, step: `${Date.now()}-${Math.random()}` });
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

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "[]");
  } catch {
    return [];
  }
}
