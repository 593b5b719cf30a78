// The node's feed, shared by all tabs of a browser: the tab that holds the lock reads the stream and tells the others. Without locks
// or channels every tab reads for itself. Rows have numbers: each is taken once, and none is missed, whoever reads.

const DEAD_AFTER = 2_500;
const PAUSES = [0, 100, 300, 1_000, 2_000, 5_000];
/** After how long a visible tab that hears nothing takes the lead from one that is frozen or slowed down by the browser. */
const SILENCE = 8_000;
/** How often a reader that was stopped says that it still is. */
const PAUSED = 3_000;

/** Tells of "rows" (several at once), "standing" (how the node stands to the others), "custom" (a program's own event), "state" and "reset". */
export class Feed extends EventTarget {
  constructor() {
    super();
    this.last = null;
    this.state = "connecting";
    this.isLeader = false;
    this.standing = null;
    this.failures = 0;
    this.paused = false;
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("replica-feed") : null;
    this.channel?.addEventListener("message", ({ data }) => this.#hear(data));
  }

  start() {
    if (!navigator.locks || !this.channel) return this.#lead();
    this.#queue();
    this.heard = Date.now();
    this.channel.postMessage({ kind: "hello" });
    setInterval(() => {
      if (this.isLeader || document.hidden || Date.now() - this.heard < SILENCE) return;
      this.heard = Date.now();
      this.#queue(true);
    }, SILENCE / 4);
    addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.wake();
    });
  }

  /** Tries again at once. */
  wake() {
    this.failures = 0;
    this.resume?.();
  }

  /** Stops reading, for demonstrations; `wake` goes on. */
  pause(isPaused) {
    this.paused = isPaused;
    if (isPaused) this.abort?.abort();
    else this.wake();
  }

  /** Leads once the lock is had, or at once by taking it; who loses it follows and waits for it again. */
  #queue(steal = false) {
    this.waiting?.abort();
    const waiting = (this.waiting = steal ? null : new AbortController());
    navigator.locks.request("replica-feed", steal ? { steal } : { signal: waiting.signal }, () => this.#lead())
      .catch((error) => {
        if (waiting?.signal.aborted) return;
        if (error.name !== "AbortError") return this.#lead();
        this.isLeader = false;
        this.abort?.abort();
        this.resume?.();
        this.heard = Date.now();
        this.#queue();
      });
  }

  async #lead() {
    this.isLeader = true;
    while (this.isLeader) {
      if (!this.paused) {
        try {
          await this.#read();
        } catch { /* told by the state */ }
      }
      if (!this.isLeader) return;
      this.#tell({ kind: "state", state: "lost" });
      const pause = this.paused ? PAUSED : PAUSES[Math.min(this.failures, PAUSES.length - 1)];
      this.failures += 1;
      await new Promise((resolve) => {
        this.resume = resolve;
        setTimeout(resolve, pause * (0.75 + Math.random() / 2));
      });
    }
  }

  async #read() {
    this.abort = new AbortController();
    let timer = setTimeout(() => this.abort.abort(), DEAD_AFTER * 2);
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.abort.abort(), DEAD_AFTER);
    };
    try {
      const since = this.last === null ? "" : `&since=${this.last}`;
      const response = await fetch(`/api/feed?standing${since}`, {
        signal: this.abort.signal,
        headers: { Accept: "text/event-stream" },
      });
      if (response.status === 401) return this.#tell({ kind: "state", state: "shut" });
      if (!response.ok) return;
      this.failures = 0;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        alive();
        text += value;
        const frames = text.split("\n\n");
        text = frames.pop();
        this.#take(frames.map(parse).filter(Boolean));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #take(events) {
    let rows = [];
    const tellRows = () => {
      if (rows.length) this.#tell({ kind: "rows", rows });
      rows = [];
    };
    for (const { id, name, data } of events) {
      if (name === "mutation") rows.push(data);
      else if (name === "welcome" || name === "welcomeback") {
        if (name === "welcome") this.last = Number(data.seq);
        this.#tell({ kind: "state", state: "live", version: data.version, behind: Number(data.seq) - this.last });
      } else if (name === "status") this.#tell({ kind: "standing", standing: data });
      else if (name === "custom") {
        // A durable one has a number of its own among those of the rows.
        tellRows();
        this.#tell({ kind: "custom", event: data, seq: id });
      } else if (name === "reset") this.#tell({ kind: "reset", seq: Number(data.seq), message: data.message });
    }
    tellRows();
  }

  #tell(message) {
    this.channel?.postMessage(message);
    this.#hear(message);
  }

  #hear(message) {
    if (message.kind !== "hello") this.heard = Date.now();
    switch (message.kind) {
      case "hello":
        if (!this.isLeader) return;
        this.channel.postMessage({ kind: "state", state: this.state, version: this.version });
        if (this.standing) this.channel.postMessage({ kind: "standing", standing: this.standing });
        if (this.last !== null) this.channel.postMessage({ kind: "at", seq: this.last });
        return;
      case "at":
        this.last ??= message.seq;
        return;
      case "state":
        if (message.version) {
          if (this.version && this.version !== message.version) this.dispatchEvent(new Event("version"));
          this.version = message.version;
        }
        return this.#set(message.state);
      case "standing":
        this.standing = message.standing;
        if (this.state !== "live") this.#set("live");
        return this.dispatchEvent(new CustomEvent("standing", { detail: message.standing }));
      case "custom":
        if (message.seq && this.last !== null && message.seq <= this.last) return;
        this.last = message.seq ?? this.last;
        return this.dispatchEvent(new CustomEvent("custom", { detail: message.event }));
      case "reset":
        this.last = message.seq;
        return this.dispatchEvent(new CustomEvent("reset", { detail: message.message }));
      case "rows": {
        const rows = message.rows.filter((row) => this.last === null || Number(row.seq) > this.last);
        if (!rows.length) return;
        this.last = Number(rows.at(-1).seq);
        return this.dispatchEvent(new CustomEvent("rows", { detail: rows }));
      }
    }
  }

  #set(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}

function parse(frame) {
  let name = "message";
  const data = [];
  let id = null;
  for (const line of frame.split("\n")) {
    if (line.startsWith("id: ")) id = Number(line.slice(4));
    else if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (!data.length) return null;
  return { id, name, data: JSON.parse(data.join("\n")) };
}
