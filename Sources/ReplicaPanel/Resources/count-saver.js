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

/** Saves numbers a moment after the last change of each, in order; what is not saved yet survives in the browser. */
export function makeSaver(onsaved, onchange) {
  const waiting = new Map(read());
  let timer = null;
  let running = null;
  let failed = null;
  const keep = () => sessionStorage.setItem(PENDING, JSON.stringify([...waiting]));
  async function run() {
    clearTimeout(timer);
    timer = null;
    failed = null;
    while (waiting.size) {
      const [product, counted] = waiting.entries().next().value;
      try {
        const item = await write("PATCH", at("stocktake", "items", product), { counted });
        if (waiting.get(product) === counted) waiting.delete(product);
        keep();
        onsaved(item);
      } catch (refusal) {
        if (refusal.status === 404) {
          waiting.delete(product);
          keep();
          continue;
        }
        failed = refusal;
        onchange();
        return;
      }
    }
    onchange();
  }
  const start = () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    left: () => [...waiting],
    has: (product) => waiting.has(product),
    save(product, counted) {
      waiting.set(product, counted);
      keep();
      clearTimeout(timer);
      timer = setTimeout(start, SAVE_AFTER);
    },
    forget(product) {
      waiting.delete(product);
      keep();
    },
    async flush() {
      if (running) await running;
      if (waiting.size) await start();
    },
    retry: start,
    isFailed: () => failed !== null,
    state: () => (failed ? `Not saved: ${failed.message}` : waiting.size ? "Saving…" : ""),
  };
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "[]");
  } catch {
    return [];
  }
}
