// The end of a stock-take: what differs, why, and its recording, product by product.

import { h, link, put, say } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, signed } from "/app/format.js";
import { button, heading } from "/app/ui.js";
import { forgetPending } from "/app/count-saver.js";
import { everyProduct, productHref } from "/app/stock-parts.js";

const CAUSES = [
  "Broken or spoiled",
  "Stolen",
  "Found again",
  "Miscounted before",
  "Sold without a bill",
  "Delivery not recorded",
];

/** The page of the review; `back` goes on with counting. */
export async function review({ back }) {
  const [take, products] = await Promise.all([get("/api/stocktake", { review: true }), everyProduct()]);
  const rows = take.items.filter((item) => item.counted !== null).map((item) => ({ ...item, state: "open", note: "" }));
  const differing = rows.filter((row) => row.difference !== 0);
  const agreeing = rows.filter((row) => row.difference === 0);
  const seen = new Set(rows.map((row) => row.product));
  const rest = products.filter((one) =>
    !seen.has(one.id) &&
    (!take.location || one.places.some((place) => place.location === take.location && place.level !== 0))
  );
  const state = h("div", { class: "count-progress", role: "status" });
  const common = h("input", {
    list: "causes",
    placeholder: "Such as: yearly count",
    maxlength: 300,
    id: "common-note",
  });
  const go = button("", run, "primary");
  const place = h("div", { class: "count-page" });
  let isRunning = false;

  const label = () => {
    const open = rows.filter((row) => row.state !== "done").length;
    go.textContent = open ? `Record ${count(open, "count")}` : "Done";
    go.disabled = isRunning || !open;
  };

  async function run() {
    if (isRunning) return;
    isRunning = true;
    label();
    const waiting = rows.filter((row) => row.state !== "done");
    const bar = h("progress", { max: waiting.length, value: 0, "aria-label": "Counts recorded" });
    const words = h("span");
    put(state, bar, words);
    let failures = 0;
    for (const [index, row] of waiting.entries()) {
      words.textContent = `${index} of ${waiting.length} recorded`;
      bar.value = index;
      const note = row.note || common.value.trim();
      try {
        const after = await write("POST", at("stocktake", "items", row.product, "apply"), note ? { note } : {});
        row.state = "done";
        row.after = after.after;
      } catch (refusal) {
        row.state = "failed";
        row.error = refusal.message;
        failures += 1;
        if (refusal.isAway) break;
      }
      row.draw?.();
    }
    isRunning = false;
    await end(waiting.length, failures);
    label();
  }

  async function end(number, failures) {
    const done = rows.filter((row) => row.state === "done").length;
    const open = rows.length - done;
    if (!open) {
      // Products that were only scanned do not keep it open.
      await write("DELETE", "/api/stocktake").catch(() => {});
      forgetPending();
    }
    const text = failures
      ? `${done} of ${number} recorded; ${count(open, "count")} could not be, see below. The others stay recorded.`
      : `${count(done, "count")} recorded. The stock-take is finished.`;
    put(
      state,
      h("p", { class: failures ? "notice" : "good strong" }, text),
      open ? null : h(
        "p",
        { class: "actions" },
        link("/stock/moves?reason=counted", "See them in the ledger"),
        link("/stock", "To the stock"),
      ),
    );
    if (!open) put(actions);
    say(text, true);
  }

  const actions = h("div", { class: "actions" }, go, button("Go on counting", back));
  label();
  put(
    place,
    h("p", { class: "crumbs" }, link("/stock", "Stock")),
    heading(`Review${take.location ? `: ${take.location}` : ""}`, actions),
    state,
    rows.length
      ? h(
        "p",
        { class: "field" },
        h(
          "label",
          { for: "common-note" },
          "Reason for all that have none of their own",
          h("span", { class: "optional" }, " (optional)"),
        ),
        common,
      )
      : h("p", { class: "notice" }, "Nothing was counted yet. Go on counting first."),
    h("datalist", { id: "causes" }, CAUSES.map((text) => h("option", { value: text }))),
    rows.length
      ? h(
        "section",
        { class: "card" },
        h("h2", {}, differing.length ? `${count(differing.length, "difference")}` : "No difference"),
        differing.length
          ? table(differing, "Differences", true)
          : h("p", {}, "Everything that you counted agrees with what the ledger says."),
      )
      : null,
    agreeing.length
      ? h(
        "details",
        { class: "card" },
        h("summary", {}, `${count(agreeing.length, "product")} as expected`),
        table(agreeing, "Counts without a difference", false),
      )
      : null,
    rest.length ? uncounted(rest, back) : null,
  );
  return place;
}

