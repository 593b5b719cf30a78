// What is told of changes that others made. Only what is live becomes a message of its own; what was caught up is summed up once.

import { at, get } from "/app/api.js";
import { count, money } from "/app/format.js";
import { toast } from "/app/toasts.js";
import { ledgerWords } from "/app/words.js";

let caughtUp = 0;
let timer = null;

/** Tells of rows of the feed. */
export function tell(rows, context) {
  for (const row of rows) {
    if (row.own) continue;
    if (row.live) tellOne(row, context);
    else caughtUp += 1;
  }
  if (caughtUp) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      toast({ text: `${count(caughtUp, "change")} came while this computer was away.` });
      caughtUp = 0;
    }, 700);
  }
  alerts(rows);
  if (document.hidden && Notification?.permission === "granted" && localStorage.getItem("notify") === "on") {
    const bill = rows.find((row) => !row.own && row.live && row.types.includes("bill.created"));
    if (bill) {
      new Notification("New bill", {
        body: bill.documents.find((one) => one.collection === "bill")?.key ?? "",
        tag: "bill",
      });
    }
  }
}

const who = (row) => (row.user ? `${row.user} at ${row.nodeName}` : row.nodeName);

/** Thresholds that were crossed, whoever crossed them. */
function alerts(rows) {
  for (const row of rows) {
    for (const one of row.documents) {
      if (one.collection !== "product" || !row.live) continue;
      const href = `/stock/${encodeURIComponent(one.key ?? one.id)}`;
      if (row.types.includes("stock.low")) {
        toast({ text: `${one.key} is low.`, tone: "warn", href, merge: `low:${one.id}` });
      }
      if (row.types.includes("stock.below-zero")) {
        toast({ text: `${one.key} is below zero.`, tone: "warn", href, merge: `low:${one.id}` });
      }
      if (row.types.includes("stock.recovered")) {
        toast({ text: `${one.key} is in stock again.`, tone: "good", href, merge: `up:${one.id}` });
      }
    }
  }
}

function tellOne(row, context) {
  const touched = (collection) => row.documents.filter((one) => one.collection === collection);
  const bill = touched("bill")[0];
  const where = (one) => `/bills/${encodeURIComponent(one.key ?? one.id)}`;
  const isCustomer = context.status.role === "customer";
  if (bill && row.types.includes("bill.created")) return tellBill(bill, row, where(bill), isCustomer);
  if (bill) return tellMove(bill, row, where(bill));
  const payment = touched("payment")[0];
  if (payment) {
    return toast({
      text: `${who(row)} recorded a payment on ${payment.key ?? "a bill"}.`,
      tone: "good",
      href: where(payment),
      merge: "payment",
      many: (n) => `${n} payments were recorded.`,
    });
  }
  const question = touched("question")[0];
  if (question) {
    return toast({
      text: `${who(row)} wrote about bill ${question.key ?? ""}.`,
      href: where(question),
      tone: isCustomer ? "info" : "warn",
    });
  }
  if (touched("product").length && !row.types.some((type) => type.startsWith("stock."))) {
    const product = touched("product")[0];
    return toast({
      text: `${ledgerWords(row)} (${who(row)})`,
      href: `/stock/${encodeURIComponent(product.key ?? product.id)}`,
      merge: "product",
      many: (n) => `${n} changes of products.`,
    });
  }
  if (touched("customer").length && !isCustomer) {
    toast({
      text: `${who(row)} changed a customer.`,
      merge: "customer",
      many: (n) => `${n} changes of customers.`,
    });
  }
}

async function tellBill(one, row, href, isCustomer) {
  const bill = await get(at("bill", one.id)).catch(() => null);
  const name = one.key ?? "";
  if (!bill) return;
  if (bill.state === "draft") return;
  const sum = bill.total ? ` · ${money(bill.total)}` : "";
  toast({
    text: isCustomer ? `New bill ${name}${sum}` : `New bill ${name}${sum} · ${bill.customerName ?? ""} (${who(row)})`,
    tone: isCustomer ? "info" : "good",
    href,
    merge: "bill",
    many: (n) => `${n} new bills.`,
  });
}

const WORDS = {
  open: "is open again",
  reported: "was reported as paid",
  disputed: "is disputed: the payment has not arrived",
  "partly-paid": "is partly paid",
  paid: "is paid",
  refunded: "was refunded",
  "written-off": "was written off",
};

function tellMove(one, row, href) {
  const payment = one.fields.find((field) => field.path === "payment");
  const state = one.fields.find((field) => field.path === "state" || field.path === "void");
  if (payment && WORDS[payment.after]) {
    return toast({
      text: `Bill ${one.key} ${WORDS[payment.after]}.`,
      tone: payment.after === "disputed" ? "warn" : "good",
      href,
      merge: `move:${payment.after}`,
      many: (n) => `${n} bills: ${payment.after}.`,
    });
  }
  toast({
    text: state ? `Bill ${one.key} was voided.` : `Bill ${one.key} was changed by ${who(row)}.`,
    href,
    merge: "change",
    many: (n) => `${n} bills were changed.`,
  });
}
