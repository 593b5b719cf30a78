// One bill: its paper, its ledger, what is said about it, and what can be done to it.

import { h, link, put } from "/app/dom.js";
import { at, get, post, write } from "/app/api.js";
import { count, day, money } from "/app/format.js";
import { billChip, button, card, facts, failure, formDialog, heading, loading, ring } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { busy, creditDialog, payDialog, refundDialog, reverseDialog, voidDialog } from "/app/bill-dialogs.js";
import { dueWords } from "/app/bills-table.js";
import { menuButton } from "/app/bills-menu.js";
import { conflictPanels, conflictsOf } from "/app/bill-conflict.js";
import { historyCard } from "/app/bill-history.js";
import { awaitArrival } from "/app/customer-arrivals.js";

/** Begins a draft with the customer and the lines of a bill, at today's prices where the bill had the product's. */
export async function duplicate(context, one) {
  const bill = one.lines ? one : await get(at("bill", one.number));
  const draft = await write("POST", "/api/draft", {
    customer: bill.customer,
    lines: bill.lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      price: line.price,
      ...(line.discount ? { discount: line.discount } : {}),
    })),
    ...(bill.billDiscount ? { discount: bill.billDiscount } : {}),
    ...(bill.note ? { note: bill.note } : {}),
  });
  toast({ text: `A draft like ${bill.number}.`, tone: "good" });
  context.go(`/drafts/${draft.id}`);
}

