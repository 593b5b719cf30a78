// Scans that come faster than the node answers: each waits for its turn in this tab, also over a page that is loaded anew or a program
// that is started anew. To look up a code twice does no harm; what a scan adds bears the scan's name, and the node counts a name once.

import { write } from "/app/api.js";

const WAITING = "stocktake-scans";

const waiting = read();
let running = null;
let stopped = null;
/** Who takes what was looked up: the page that was opened last. */
let taker = null;

const keep = () => sessionStorage.setItem(WAITING, JSON.stringify(waiting));

/** Forgets what was not looked up, with the stock-take that it was of. */
export function forgetScans() {
  waiting.length = 0;
  stopped = null;
  sessionStorage.removeItem(WAITING);
}

/**
 * Takes scans in their order. `taken(scan, item)`, `setTo(number)` and `refused(scan, refusal)` are told what became of one, `changed()` that
 * another number waits.
 */
export function makeScans(next) {
  taker = next;
  return {
    /** A code, which `adds` one or only becomes the product being counted; or a number, as =12, for the one before. */
    push(code, adds) {
      waiting.push({ code, adds, name: `scan-${Date.now()}-${Math.random()}` });
      keep();
      next.changed();
      return start();
    },
    start,
    /** How many wait. */
    number: () => waiting.length,
    /** Why they have to wait, if it is not for their turn. */
    obstacle: () => stopped?.message ?? null,
  };
}

const numberIn = ({ code }) => /^[=*](\d{1,9})$/.exec(code)?.[1];

async function run() {
  stopped = null;
  while (waiting.length) {
    const scan = waiting[0];
    const number = numberIn(scan);
    if (number) {
      drop(scan);
      taker.setTo(Number(number));
      continue;
    }
    try {
      const item = await write("POST", "/api/stocktake/items", { code: scan.code });
      // What it adds is kept by the saver in the same turn: no moment has both, or none.
      if (drop(scan)) taker.taken(scan, item);
    } catch (refusal) {
      if (refusal.isAway || refusal.status === 401 || refusal.status >= 500) {
        stopped = refusal;
        break;
      }
      if (!drop(scan)) continue;
      // A number after it was meant for it, and must not go to the product before.
      while (waiting.length && numberIn(waiting[0])) drop(waiting[0]);
      taker.refused(scan, refusal);
    }
  }
  taker.changed();
}

/** False if it was forgotten meanwhile. */
function drop(scan) {
  if (waiting[0] !== scan) return false;
  waiting.shift();
  keep();
  return true;
}

function start() {
  running ??= run().finally(() => {
    running = null;
  });
  return running;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(WAITING) ?? "[]");
  } catch {
    return [];
  }
}