const table = (rows, label, hasNotes) =>
  h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "list plain review" },
      h("caption", { class: "unseen" }, label),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          [
            ["Product"],
            ["Expected", "amount"],
            ["Counted", "amount"],
            ["Difference", "amount"],
            hasNotes ? ["Reason"] : null,
            ["Recorded"],
          ]
            .filter(Boolean).map(([text, kind]) => h("th", { scope: "col", class: kind }, text)),
        ),
      ),
      h("tbody", {}, rows.map((row) => reviewRow(row, hasNotes))),
    ),
  );

function reviewRow(row, hasNotes) {
  const outcome = h("td", { class: "outcome" });
  row.draw = () => {
    put(
      outcome,
      row.state === "done"
        ? h("span", { class: "chip good" }, h("span", { "aria-hidden": "true" }, "✓"), `now ${row.after}`)
        : row.state === "failed"
        ? h("span", { class: "error" }, row.error)
        : h("span", { class: "mute" }, "not yet"),
    );
  };
  row.draw();
  return h(
    "tr",
    {},
    h("td", {}, link(productHref(row), row.sku), " ", row.name),
    h("td", { class: "amount", "data-title": "Expected" }, row.expected),
    h("td", { class: "amount strong", "data-title": "Counted" }, row.counted),
    h(
      "td",
      {
        class: `amount strong ${row.difference < 0 ? "less" : row.difference > 0 ? "more" : ""}`,
        "data-title": "Difference",
      },
      signed(row.difference),
      row.changed ? h("small", { class: "mute" }, ` moved ${signed(row.changed)} since`) : null,
    ),
    hasNotes
      ? h(
        "td",
        { class: "why" },
        h("input", {
          list: "causes",
          maxlength: 300,
          "aria-label": `Why ${row.sku} differs`,
          oninput: (event) => {
            row.note = event.target.value.trim();
          },
        }),
      )
      : null,
    outcome,
  );
}

/** What nobody scanned: it stays as it is, unless somebody says that nothing of it is there. */
function uncounted(rest, back) {
  const error = h("p", { class: "error", role: "alert" });
  return h(
    "details",
    { class: "card" },
    h("summary", {}, `${count(rest.length, "product")} not counted: they stay as they are`),
    error,
    h(
      "ul",
      { class: "entries" },
      rest.slice(0, 500).map((one) =>
        h(
          "li",
          {},
          h("span", {}, link(productHref(one), one.sku), " ", one.name),
          h("button", {
            type: "button",
            class: "writes",
            "aria-label": `Nothing of ${one.sku} is there: count 0`,
            onclick: async (event) => {
              event.target.disabled = true;
              try {
                await write("POST", "/api/stocktake/items", { code: one.id });
                await write("PATCH", at("stocktake", "items", one.id), { counted: 0 });
                put(event.target.parentNode, `${one.sku} ${one.name}`, h("span", { class: "chip mute" }, "counted 0"));
                error.textContent = "Go on counting and come back to see it among the differences.";
              } catch (refusal) {
                event.target.disabled = false;
                error.textContent = refusal.message;
              }
            },
          }, "None there"),
        )
      ),
    ),
    rest.length > 500 ? h("p", { class: "mute" }, `and ${rest.length - 500} more`) : null,
    h("p", { class: "actions" }, button("Go on counting", back)),
  );
}
