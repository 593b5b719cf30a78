// What is done to many bills at once. Each bill is an action of its own: some may be refused while others are done, and each says
// what became of it.

import { h, link, put } from "/app/dom.js";
import { at, write } from "/app/api.js";
import { count, money, today } from "/app/format.js";
import { button, dialog, filled, form } from "/app/ui.js";
import { billHref } from "/app/bills-table.js";
import { METHODS } from "/app/bill-dialogs.js";

/** The most bills that one address can name. */
const MOST = 200;

const name = (one) => one.number ?? "Draft";

/** The sum of what is open, by currency, in words. */
export function openSum(bills) {
  const sums = new Map();
  for (const { open } of bills) {
    if (open?.minor) sums.set(open.currency, (sums.get(open.currency) ?? 0) + open.minor);
  }
  return [...sums].map(([currency, minor]) => money({ minor, currency })).join(", ");
}

const whyNot = (one) =>
  one.state === "draft"
    ? "a draft: issue it first"
    : one.state === "void"
    ? "void"
    : one.open?.minor > 0
    ? null
    : "nothing is open";

/** Asks how the money came, then records what is open on each of the bills. */
export function payAll(bills, done) {
  const payable = bills.filter((one) => !whyNot(one));
  const left = bills.filter(whyNot);
  const results = new Map();
  const list = h("ul", { class: "entries results" });
  const draw = () =>
    put(
      list,
      [...payable, ...left].map((one) => {
        const [sign, text, tone] = results.get(one.id) ??
          (whyNot(one) ? ["–", `left out: ${whyNot(one)}`, "mute"] : ["", money(one.open), ""]);
        return h(
          "li",
          { class: tone },
          h("span", {}, link(billHref(one), name(one)), h("small", { class: "mute" }, ` ${one.customerName ?? ""}`)),
          h("span", { class: "amount" }, h("span", { "aria-hidden": "true" }, sign ? `${sign} ` : ""), text),
        );
      }),
    );
  draw();
  const outcome = h("p", { class: "preview", role: "status" });
  dialog(
    `Record payment in full on ${count(payable.length, "bill")}`,
    (close) => {
      const body = h("div", {});
      const asking = form({
        fields: [
          { name: "method", label: "How", options: METHODS, value: "transfer" },
          { name: "date", label: "Day", type: "date", value: today() },
        ],
        submit: payable.length ? `Record ${openSum(payable)}` : "Nothing to record",
        oncancel: close,
        onsubmit: async (values) => {
          if (!payable.length) return close();
          let good = 0;
          for (const one of payable) {
            results.set(one.id, ["…", "recording", "mute"]);
            draw();
            try {
              // The amount that was shown: what somebody else recorded meanwhile must not be paid twice.
              await write("POST", at("bill", one.number, "pay"), filled({ ...values, amount: one.open }));
              results.set(one.id, ["✓", `${money(one.open)} recorded`, "good"]);
              good += 1;
            } catch (refusal) {
              results.set(one.id, ["✕", [refusal.message, refusal.hint].filter(Boolean).join(" "), "bad"]);
            }
            draw();
          }
          put(
            outcome,
            good === payable.length
              ? `All ${count(good, "payment")} recorded.`
              : `${good} of ${count(payable.length, "payment")} recorded. The others say why not.`,
          );
          put(body, h("p", { class: "actions" }, button("Close", close, "primary reads")));
          body.querySelector("button").focus();
          done(payable.filter((one) => results.get(one.id)[2] === "good"));
        },
      });
      put(body, asking);
      return h("div", {}, list, outcome, body);
    },
  );
}

/** Downloads the chosen bills as one table; drafts have neither number nor day and are left out, which is said. */
export function exportAll(bills, say) {
  const issued = bills.filter((one) => one.state !== "draft").slice(0, MOST);
  if (!issued.length) return say("Drafts have neither number nor day: there is nothing to export.");
  const query = new URLSearchParams([["what", "bills"], ["format", "csv"]]);
  for (const one of issued) query.append("bill", one.number);
  const anchor = h("a", { href: `/api/export?${query}`, download: "bills.csv" });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  say(
    `${count(issued.length, "bill")} exported${
      issued.length < bills.length ? `, ${bills.length - issued.length} left out (drafts, or more than ${MOST})` : ""
    }.`,
  );
}

/** The address of the page that prints the chosen bills one after the other. */
export const printHref = (bills) =>
  `/print?bills=${
    bills.filter((one) => one.state !== "draft").slice(0, MOST).map((one) => encodeURIComponent(one.number)).join(",")
  }`;
