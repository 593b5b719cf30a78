// For trying things: make changes, disturb the network, see how long it takes until all is told again.

import { h, put } from "/app/dom.js";
import { at, get, post, write } from "/app/api.js";
import { count } from "/app/format.js";
import { button, card, complain, heading } from "/app/ui.js";
import { toast } from "/app/toasts.js";

export function demo(context) {
  const result = h("p", { class: "preview", role: "status" });
  const guard = (work) => async (event) => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    try {
      await work();
    } catch (refusal) {
      complain(refusal);
    } finally {
      pressed.disabled = false;
    }
  };
  const random = (number) => Math.floor(Math.random() * number);
  const product = async () => {
    const { items } = await get("/api/product", { limit: 200, sort: "sku" });
    return items[random(items.length)];
  };
  const bills = async (number) => {
    const customers = (await get("/api/customer", { limit: 200 })).items;
    for (let made = 0; made < number; made += 1) {
      const one = await product();
      await write("POST", "/api/bill", {
        customer: customers[random(customers.length)]?.id ?? "walk-in",
        lines: [{ sku: one.sku, quantity: 1 + random(3) }],
      });
    }
  };
  const movements = async (number) => {
    for (let made = 0; made < number; made += 1) {
      const one = await product();
      await write("POST", at("stock", one.sku, "receive"), { quantity: 1 + random(5) });
    }
  };
  let restored = null;
  const disturb = (faults, words) =>
    guard(async () => {
      await post("/api/network", faults);
      restored = Object.keys(faults).length ? null : performance.now();
      put(result, words);
    });
  const kinds = h(
    "div",
    { class: "actions" },
    ["info", "good", "warn", "bad"].map((tone) =>
      button(tone, () => toast({ text: `A message of the kind "${tone}".`, tone }))
    ),
    button("Burst of 10", () => {
      for (let n = 0; n < 10; n += 1) {
        toast({
          text: "One bill was paid.",
          tone: "good",
          merge: "burst",
          many: (times) => `${times} bills were paid.`,
        });
      }
    }),
  );
  return {
    title: "Demo",
    element: h(
      "div",
      {},
      heading("Demo"),
      result,
      card(
        "Make changes",
        h(
          "p",
          { class: "actions" },
          button("1 bill", guard(() => bills(1)), "primary"),
          button("10 bills", guard(() => bills(10))),
          button("10 movements", guard(() => movements(10))),
        ),
      ),
      card(
        "Views",
        h(
          "p",
          { class: "actions" },
          button("This shop in another window", () => open("/", "_blank", "popup,width=1100,height=800")),
          button("Bills beside stock", () => {
            open("/bills", "_blank", "popup,width=760,height=800");
            open("/stock", "_blank", "popup,width=760,height=800,left=780");
          }),
        ),
      ),
      card("Messages", kinds),
      card(
        "Connection to the other computers",
        h("p", {}, "Only on a node that was started for demonstrations (`replica run --allow-faults`)."),
        h(
          "p",
          { class: "actions" },
          button("Cut", disturb({ cut: true }, "Cut off. Changes are kept here."), "danger"),
          button("Delay 500 ms", disturb({ delay: 500 }, "Every message waits half a second.")),
          button("Drop 20 %", disturb({ drop: 0.2 }, "One datagram in five is dropped.")),
          button("Restore", disturb({}, "Restored."), "primary"),
        ),
      ),
      card(
        "This page's stream",
        h(
          "p",
          { class: "actions" },
          button("Stop the stream", () => {
            context.feed.pause(true);
            put(result, "The stream is stopped; nothing shows until it goes on.");
          }),
          button("Go on", () => {
            context.feed.pause(false);
            put(result, "Going on.");
          }),
        ),
      ),
    ),
    refresh: () => {},
    standing: (standing) => {
      if (restored !== null && standing.pending === 0 && standing.peers.some((one) => one.state === "here")) {
        put(result, `All caught up in ${((performance.now() - restored) / 1000).toFixed(1)} s.`);
        restored = null;
      } else if (standing.pending) {
        put(result, `${count(standing.pending, "change")} wait to be sent.`);
      }
    },
  };
}
