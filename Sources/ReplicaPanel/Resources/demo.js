// For trying things: make records, make trouble, see how long it takes until everybody knows everything again.

import { h, link, put, say } from "/app/dom.js";
import { get, post } from "/app/api.js";
import { count } from "/app/format.js";
import { button, card, complain, field, heading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { busy } from "/app/bill-dialogs.js";

const NOT_HERE = "demo.protected";
/** What a page that ends as the leader leaves for itself after it has loaded again. */
const ENDED = "demo-ended";

export function demo(context) {
  const connection = connectionCard(context);
  const element = h(
    "div",
    { class: "demo" },
    heading("Demo"),
    h(
      "p",
      { class: "banner" },
      "Demo records are marked and can be removed: products by a key that begins with ",
      h("code", {}, "DEMO-"),
      ", bills by the key of their file, drafts by their note.",
    ),
    h("div", { role: "alert", class: "protected" }),
    makingCard(),
    connection.element,
    streamCard(context),
    viewsCard(),
    notificationsCard(),
  );
  get("/api/demo").then((state) => {
    if (state.allowed) return;
    put(
      element.querySelector(".protected"),
      h(
        "p",
        { class: "notice" },
        "This computer keeps a real shop's books: demo records and a disturbed connection are refused here. ",
        h("code", {}, "replica demo"),
        " runs a shop to try things in.",
      ),
    );
    for (const one of element.querySelectorAll("[data-demo]")) one.disabled = true;
  }, complain);
  return {
    title: "Demo",
    element,
    refresh: () => {},
    standing: connection.standing,
    leave: connection.leave,
  };
}

/** A button that a node refuses unless it was started for demonstrations. */
function demoButton(text, work, kind) {
  const element = button(text, busy(work), kind);
  element.dataset.demo = "";
  return element;
}

// MARK: Records

function makingCard() {
  const result = h("p", { class: "result", role: "status" });
  const make = (word, text, done) =>
    demoButton(text, async () => {
      put(result, "Working …");
      const started = performance.now();
      try {
        const answer = await post(`/api/demo/${word}`);
        put(
          result,
          answer.text,
          ` (${((performance.now() - started) / 1000).toFixed(1)} s) `,
          done?.(answer) ?? null,
        );
      } catch (refusal) {
        put(result, refusal.message, " ", refusal.hint ?? "");
        if (refusal.code !== NOT_HERE) throw refusal;
      }
    }, word === "clear" ? "danger" : "");
  const toBill = ({ number }) => link(`/bills/${encodeURIComponent(number)}`, "Look at the bill");
  return card(
    "Make records",
    h(
      "div",
      { class: "actions" },
      make("products", "10 products", () => link("/stock", "Look at them")),
      make("bills", "50 bills", () => link("/bills", "Look at them")),
      make("moves", "200 movements", () => link("/stock/moves", "Look at them")),
      make("conflict", "One conflict", ({ conflict, milliseconds }) => [
        conflict ? `Known here ${milliseconds} ms after the connection came back. ` : "",
        link("/conflicts", "Decide"),
      ]),
      make("refused", "One refused change", toBill),
      make("below-zero", "Negative stock", ({ sku }) => link(`/stock/${encodeURIComponent(sku)}`, "Look at it")),
    ),
    result,
    h("hr"),
    h(
      "p",
      { class: "mute" },
      "Removing deletes drafts and products. A number that was spent stays in a shop's books: issued bills are voided, and payments on them are taken back first.",
    ),
    h(
      "div",
      { class: "actions" },
      make(
        "clear",
        "Remove all demo data",
        ({ kept }) =>
          kept.length
            ? h("ul", {}, kept.slice(0, 20).map((one) => h("li", {}, `${one.name} stays: ${one.reason}`)))
            : null,
      ),
    ),
  );
}

// MARK: Views

function viewsCard() {
  const width = () => Math.floor(screen.availWidth / 2);
  const shape = (left) => `popup,width=${width()},height=${screen.availHeight},left=${left},top=0`;
  /** Windows must open while the button is pressed; their addresses follow. */
  const windows = (wanted) => async () => {
    const opened = wanted.map((_, index) => open("", `replica-${index}-${Date.now()}`, shape(index * width())));
    if (opened.some((one) => !one)) {
      for (const one of opened) one?.close();
      throw Object.assign(new Error("The browser did not allow the windows."), {
        hint: "Allow pop-ups for this page.",
      });
    }
    try {
      const { items } = await post("/api/demo/links");
      wanted.forEach((want, index) => {
        const item = items.find(want);
        if (item) opened[index].location = item.url;
        else opened[index].close();
      });
      if (!items.some((one) => !one.self)) {
        throw Object.assign(new Error("No other node of a demonstration runs on this computer."), {
          hint: "`replica demo` starts three.",
        });
      }
    } catch (refusal) {
      for (const one of opened) {
        try {
          if (one.location.href === "about:blank") one.close();
        } catch { /* it shows another node's page already */ }
      }
      throw refusal;
    }
  };
  const list = h("ul", { class: "entries" });
  const element = card(
    "Views",
    h(
      "p",
      { class: "mute" },
      "Each computer of the demonstration has a panel of its own. A frame around them is forbidden by their own rules, so they open as windows.",
    ),
    h(
      "div",
      { class: "actions" },
      demoButton(
        "Admin and customer side by side",
        windows([(one) => one.role === "admin" && !one.self, (one) => one.role === "customer"]),
        "primary reads",
      ),
      demoButton("The customer's view", windows([(one) => one.role === "customer"])),
      button("This shop in another window", () => open("/", "_blank", shape(0))),
      button("Bills beside stock", () => {
        open("/bills", "_blank", shape(0));
        open("/stock", "_blank", shape(width()));
      }),
    ),
    list,
  );
  get("/api/demo").then(({ neighbours }) =>
    put(
      list,
      neighbours.map((one) =>
        h(
          "li",
          {},
          h("span", {}, one.name, one.self ? h("small", { class: "mute" }, " this one") : null),
          h("span", {}, one.role),
        )
      ),
    ), () => {});
  return element;
}

// MARK: Notifications

function notificationsCard() {
  const spoken = field({ name: "spoken", label: "Text for screen readers", value: "3 bills came in." });
  const words = {
    info: "Told: something happened.",
    good: "Done: 2026-A-0042 is paid.",
    warn: "Look: PEN-01 is low.",
    bad: "Failed: this stays until it is closed.",
  };
  const system = async () => {
    if (!("Notification" in window)) {
      throw Object.assign(new Error("This browser shows no notifications of pages."), { hint: "" });
    }
    const allowed = Notification.permission === "default"
      ? await Notification.requestPermission()
      : Notification.permission;
    if (allowed !== "granted") {
      throw Object.assign(new Error("The browser was told not to show notifications of this page."), {
        hint: "Its settings for this page allow them again.",
      });
    }
    new Notification("New bill 2026-A-0042", { body: "42.50 € – open", tag: "demo" });
  };
  return card(
    "Notifications",
    h(
      "div",
      { class: "actions" },
      Object.entries(words).map(([tone, text]) =>
        button({ info: "Info", good: "Success", warn: "Warning", bad: "Error" }[tone], () => toast({ text, tone }))
      ),
      button(
        "With an action",
        () =>
          toast({
            text: "The draft is gone.",
            action: { text: "Undo", run: () => toast({ text: "Undone.", tone: "good" }) },
          }),
      ),
      button("Burst of 10, merged", () => {
        for (let n = 0; n < 10; n += 1) {
          toast({
            text: "One bill was paid.",
            tone: "good",
            merge: "burst",
            many: (times) => `${times} bills were paid.`,
          });
        }
      }),
      button("Burst of 10, all different", () => {
        for (let n = 1; n <= 10; n += 1) toast({ text: `Message ${n} of 10.` });
      }),
      button("System notification", busy(system)),
    ),
    h(
      "div",
      { class: "spoken" },
      spoken,
      button("Say it politely", () => say(spoken.input.value)),
      button("Say it at once", () => say(spoken.input.value, true)),
    ),
  );
}

// MARK: Connection

function connectionCard(context) {
  const result = h("p", { class: "result", role: "status" });
  const now = h("p", { class: "mute" });
  const queued = h("strong", { class: "queued" }, "0");
  let faults = {};
  let restored = null;
  let timer = null;
  let most = 0;

  function draw() {
    const left = faults.until ? Math.max(0, Math.ceil((new Date(faults.until) - Date.now()) / 1000)) : null;
    const parts = [
      faults.cut && "cut off",
      faults.delay > 0 && `everything ${faults.delay} ms late`,
      faults.drop > 0 && `${Math.round(faults.drop * 100)} % of datagrams dropped`,
    ].filter(Boolean);
    put(
      now,
      parts.length ? `Now: ${parts.join(", ")}${left === null ? "" : `, for ${left} s more`}.` : "Now: undisturbed.",
    );
    if (left === 0) ended();
  }
  /** The node has restored the connection by itself. */
  function ended() {
    // From the moment at which it did, not from when this was noticed here.
    restored = performance.now() - Math.max(0, Date.now() - new Date(faults.until));
    faults = {};
    put(result, "The connection is back: catching up …");
    draw();
  }
  const disturb = (wanted, words) =>
    demoButton(words, async () => {
      const was = faults.cut;
      faults = await post("/api/network", wanted);
      if (faults.cut) {
        restored = null;
        most = 0;
        put(result, "Cut off. What is changed now is kept here and counted.");
      } else if (was) {
        restored = performance.now();
        put(result, "The connection is back: catching up …");
      } else {put(
          result,
          Object.keys(wanted).length ? "The connection is disturbed." : "Nothing disturbs the connection.",
        );}
      draw();
    });
  get("/api/network").then((state) => {
    faults = state;
    draw();
  }, () => {});
  timer = setInterval(() => {
    if (faults.until) draw();
  }, 100);
  const standing = ({ pending, peers }) => {
    queued.textContent = new Intl.NumberFormat().format(pending);
    queued.parentNode.classList.toggle("waiting", pending > 0);
    most = Math.max(most, pending);
    const isBack = peers.length > 0 && peers.every((one) => one.state === "here");
    if (restored === null || pending > 0 || !isBack) return;
    const seconds = ((performance.now() - restored) / 1000).toFixed(1);
    restored = null;
    put(
      result,
      `Reconnected → all caught up in ${seconds} s${most ? ` (${count(most, "change")} had waited)` : ""}.`,
    );
    most = 0;
  };
  const element = card(
    "Connection to the other computers",
    h("p", { class: "unsent" }, "Changes of this computer that wait for another: ", queued),
    now,
    h(
      "div",
      { class: "actions" },
      disturb({ cut: true, seconds: 10 }, "Cut for 10 s"),
      disturb({ cut: true, seconds: 30 }, "30 s"),
      disturb({ cut: true, seconds: 60 }, "60 s"),
      disturb({ cut: true }, "Cut until restored"),
      disturb({ delay: 500 }, "Delay 500 ms"),
      disturb({ drop: 0.2 }, "Drop 20 %"),
      disturb({}, "Restore"),
    ),
    result,
  );
  element.querySelector(".actions").lastElementChild.classList.add("primary");
  if (context.feed.standing) standing(context.feed.standing);
  return { element, standing, leave: () => clearInterval(timer) };
}

// MARK: The page's own stream

function streamCard(context) {
  const { feed } = context;
  const result = h("p", { class: "result", role: "status" });
  const role = h("p", { class: "mute" });
  const ended = sessionStorage.getItem(ENDED);
  if (ended) {
    sessionStorage.removeItem(ENDED);
    const tell = () => {
      if (feed.state !== "live") return false;
      put(
        result,
        `The leading tab has ended and is back: live again after ${
          ((Date.now() - Number(ended)) / 1000).toFixed(1)
        } s.`,
      );
      return true;
    };
    if (!tell()) feed.addEventListener("state", tell);
  }
  async function describe() {
    const { held = [], pending = [] } = (await navigator.locks?.query().catch(() => ({}))) ?? {};
    const of = (list) => list.filter((one) => one.name === "replica-feed").length;
    const tabs = of(held) + of(pending);
    put(
      role,
      tabs > 1
        ? `${count(tabs, "tab")} of this browser share one stream; ${
          feed.isLeader ? "this one reads it" : "another one reads it"
        }.`
        : "This is the only tab of this browser.",
    );
    for (const one of element.querySelectorAll("[data-leader]")) one.disabled = !feed.isLeader;
  }
  let stopped = null;
  const stop = button("Stop the stream", () => {
    feed.pause(true);
    stopped = performance.now();
    put(result, "The stream is stopped: nothing shows here until it goes on.");
  });
  const resume = button("Go on", () => {
    feed.pause(false);
    if (stopped === null) return;
    const from = performance.now();
    stopped = null;
    put(result, "Going on …");
    const tell = () => {
      if (feed.state !== "live") return;
      feed.removeEventListener("state", tell);
      put(
        result,
        `Live again after ${((performance.now() - from) / 1000).toFixed(2)} s, with everything that came meanwhile.`,
      );
    };
    feed.addEventListener("state", tell);
    tell();
  });
  const end = button("End this leading tab", () => {
    sessionStorage.setItem(ENDED, String(Date.now()));
    location.reload();
  }, "danger reads");
  for (const one of [stop, resume, end]) one.dataset.leader = "";
  const element = card(
    "This browser's stream",
    role,
    h(
      "div",
      { class: "actions" },
      stop,
      resume,
      button("Open another tab", () => {
        open("/demo", "_blank");
        setTimeout(describe, 1_500);
      }),
      end,
    ),
    result,
  );
  describe();
  feed.addEventListener("state", describe);
  return element;
}
