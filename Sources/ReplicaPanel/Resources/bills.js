// The list of bills, and one bill with what can be done to it.

import { h, link, put } from "/app/dom.js";
import { at, get, post, write } from "/app/api.js";
import { ago, count, day, due, money, plain, today, typed } from "/app/format.js";
import { billChip, button, card, dialog, empty, facts, failure, filled, form, formDialog, heading, loading, ring } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";

const TABS = [
  ["collect", "To collect", { state: ["open", "reported", "disputed", "partly-paid"], sort: "due" }],
  ["overdue", "Overdue", { state: "overdue", sort: "due" }], ["drafts", "Drafts", { state: "draft" }],
  ["paid", "Paid", { state: ["paid", "refunded", "written-off"], sort: "-date" }], ["overpaid", "Overpaid", { state: "overpaid", sort: "-date" }],
  ["void", "Void", { state: ["void", "void-to-give-back"], sort: "-date" }], ["all", "All", { sort: "-date" }],
];

export const billHref = (one) => (one.state === "draft" ? `/drafts/${one.id}` : `/bills/${encodeURIComponent(one.number ?? one.id)}`);

/** The columns of a list of bills. */
export const billColumns = (isCustomer) => [
  { title: "", kind: "mark", cell: (one) => ring(one.reach) },
  { title: "Number", kind: "name", cell: (one) => link(billHref(one), one.number ?? "Draft") },
  isCustomer ? null : { title: "Customer", kind: "text", cell: (one) => one.customerName ?? "–" },
  { title: "Date", kind: "date", cell: (one) => day(one.date) },
  { title: "Due", kind: "date", cell: (one) => (one.open?.minor > 0 ? h("span", { class: one.overdueDays ? "late" : null }, due(one)) : "") },
  { title: "Total", kind: "amount", cell: (one) => money(one.total) },
  { title: "Open", kind: "amount strong", cell: (one) => (one.open?.minor ? money(one.open) : "") },
  { title: "State", kind: "chips", cell: (one) => billChip(one, false) },
].filter(Boolean);

const COLLECTIONS = ["bill", "payment", "credit", "customer", "question"];

export function bills() {
  const asked = new URLSearchParams(location.search);
  const text = asked.get("text") ?? "";
  let tab = asked.get("tab") ?? (text ? "all" : "collect");
  const sums = h("p", { class: "sums" });
  const query = () => ({ state: undefined, sort: undefined, ...TABS.find(([id]) => id === tab)[2], text: search.value.trim() });
  const search = h("input", { type: "search", value: text, placeholder: "Number, customer or product", "aria-label": "Filter bills" });
  const tabs = h("div", { class: "tabs", role: "group", "aria-label": "Which bills" });
  const drawTabs = () => put(tabs, TABS.map(([id, word]) => h("button", { type: "button", "aria-pressed": String(id === tab), onclick: () => { tab = id; change(); } }, word)));
  const change = () => {
    drawTabs();
    const words = new URLSearchParams(filled({ tab, text: search.value.trim() }));
    history.replaceState(null, "", `/bills?${words}`);
    table.set(query());
  };
  let timer;
  search.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(change, 150); });
  const table = liveTable({
    path: "/api/bill", query: query(), columns: billColumns(false), collections: COLLECTIONS, label: "Bills",
    empty: (state) => (state.text || tab !== "all"
      ? empty("No bill matches", "There is none of this kind now.", button("Show all bills", () => { tab = "all"; search.value = ""; change(); }))
      : empty("No bills yet", "A bill takes its products from stock and goes to its customer at once.", link("/bills/new", "Create the first bill"))),
    onload: ({ count: number, sums: all }) => put(sums, count(number, "bill"), (all ?? []).map((one) => ` · ${money(one.total)}, ${money(one.open)} open`)),
  });
  drawTabs();
  return {
    title: "Bills",
    element: h("div", {}, heading("Bills", link("/bills/new", h("span", { class: "button primary" }, "New bill"))), tabs, h("div", { class: "filter" }, search, sums), table.element),
    refresh: (rows) => { if (rows === null || rows.some(table.touches)) table.refresh(); },
  };
}