/** One bill, for the shop or for its customer. */
export function bill(context, name) {
  const place = h("div", {}, loading());
  let shown = null;
  let turn = 0;
  let isHistoryOpen = false;
  const isAdmin = context.status.role === "admin";

  async function refresh(rows) {
    if (
      rows && shown &&
      !rows.some((row) => row.documents.some((one) => one.id === shown.id || one.key === shown.number))
    ) return;
    const mine = (turn += 1);
    try {
      const [one, history] = await Promise.all([
        get(at("bill", name)),
        get(at("bill", name, "history")).catch(() => null),
      ]);
      if (one.state === "draft") return context.go(`/drafts/${one.id}`);
      const conflicts = isAdmin ? await conflictsOf(one.id, one.number) : [];
      if (mine !== turn) return;
      const text = JSON.stringify([one, history, conflicts]);
      if (shown?.text === text) return;
      const isChange = shown !== null && shown.changedAt !== one.changedAt;
      shown = { id: one.id, number: one.number, changedAt: one.changedAt, text };
      draw(one, history, conflicts, isChange);
      if (!isAdmin) awaitArrival(context, one);
      // Looked at, as soon as somebody can have seen it.
      if (one.news && !document.hidden) post(at("bill", name, "seen")).catch(() => {});
    } catch (refusal) {
      if (mine === turn && !shown) put(place, failure(refusal, () => refresh(null)));
    }
  }

  const act = async (word, body, done) => {
    const after = await write("POST", at("bill", name, word), body);
    toast({ text: done, tone: "good" });
    // What one did oneself is no news.
    if (!isAdmin) await post(at("bill", name, "seen")).catch(() => {});
    refresh(null);
    return after;
  };

  function adminActions(one) {
    const open = one.open?.minor ?? 0;
    const isVoid = one.state === "void";
    const isReversible = one.payments?.some((entry) => entry.stands && ["payment", "refund"].includes(entry.kind));
    const first = [];
    if (!isVoid && open > 0) {
      const pay = button("Record payment", () => payDialog(one, act), "primary");
      pay.dataset.key = "p";
      first.push(pay);
    }
    if (one.toGiveBack?.minor > 0) first.push(button("Record refund", () => refundDialog(one, act), "primary"));
    if (one.payment === "reported") {
      first.push(
        button(
          "Has not arrived",
          busy(() => act("dispute", {}, `The payment of ${one.number} is disputed.`)),
          "writes",
        ),
      );
    }
    first.push(link(`/bills/${encodeURIComponent(one.number)}/print`, h("span", { class: "button" }, "Print")));
    first.push(button("Duplicate", busy(() => duplicate(context, one)), "writes"));
    if (!isVoid) {
      first.push(button("Credit", () => creditDialog(one, act), "writes"));
      if (!one.received?.minor && !one.credited?.minor) {
        first.push(button("Void", () => voidDialog(one, act), "danger"));
      }
    }
    const more = [
      isReversible && ["Take a payment back", () => reverseDialog(one, act)],
      one.received?.minor > 0 && !(one.toGiveBack?.minor > 0) && ["Record refund", () => refundDialog(one, act)],
      !isVoid && one.payment === "written-off" &&
      ["Undo write-off", () => complainAct("write-off", { undo: true }, `${one.number} is open again.`), "writes"],
      !isVoid && one.payment !== "written-off" && open > 0 &&
      ["Write off", () => complainAct("write-off", {}, `Nothing more is expected on ${one.number}.`), "writes"],
      ["Payment slip 80 mm", () => context.go(`/bills/${encodeURIComponent(one.number)}/print?form=receipt`)],
    ].filter(Boolean);
    return [...first, menuButton("More actions", "More ▾", () => more)];
  }

  const complainAct = (word, body, done) =>
    act(word, body, done).catch((refusal) =>
      toast({ text: [refusal.message, refusal.hint].filter(Boolean).join(" "), tone: "bad" })
    );

  function customerActions(one) {
    const open = one.open?.minor ?? 0;
    const actions = [];
    if (["open", "disputed"].includes(one.payment) && open > 0) {
      actions.push(
        button(
          "I have paid this",
          busy(() => act("report", {}, "Noted. The shop is told that you have paid.")),
          "primary",
        ),
      );
    }
    if (one.payment === "reported") {
      actions.push(
        button(
          "I have not paid yet",
          busy(() => act("report", { withdraw: true }, "The report is taken back.")),
          "writes",
        ),
      );
    }
    actions.push(link(`/bills/${encodeURIComponent(one.number)}/print`, h("span", { class: "button" }, "Print")));
    return actions;
  }

  function draw(one, history, conflicts, isChange) {
    const open = one.open?.minor ?? 0;
    const isVoid = one.state === "void";
    const focused = place.contains(document.activeElement) ? document.activeElement.textContent : null;
    put(
      place,
      heading(
        h("span", { class: isVoid ? "void" : "" }, `Bill ${one.number}`),
        isAdmin ? adminActions(one) : customerActions(one),
      ),
      h(
        "div",
        { class: "bill-head" },
        h("p", { class: "lead" }, billChip(one)),
        open > 0
          ? h("p", { class: "open-amount" }, h("strong", {}, money(one.open)), ` open of ${money(one.total)}`)
          : null,
        reachSentence(one),
        isAdmin ? null : reportSentence(one),
      ),
      isVoid
        ? h("p", { class: "notice" }, `Void${one.voided ? ` since ${day(one.voided)}` : ""}: ${one.reason ?? ""}`)
        : null,
      conflictPanels(conflicts, () => refresh(null)),
      h(
        "div",
        { class: `paper${isChange ? " changed" : ""}${isVoid ? " is-void" : ""}` },
        facts([
          [
            "Customer",
            isAdmin && one.customer
              ? link(`/customers/${one.customer}`, one.customerName ?? one.customer)
              : one.customerName,
          ],
          ["Date", day(one.date)],
          ["Due", one.due ? h("span", { class: one.overdueDays ? "late" : null }, dueText(one)) : ""],
          ["Issued by", one.by],
          ["Note", one.note],
        ]),
        lines(one),
        totals(one),
      ),
      ledger(one),
      talk(one),
      history
        ? historyCard(history, one, isHistoryOpen, (is) => {
          isHistoryOpen = is;
        })
        : null,
    );
    if (focused) [...place.querySelectorAll("button, a, h1")].find((other) => other.textContent === focused)?.focus();
  }

  function talk(one) {
    const questions = one.questions ?? [];
    const ask = () =>
      formDialog("Question about this bill", {
        fields: [{ name: "text", label: "Your question", type: "textarea", required: true, maxlength: 4000 }],
        submit: "Send",
        onsubmit: ({ text }) => act("ask", { text }, "The question is on its way."),
      });
    const answer = (question) =>
      formDialog("Answer", {
        fields: [{
          name: "text",
          label: question.text,
          type: "textarea",
          required: true,
          maxlength: 4000,
          value: question.answer ?? "",
        }],
        submit: "Answer",
        onsubmit: ({ text }) => act("answer", { question: question.id, text }, "The answer is on its way."),
      });
    if (isAdmin && !questions.length) return null;
    return card(
      "Questions",
      questions.map((question) =>
        h(
          "div",
          { class: "talk" },
          h("p", {}, h("strong", {}, "Asked: "), question.text),
          h(
            "p",
            {},
            question.answer ? [h("strong", {}, "Answered: "), question.answer] : h("em", {}, "Not answered yet."),
          ),
          isAdmin ? button(question.answer ? "Change the answer" : "Answer", () => answer(question), "writes") : null,
        )
      ),
      isAdmin ? null : button("Question about this bill", ask, "writes"),
    );
  }

  refresh(null);
  return { title: `Bill ${name}`, element: place, refresh };
}

const dueText = (one) => {
  const words = dueWords(one);
  return words === day(one.due) ? words : `${day(one.due)} (${words})`;
};

/** Where the bill is, by name: on 2 of 5 computers: not yet Till 2, Office. */
function reachSentence(one) {
  const { reach, lacking = [] } = one;
  const missing = reach.members - reach.reached;
  const names = lacking.join(", ") + (missing > lacking.length ? ` and ${missing - lacking.length} more` : "");
  return h(
    "p",
    { class: "mute reach" },
    ring(reach),
    " ",
    reach.members === 0
      ? "On this computer, the only one."
      : missing <= 0
      ? `On all ${count(reach.members + 1, "computer")}.`
      : `On ${reach.reached + 1} of ${count(reach.members + 1, "computer")}: not yet ${names}.`,
  );
}

