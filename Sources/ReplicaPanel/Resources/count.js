// Counting the goods: one scan after the other, without a look at the levels, kept on this computer until it is reviewed and applied.

import { h, link, put, say } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { ago, count, signed, time } from "/app/format.js";
import { button, dialog, empty, failure, field, form, heading, loading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { everyProduct, knownPlaces, learnPlaces, redraw } from "/app/stock-parts.js";
import { review } from "/app/count-review.js";
import { forgetPending, makeSaver, stepButton } from "/app/count-saver.js";
import { forgetScans, makeScans } from "/app/count-scans.js";

export function stockTake() {
  const place = h("div", {}, loading());
  let stop = () => {};
  let look = () => {};
  async function open() {
    stop();
    look = () => {};
    try {
      const take = await get("/api/stocktake");
      if (!take.open) {
        learnPlaces(await everyProduct().catch(() => []));
        return put(place, begin(take, open));
      }
      const counting = await counter(take, { onfinish: finish, onend: open });
      stop = counting.stop;
      look = counting.look;
      put(place, counting.element);
      counting.focus();
    } catch (refusal) {
      put(place, failure(refusal, open));
    }
  }
  async function finish() {
    stop();
    look = () => {};
    put(place, loading());
    try {
      put(place, await review({ back: open }));
      place.querySelector("h1")?.focus();
    } catch (refusal) {
      put(place, failure(refusal, finish));
    }
  }
  open();
  return { title: "Stock-take", element: place, refresh: () => look(), leave: () => stop() };
}

// MARK: Beginning

function begin(take, open) {
  const choice = field({
    name: "location",
    label: "What is counted",
    options: [["", "The shop itself"], ...knownPlaces().map((name) => [name, name]), ["+", "Another place"]],
    value: "",
  });
  const fresh = field({ name: "fresh", label: "Name of the place" });
  fresh.hidden = true;
  choice.input.addEventListener("change", () => {
    fresh.hidden = choice.input.value !== "+";
  });
  return h(
    "div",
    { class: "count-page" },
    h("p", { class: "crumbs" }, link("/stock", "Stock")),
    heading("Stock-take", h("a", { class: "button", href: "/stock/sheet" }, "Count sheet to print")),
    take.products
      ? h(
        "section",
        { class: "card" },
        h(
          "p",
          {},
          "Scan or type one product after the other and say how many there are. The levels stay hidden, so that they do not lead your eye. What you counted is kept on this computer: you may close the page, and go on tomorrow. What is sold meanwhile is taken into account.",
        ),
        form({
          fields: [choice, fresh],
          submit: "Begin to count",
          onsubmit: async (values) => {
            const location = values.location === "+" ? values.fresh : values.location;
            await write("POST", "/api/stocktake", location ? { location } : {});
            forgetPending();
            forgetScans();
            await open();
          },
        }),
      )
      : empty(
        "No products yet",
        "There is nothing to count before there are products.",
        link("/stock", "To the stock"),
      ),
  );
}

// MARK: Counting

async function counter(take, { onfinish, onend }) {
  const items = new Map(take.items.map((item) => [item.product, item]));
  const saver = makeSaver((item) => {
    const { counted } = saver.has(item.product) ? items.get(item.product) : item;
    items.set(item.product, { ...items.get(item.product), changed: item.changed, counted });
    draw();
  }, () => draw());
  let current = take.items[0]?.product ?? null;
  let addsOne = localStorage.getItem("count-adds-one") !== "no";

  // What was not saved when the page was closed.
  for (const { product, counted, add } of saver.left()) {
    const item = items.get(product);
    if (item) items.set(product, { ...item, counted: counted ?? Math.max(0, (item.counted ?? 0) + add) });
  }
  if (saver.left().length) saver.start();

  const scan = h("input", {
    id: "scan",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    "aria-describedby": "scan-error scan-hint",
    autofocus: true,
  });
  const error = h("p", { class: "error", id: "scan-error", role: "alert" });
  const progress = h("div", { class: "count-progress" });
  const now = h("section", { class: "card now", "aria-label": "The product being counted" });
  const list = h("div", { class: "counted" });

  function set(product, counted) {
    const item = items.get(product);
    if (!item) return;
    items.set(product, { ...item, counted: Math.max(0, Math.min(1_000_000_000, counted)) });
    saver.set(product, items.get(product).counted);
  }
  function add(product, by, step) {
    const item = items.get(product);
    items.set(product, { ...item, counted: Math.max(0, (item.counted ?? 0) + by) });
    saver.add(product, by, step);
  }
  function step(by) {
    if (!items.has(current)) return say("Scan a product first.", true);
    add(current, by);
    say(`${items.get(current).counted}`, true);
    draw();
  }
  const refuse = (text, isInField = true) => {
    error.textContent = text;
    scan.setAttribute("aria-invalid", "true");
    if (isInField) scan.select();
  };

  const scans = makeScans({
    taken({ adds, name }, item) {
      const known = items.get(item.product);
      items.delete(item.product);
      items.set(item.product, known ? { ...item, counted: known.counted } : item);
      current = item.product;
      if (adds) add(current, 1, name);
      say(`${item.name}: ${items.get(current).counted ?? "not counted yet"}`, true);
      draw();
      if (!adds && !scan.value && !scans.number()) now.querySelector("input")?.select();
    },
    setTo(number) {
      if (!items.has(current)) return refuse("Scan a product first, then say how many.");
      set(current, number);
      draw();
    },
    refused({ code }, refusal) {
      // Where it can be corrected, unless the next one is being typed.
      if (!scan.value) scan.value = code;
      refuse(
        refusal.code === "product.missing"
          ? `Nothing has the key or barcode “${code}”. Check it, or set the goods aside.`
          : refusal.message,
        scan.value === code,
      );
      say(error.textContent, true);
    },
    changed: () => drawProgress(),
  });
  const scanForm = h(
    "form",
    {
      class: "scan",
      onsubmit: (event) => {
        event.preventDefault();
        const code = scan.value.trim();
        if (!code) return refuse("Scan or type a key or a barcode.");
        error.textContent = "";
        scan.removeAttribute("aria-invalid");
        scan.value = "";
        scans.push(code, addsOne);
      },
    },
    h("label", { for: "scan" }, "Scan or type a key or barcode"),
    h("div", { class: "scan-line" }, scan, h("button", { type: "submit", class: "primary" }, "Take")),
    error,
    h(
      "p",
      { class: "hint", id: "scan-hint" },
      "With the field empty, ",
      h("kbd", {}, "+"),
      " and ",
      h("kbd", {}, "−"),
      " change the number; ",
      h("kbd", {}, "=12"),
      " sets it.",
    ),
    h(
      "p",
      { class: "field checkbox" },
      h("label", { for: "adds-one" }, "Each scan adds one"),
      h("input", {
        id: "adds-one",
        type: "checkbox",
        checked: addsOne,
        onchange: (event) => {
          addsOne = event.target.checked;
          localStorage.setItem("count-adds-one", addsOne ? "yes" : "no");
          scan.focus();
        },
      }),
    ),
  );
  scan.addEventListener("keydown", (event) => {
    if (scan.value !== "" || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { "+": 1, ArrowUp: 1, "-": -1, "−": -1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });

  const waitingText = () =>
    scans.obstacle()
      ? `${count(scans.number(), "scan")} kept: ${scans.obstacle()}`
      : `${count(scans.number(), "scan")} being looked up`;
  /** What could not be sent. */
  function again() {
    if (saver.isFailed()) saver.retry();
    if (scans.number()) scans.start();
  }

  function drawProgress() {
    const done = [...items.values()].filter((item) => item.counted !== null).length;
    const all = Math.max(take.products, items.size);
    redraw(
      progress,
      h("progress", { max: all, value: done, "aria-label": "Products counted" }),
      h("span", {}, `${done} of ${count(all, "product")} counted`),
      saver.state() ? h("span", { class: saver.isFailed() ? "bad" : "mute" }, saver.state()) : null,
      scans.number() ? h("span", { class: scans.obstacle() ? "bad" : "mute" }, waitingText()) : null,
      saver.isFailed() || scans.obstacle() ? button("Try again", again) : null,
    );
  }

  function drawNow() {
    const item = items.get(current);
    if (!item) {
      return put(
        now,
        h("p", { class: "mute" }, "Nothing scanned yet. What you scan first shows here with a number to set."),
      );
    }
    const number = h("input", {
      inputmode: "numeric",
      autocomplete: "off",
      class: "number",
      value: item.counted ?? "",
      placeholder: "?",
      "aria-label": `How many of ${item.name} are there`,
      onchange: (event) => {
        const text = event.target.value.trim();
        if (!/^\d{1,9}$/.test(text)) {
          event.target.setAttribute("aria-invalid", "true");
          return say("A whole number is needed.", true);
        }
        set(item.product, Number(text));
        draw();
      },
      onkeydown: (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          event.target.blur();
          scan.focus();
        } else if (event.key === "Escape") {
          event.target.value = item.counted ?? "";
          scan.focus();
        }
      },
    });
    redraw(
      now,
      h("h2", {}, item.name),
      h("p", { class: "mute" }, h("code", {}, item.sku), ` · scanned ${ago(item.scannedAt)}`),
      h(
        "div",
        { class: "stepper" },
        stepButton("−", "One less", () => step(-1)),
        number,
        stepButton("+", "One more", () => step(1)),
      ),
      item.changed ? moved(item) : null,
    );
  }

  const moved = (item) =>
    h(
      "p",
      { class: "notice" },
      `It moved since you scanned it (${
        signed(item.changed)
      }). That comes on top of your number: if you counted after it, `,
      h("button", { type: "button", class: "writes", onclick: () => anew(item) }, "count anew"),
      ".",
    );

  async function anew(item) {
    try {
      const fresh = await write("POST", "/api/stocktake/items", { code: item.product, anew: true });
      saver.forget(item.product);
      items.set(item.product, fresh);
      current = item.product;
      draw();
    } catch (refusal) {
      toast({ text: refusal.message, tone: "bad" });
    }
    scan.focus();
  }

  async function leaveOut(item) {
    try {
      await write("DELETE", at("stocktake", "items", item.product));
      saver.forget(item.product);
      items.delete(item.product);
      if (current === item.product) current = [...items.keys()].at(-1) ?? null;
      draw();
    } catch (refusal) {
      toast({ text: refusal.message, tone: "bad" });
    }
    scan.focus();
  }

  function drawList() {
    const all = [...items.values()].reverse().filter((item) => item.product !== current);
    redraw(
      list,
      all.length ? h("h2", {}, "Counted before") : null,
      h(
        "ul",
        { class: "entries" },
        all.map((item) =>
          h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: "quiet pick",
                onclick: () => {
                  current = item.product;
                  draw();
                  scan.focus();
                },
              },
              h("span", {}, item.name),
              h("small", { class: "mute" }, item.sku),
            ),
            item.changed ? h("span", { class: "chip warn" }, `moved ${signed(item.changed)}`) : null,
            h("strong", {}, item.counted ?? "not counted"),
            h("button", {
              type: "button",
              class: "quiet writes",
              "aria-label": `Take ${item.name} out of the stock-take`,
              title: "Take it out",
              onclick: () => leaveOut(item),
            }, "×"),
          )
        ),
      ),
    );
  }

  function draw() {
    drawProgress();
    drawNow();
    drawList();
  }

  /** What others have sold or scanned meanwhile. */
  async function look() {
    try {
      const fresh = await get("/api/stocktake");
      if (!fresh.open) return onend();
      for (const item of fresh.items) {
        const known = items.get(item.product);
        items.set(
          item.product,
          known ? { ...item, counted: saver.has(item.product) ? known.counted : item.counted } : item,
        );
      }
      take.products = fresh.products;
      draw();
      again();
    } catch { /* the frame says that the program is away */ }
  }
  // Another tab of this computer may have counted, which no feed tells.
  const hide = () => (document.hidden ? saver.flush() : look());
  document.addEventListener("visibilitychange", hide);

  const element = h(
    "div",
    { class: "count-page" },
    h("p", { class: "crumbs" }, link("/stock", "Stock")),
    heading(
      `Stock-take${take.location ? `: ${take.location}` : ""}`,
      button("Review and finish", async () => {
        await scans.start();
        await saver.flush();
        if (saver.isFailed() || scans.number()) {
          return toast({ text: "Not everything is saved yet. Try again.", tone: "bad" });
        }
        onfinish();
      }, "primary"),
      button("Stop without recording", () => stopDialog(items.size, onend), "danger"),
    ),
    progress,
    h("div", { class: "columns" }, h("section", { class: "card" }, scanForm), now),
    list,
    h("p", { class: "mute" }, `Begun ${time(take.startedAt)}. Kept on this computer until it is finished.`),
  );
  draw();
  // What was not looked up when the page was closed.
  if (scans.number()) scans.start();
  return {
    element,
    focus: () => scan.focus(),
    look,
    stop() {
      document.removeEventListener("visibilitychange", hide);
      saver.flush();
    },
  };
}

function stopDialog(number, onend) {
  dialog("Stop without recording?", (close) =>
    h(
      "div",
      {},
      h("p", {}, `${count(number, "product")} of this stock-take will be forgotten. The levels stay as they are.`),
      h(
        "p",
        { class: "actions" },
        button("Forget what was counted", async () => {
          try {
            await write("DELETE", "/api/stocktake");
            forgetPending();
            forgetScans();
            close();
            onend();
          } catch (refusal) {
            toast({ text: refusal.message, tone: "bad" });
          }
        }, "danger"),
        button("Go on counting", close, "primary reads"),
      ),
    ));
}