/** One bill, for the shop or for its customer. */
export function bill(context, name) {
  const place = h("div", {}, loading());
  let shown = null;
  let turn = 0;
  const isAdmin = context.status.role === "admin";

  async function refresh(rows) {
    if (rows && shown && !rows.some((row) => row.documents.some((one) => one.id === shown.id || COLLECTIONS.includes(one.collection)))) return;
    const mine = (turn += 1);
    try {
      const [one, history] = await Promise.all([get(at("bill", name)), get(at("bill", name, "history")).catch(() => null)]);
      if (mine !== turn) return;
      const text = JSON.stringify([one, history]);
      if (shown?.text === text) return;
      const isChange = shown !== null;
      shown = { id: one.id, text };
      draw(one, history, isChange);
      // Looked at, as soon as somebody can have seen it.
      if (one.news && !document.hidden) post(at("bill", name, "seen")).catch(() => {});
    } catch (refusal) {
      if (mine === turn && !shown) put(place, failure(refusal, () => refresh(null)));
    }
  }

  const act = async (word, body, done) => {
    const after = await write("POST", at("bill", name, word), body);
    toast({ text: done, tone: "good" });
    refresh(null);
    return after;
  };

  function draw(one, history, isChange) {
    const open = one.open?.minor ?? 0;
    const isVoid = one.state === "void";
    const title = h("span", { class: isVoid ? "void" : "" }, `Bill ${one.number}`);
    const actions = [];
    if (isAdmin && !isVoid) {
      if (open > 0) {
        const pay = button("Record payment", () => payDialog(one, act), "primary");
        pay.dataset.key = "p";
        actions.push(pay);
      }
      if (one.payment === "reported") actions.push(button("Has not arrived", () => act("dispute", {}, `The payment of ${one.number} is disputed.`).catch(complain)));
      if (one.payments?.some((entry) => entry.stands && entry.kind === "payment")) actions.push(button("Take payment back", () => reverseDialog(one, act)));
      if (one.toGiveBack?.minor > 0) actions.push(button("Record refund", () => refundDialog(one, act), "primary"));
      actions.push(button("Credit", () => creditDialog(one, act)));
      if (one.payment === "written-off") actions.push(button("Undo write-off", () => act("write-off", { undo: true }, `${one.number} is open again.`).catch(complain)));
      else if (open > 0) actions.push(button("Write off", () => act("write-off", {}, `Nothing more is expected on ${one.number}.`).catch(complain)));
      if (!one.received?.minor) actions.push(button("Void", () => voidDialog(one, act), "danger"));
    }
    if (!isAdmin && one.payment === "reported") actions.push(button("I have not paid yet", () => act("report", { withdraw: true }, "The report is taken back.").catch(complain)));
    if (!isAdmin && ["open", "disputed", "partly-paid"].includes(one.payment) && open > 0) {
      actions.push(button("I have paid this", () => act("report", {}, "The shop is told that you have paid.").catch(complain), "primary"));
    }
    actions.push(button("Print", () => print()));
    put(place,
      heading(title, actions),
      h("p", { class: "lead" }, billChip(one), " ", reachSentence(one.reach)),
      isVoid ? h("p", { class: "notice" }, `Void${one.voided ? ` since ${day(one.voided)}` : ""}: ${one.reason ?? ""}`) : null,
      h("div", { class: isChange ? "paper changed" : "paper" },
        facts([["Customer", isAdmin && one.customer ? link(`/customers/${one.customer}`, one.customerName ?? one.customer) : one.customerName], ["Date", day(one.date)],
          ["Due", one.due ? `${day(one.due)}${one.overdueDays ? ` (${due(one)})` : ""}` : ""], ["Issued by", one.by], ["Note", one.note]]),
        lines(one), totals(one)),
      ledger(one),
      talk(one),
      history ? changes(history) : null);
  }

  function talk(one) {
    const questions = one.questions ?? [];
    const ask = () => formDialog("Question about this bill", {
      fields: [{ name: "text", label: "Your question", type: "textarea", required: true, maxlength: 4000 }], submit: "Send",
      onsubmit: ({ text }) => act("ask", { text }, "The question is on its way."),
    });
    const answer = (question) => formDialog("Answer", {
      fields: [{ name: "text", label: question.text, type: "textarea", required: true, maxlength: 4000, value: question.answer ?? "" }], submit: "Answer",
      onsubmit: ({ text }) => act("answer", { question: question.id, text }, "The answer is on its way."),
    });
    if (isAdmin && !questions.length) return null;
    return card("Questions", questions.map((question) => h("div", { class: "talk" }, h("p", {}, h("strong", {}, "Asked: "), question.text),
      h("p", {}, question.answer ? [h("strong", {}, "Answered: "), question.answer] : h("em", {}, "Not answered yet.")),
      isAdmin ? button(question.answer ? "Change the answer" : "Answer", () => answer(question)) : null)), isAdmin ? null : button("Question about this bill", ask));
  }

  refresh(null);
  return { title: `Bill ${name}`, element: place, refresh };
}