/** For a customer who said that it is paid: whether the shop has heard. */
const reportSentence = (one) =>
  one.payment !== "reported" ? null : h(
    "p",
    { role: "status", class: one.reach.reached ? "good" : "" },
    one.reach.reached
      ? "✓ Your report has arrived at the shop. It is shown as paid once the shop has the money."
      : "Your report is kept on this computer and goes to the shop as soon as one of its computers is reached.",
  );

function lines(one) {
  const hasDiscount = one.lines.some((line) => line.discount);
  const columns = [["Quantity", "amount"], ["Product", ""], ["Price", "amount alone"]]
    .concat(hasDiscount ? [["Discount", "amount alone"]] : [], [["Tax", "amount alone"], ["Total", "amount"]]);
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Lines" },
    h(
      "table",
      { class: "plain list bill-lines" },
      h("caption", { class: "unseen" }, "Lines"),
      h("thead", {}, h("tr", {}, columns.map(([text, kind]) => h("th", { scope: "col", class: kind }, text)))),
      h(
        "tbody",
        {},
        one.lines.map((line) =>
          h(
            "tr",
            {},
            h("td", { class: "amount" }, line.quantity),
            h(
              "td",
              {},
              h("strong", {}, line.name),
              h("small", { class: "mute" }, ` ${line.sku}`),
              // On a phone, where there is no room for columns.
              h(
                "small",
                { class: "mute each" },
                [money(line.price), discountText(line.discount), line.rate && `tax ${line.rate} %`].filter(Boolean)
                  .join(" · "),
              ),
            ),
            h("td", { class: "amount alone" }, money(line.price)),
            hasDiscount ? h("td", { class: "amount alone" }, discountText(line.discount)) : null,
            h("td", { class: "amount alone" }, line.rate ? `${line.rate} %` : ""),
            h("td", { class: "amount" }, money(line.total)),
          )
        ),
      ),
    ),
  );
}

/** A discount as it is written: 10 %, or 3,00 €. */
export const discountText = (discount) =>
  !discount ? "" : discount.percent ? `−${discount.percent} %` : `−${money(discount.amount)}`;

/** The amounts below the lines. */
export function totals(one) {
  return h(
    "dl",
    { class: "totals" },
    [
      one.discount?.minor ? ["Discounts, taken off", one.discount] : [],
      ["Net", one.net],
      ...(one.taxes ?? []).map((tax) => [`Tax ${tax.rate} % of ${money(tax.net)}`, tax.tax]),
      ["Total", one.total, "strong"],
      ["Received", one.received?.minor ? one.received : null],
      ["Credited", one.credited?.minor ? one.credited : null],
      ["Given up", one.writtenOff?.minor ? one.writtenOff : null],
      ["Open", one.open?.minor ? one.open : null, "strong"],
      ["To give back", one.toGiveBack?.minor ? one.toGiveBack : null, "strong"],
    ].filter(([, amount]) => amount).map(([name, amount, kind]) =>
      h("div", { class: kind }, h("dt", {}, name), h("dd", {}, money(amount)))
    ),
  );
}

const KINDS = { payment: "Payment", reversal: "Taken back", refund: "Refund", "refund-reversal": "Refund taken back" };

/** The entries of a bill's ledger, the oldest first. */
export const entriesOf = (one) =>
  [
    ...(one.payments ?? []).map((entry) => ({
      at: entry.madeAt,
      kind: KINDS[entry.kind],
      text: [entry.method, entry.ref, entry.note].filter(Boolean).join(", "),
      date: entry.date,
      amount: entry.amount,
      stands: entry.stands !== false || entry.reverses,
      isUndone: entry.stands === false,
      by: entry.by,
    })),
    ...(one.credits ?? []).map((entry) => ({
      at: entry.madeAt,
      kind: "Credit",
      text: entry.reason,
      date: entry.date,
      amount: entry.amount,
      stands: true,
      by: entry.by,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));

function ledger(one) {
  const entries = entriesOf(one);
  if (!entries.length) return null;
  return card(
    "Payments",
    h(
      "ul",
      { class: "entries" },
      entries.map((entry) =>
        h(
          "li",
          { class: entry.stands ? "" : "void" },
          h(
            "span",
            {},
            entry.kind,
            entry.text || entry.by
              ? h("small", { class: "mute" }, ` ${[entry.text, entry.by].filter(Boolean).join(" · ")}`)
              : null,
          ),
          h("span", {}, day(entry.date)),
          h("span", { class: "amount" }, money(entry.amount)),
        )
      ),
    ),
  );
}
