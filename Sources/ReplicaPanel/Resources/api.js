// The node's interface. Every failure is an error with what, why and what to do.

import { toast } from "/app/toasts.js";

/** A request that was refused, or could not be made. */
export class Refusal extends Error {
  constructor(status, error) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.hint = error.hint;
    this.field = error.field;
  }

  /** Whether the program itself did not answer. */
  get isAway() {
    return this.status === 0;
  }
}

const away = {
  code: "away",
  message: "The shop's program on this computer does not answer.",
  hint: "What you typed is kept: try again when it is back. If it was stopped, start it with `replica run`.",
};

async function call(method, path, { query = {}, body, key } = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "" || value === false) continue;
    for (const one of [value].flat()) parameters.append(name, one === true ? "true" : one);
  }
  const text = parameters.toString();
  const headers = { "X-Replica-Request": "1" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  let response;
  try {
    response = await fetch(path + (text ? `?${text}` : ""), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw new Refusal(0, away);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw new Refusal(
    response.status,
    answer?.error ?? { code: "unreadable", message: `The program answered ${response.status}.` },
  );
}

/** Reads. */
export const get = (path, query) => call("GET", path, { query: searched(query) });

/** What compares something is a filter, as `total > 1000`; anything else are words to look for. */
const COMPARES = /==|!=|[<>~]|&&|\|\||\bin\s*\[|^\s*!?\s*(overdue|overpaid|contradictory)\s*$/;

const searched = (query = {}) =>
  COMPARES.test(query.text ?? "") ? { ...query, text: undefined, where: query.text } : query;

/** Who sits at this browser, as told in the settings: written into the history beside the computer's name. */
export const me = () => localStorage.getItem("user") ?? "";

/** Who signs a write. A stock-take that goes on is the computer's; what is applied of it is somebody's. */
const signer = (path) => (path.startsWith("/api/stocktake") && !path.endsWith("/apply") ? "" : me());

/** Does something that is no transaction of the shop. */
export const post = (path, body = {}) => call("POST", path, { body });

/** Operations whose answers were lost, by what was asked for: who asks for the same again within minutes goes on with the same one. */
const lost = new Map();
const LOST_FOR = 10 * 60_000;
const ONCE = "This had arrived before the program went away, and was done once. To do it once more, press again.";

/**
 * Writes one transaction, once: if the answer is lost, it is asked for again under the same operation id, also when the user presses
 * again after the program was away for longer.
 */
export async function write(method, path, body = {}, query = {}) {
  const content = method === "DELETE" ? undefined : body;
  const action = JSON.stringify([method, path, content, query]);
  const before = lost.get(action);
  const isKept = before !== undefined && Date.now() - before.at < LOST_FOR;
  const operation = isKept ? before.operation : (await call("POST", "/api/operations", { body: undefined })).operation;
  lost.delete(action);
  for (let attempt = 1;; attempt += 1) {
    try {
      const answer = await call(method, path, { body: content, key: operation, query: { user: signer(path), ...query } });
      if (isKept && answer.write?.repetition) toast({ text: ONCE, tone: "warn" });
      return answer;
    } catch (refusal) {
      if (refusal.isAway && attempt === 3) lost.set(action, { operation, at: Date.now() });
      if (!refusal.isAway || attempt === 3) throw refusal;
      await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
    }
  }
}

/** What a write would do. */
export const rehearse = (method, path, body) => call(method, path, { body, query: { "dry-run": true } });

/** A path with parts that may hold anything. */
export const at = (...parts) => `/api/${parts.map(encodeURIComponent).join("/")}`;