export const complain = (refusal) => toast({ text: [refusal.message, refusal.hint].filter(Boolean).join(" "), tone: "bad" });

const reachSentence = (reach) => h("span", { class: "mute" }, ring(reach), " ",
  reach.members === 0 ? "On this computer." : reach.reached >= reach.members ? "On all computers." : `On this computer and ${reach.reached} of ${count(reach.members, "other")}.`);

function lines(one) {
  return h("div", { class: "scroll" }, h("table", { class: "plain list" }, h("caption", { class: "unseen" }, "Lines"),
    h("thead", {}, h("tr", {}, ["Quantity", "Product", "Price", "Tax", "Total"].map((text, index) => h("th", { scope: "col", class: index === 1 ? "" : "amount" }, text)))),
    h("tbody", {}, one.lines.map((line) => h("tr", {}, h("td", { class: "amount" }, line.quantity), h("td", {}, h("strong", {}, line.name), h("small", { class: "mute" }, ` ${line.sku}`)),
      h("td", { class: "amount" }, money(line.price)), h("td", { class: "amount" }, line.rate ? `${line.rate} %` : ""), h("td", { class: "amount" }, money(line.total)))))));
}

function totals(one) {
  return h("dl", { class: "totals" }, [
    ["Net", one.net], ...(one.taxes ?? []).map((tax) => [`Tax ${tax.rate} %`, tax.tax]), ["Total", one.total, "strong"], ["Received", one.received?.minor ? one.received : null],
    ["Credited", one.credited?.minor ? one.credited : null], ["Open", one.open?.minor ? one.open : null, "strong"], ["To give back", one.toGiveBack?.minor ? one.toGiveBack : null, "strong"],
  ].filter(([, amount]) => amount).map(([name, amount, kind]) => h("div", { class: kind }, h("dt", {}, name), h("dd", {}, money(amount)))));
}

const KINDS = { payment: "Payment", reversal: "Taken back", refund: "Refund", "refund-reversal": "Refund taken back" };

function ledger(one) {
  const entries = [...(one.payments ?? []).map((entry) => [entry.madeAt, KINDS[entry.kind], [entry.method, entry.ref, entry.note, entry.reason].filter(Boolean).join(", "), entry.date, entry.amount, entry.stands !== false]),
    ...(one.credits ?? []).map((entry) => [entry.madeAt, "Credit", entry.reason, entry.date, entry.amount, true])].sort();
  if (!entries.length) return null;
  return card("Payments", h("ul", { class: "entries" }, entries.map(([, kind, text, date, amount, stands]) =>
    h("li", { class: stands ? "" : "void" }, h("span", {}, kind, text ? h("small", { class: "mute" }, ` ${text}`) : null), h("span", {}, day(date)), h("span", { class: "amount" }, money(amount))))));
}

