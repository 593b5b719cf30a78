// Two people in one draft: what another changed is taken over where nobody types, and offered beneath the field where somebody does.
// What is typed is never overwritten.

import { me } from "/app/api.js";
import { h, put } from "/app/dom.js";
import { button } from "/app/ui.js";

/** Says beneath a field what another made of it. Nothing is shown twice. */
export function offer(box, { who, text, use, keep }) {
  box.querySelector(".theirs")?.remove();
  const note = h("p", { class: "theirs", role: "status" });
  const end = (run) => () => {
    note.remove();
    run();
    box.input?.focus();
  };
  put(
    note,
    h("span", {}, `${who} changed this to ${text === "" ? "nothing" : `“${text}”`}. `),
    button("Use it", end(use)),
    " ",
    button("Keep mine", end(keep)),
  );
  box.append(note);
  return note;
}

/**
 * Who else is in a draft. Sends that somebody types here, at most every three seconds and only while the page is seen; shows others for
 * eight seconds. Goes without it where the node does not carry such events.
 */
export class Presence {
  static PAUSE = 3_000;
  static SHOWN = 8_000;

  constructor(context, id, send) {
    this.element = h("p", { class: "presence", role: "status" });
    this.others = new Map();
    this.last = 0;
    this.send = send;
    this.id = id;
    this.feed = context.feed;
    this.hear = ({ detail }) => this.#take(detail);
    this.feed.addEventListener("custom", this.hear);
  }

  /** Somebody types in a field here. */
  touch(name) {
    const now = Date.now();
    if (this.isOff || document.hidden || now - this.last < Presence.PAUSE) return;
    this.last = now;
    const user = me() ? `?user=${encodeURIComponent(me())}` : "";
    this.send(`/api/events/panel.editing${user}`, { payload: { document: this.id, field: name ?? "" } }).catch((refusal) => {
      // A node without such events is asked once.
      if (refusal.status === 404 || refusal.status === 405) this.isOff = true;
    });
  }

  #take(event) {
    if (event.name !== "panel.editing" || event.own || event.live === false) return;
    if (event.payload?.document !== this.id) return;
    const key = `${event.node} ${event.user ?? ""}`;
    clearTimeout(this.others.get(key)?.timer);
    const timer = setTimeout(() => {
      this.others.delete(key);
      this.#draw();
    }, Presence.SHOWN);
    this.others.set(key, { ...event, timer });
    this.#draw();
  }

  #draw() {
    const text = [...this.others.values()].map((one) => {
      const who = one.user ? `${one.user} at ${one.nodeName}` : `Somebody at ${one.nodeName}`;
      return `${who} is editing this draft${one.payload.field ? ` (${one.payload.field})` : ""}.`;
    }).join(" ");
    // Said once, not with every key that another presses.
    if (this.element.textContent !== text) this.element.textContent = text;
  }

  end() {
    this.feed.removeEventListener("custom", this.hear);
    for (const { timer } of this.others.values()) clearTimeout(timer);
  }
}