function changes(history) {
  const rows = history.items.slice(-100).reverse();
  return h("details", { class: "card" }, h("summary", {}, `History (${history.items.length})`), h("ul", { class: "entries" }, rows.map((item) => h("li", {},
    h("span", {}, `${item.document.collection} · ${item.path}`, h("small", { class: "mute" }, ` ${[item.user, item.nodeName].filter(Boolean).join(" at ")}`)), h("time", { title: item.madeAt }, item.madeAt ? ago(item.madeAt) : "")))));
}

// MARK: Dialogs

const METHODS = [["cash", "Cash"], ["card", "Card"], ["transfer", "Transfer"], ["other", "Other"]];

function payDialog(one, act) {
  formDialog(`Payment on ${one.number}`, {
    fields: [
      { name: "amount", label: "Amount", type: "amount", value: moneyText(one.open), required: true, hint: `Open: ${money(one.open)}` },
      { name: "method", label: "How", options: METHODS, value: "cash" }, { name: "ref", label: "Reference", hint: "As on the bank statement." },
      { name: "date", label: "Day", type: "date", value: today() }, { name: "overpay", label: "Record it though it is more than what is open", type: "checkbox" },
    ],
    submit: "Record payment",
    onsubmit: async (values) => {
      const after = await act("pay", filled({ ...values, amount: typed(values.amount) }), `Recorded ${values.amount} on ${one.number}.`);
      return after;
    },
  });
}

function refundDialog(one, act) {
  formDialog(`Refund on ${one.number}`, {
    fields: [{ name: "amount", label: "Amount", type: "amount", value: moneyText(one.toGiveBack), required: true, hint: `To give back: ${money(one.toGiveBack)}` },
      { name: "method", label: "How", options: METHODS, value: "cash" }, { name: "ref", label: "Reference" }, { name: "date", label: "Day", type: "date", value: today() }],
    submit: "Record refund", onsubmit: (values) => act("refund", filled({ ...values, amount: typed(values.amount) }), `Gave back ${values.amount} on ${one.number}.`),
  });
}

const moneyText = (amount) => (amount ? plain(amount) : "");

function reverseDialog(one, act) {
  const standing = one.payments.filter((entry) => entry.stands && entry.kind === "payment");
  formDialog(`Take a payment on ${one.number} back`, {
    fields: [{ name: "payment", label: "Which", options: standing.map((entry) => [entry.id, `${money(entry.amount)}, ${day(entry.date)}`]), value: standing[0].id }, { name: "reason", label: "Why" }],
    submit: "Take back", onsubmit: (values) => act("reverse", filled(values), `Took a payment on ${one.number} back.`),
  });
}

function creditDialog(one, act) {
  formDialog(`Credit on ${one.number}`, {
    fields: [{ name: "amount", label: "Amount", type: "amount", hint: "Empty: all that the bill still asks for." }, { name: "reason", label: "Why", required: true },
      { name: "restock", label: "The goods come back to the shelf", type: "checkbox" }],
    submit: "Credit", onsubmit: (values) => act("credit", filled({ ...values, amount: typed(values.amount) }), `Credited ${one.number}.`),
  });
}

function voidDialog(one, act) {
  dialog(`Void bill ${one.number}?`, (close) => h("div", {}, h("p", {}, "Its number stays in the books, its products go back to stock. This can't be undone."),
    form({ fields: [{ name: "reason", label: "Why", required: true, autofocus: true }], submit: "Void the bill", oncancel: close,
      onsubmit: async (values) => { await act("void", values, `Voided ${one.number}.`); close(); } })));
}
