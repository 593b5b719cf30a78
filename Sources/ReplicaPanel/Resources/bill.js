// One bill: its paper, its ledger, what is said about it, and what can be done to it.

import { h, link, put } from "/app/dom.js";
import { at, get, post, write } from "/app/api.js";
import { ago, count, day, due, money } from "/app/format.js";
import { billChip, button, card, complain, facts, failure, formDialog, heading, loading, ring } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { creditDialog, payDialog, refundDialog, reverseDialog, voidDialog } from "/app/bill-dialogs.js";

/** One bill, for the shop or for its customer. */
export function bill(context, name) {
  const place = h("div", {}, loading());
  let shown = null;
  let turn = 0;
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
      if (mine !== turn) return;
      const text = JSON.stringify([one, history]);
      if (shown?.text === text) return;
      const isChange = shown !== null;
      shown = { id: one.id, number: one.number, text };
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
      if (one.payment === "reported") {
        actions.push(
          button(
            "Has not arrived",
            () => act("dispute", {}, `The payment of ${one.number} is disputed.`).catch(complain),
          ),
        );
      }
      if (one.payments?.some((entry) => entry.stands && entry.kind === "payment")) {
        actions.push(button("Take payment back", () => reverseDialog(one, act)));
      }
      if (one.toGiveBack?.minor > 0) actions.push(button("Record refund", () => refundDialog(one, act), "primary"));
      actions.push(button("Credit", () => creditDialog(one, act)));
      if (one.payment === "written-off") {
        actions.push(
          button(
            "Undo write-off",
            () => act("write-off", { undo: true }, `${one.number} is open again.`).catch(complain),
          ),
        );
      } else if (open > 0) {
        actions.push(
          button("Write off", () => act("write-off", {}, `Nothing more is expected on ${one.number}.`).catch(complain)),
        );
      }
      if (!one.received?.minor) actions.push(button("Void", () => voidDialog(one, act), "danger"));
    }
    if (!isAdmin && one.payment === "reported") {
      actions.push(
        button(
          "I have not paid yet",
          () => act("report", { withdraw: true }, "The report is taken back.").catch(complain),
        ),
      );
    }
    if (!isAdmin && ["open", "disputed", "partly-paid"].includes(one.payment) && open > 0) {
      actions.push(
        button(
          "I have paid this",
          () => act("report", {}, "The shop is told that you have paid.").catch(complain),
          "primary",
        ),
      );
    }
    actions.push(button("Print", () => print()));
    put(
      place,
      heading(title, actions),
      h("p", { class: "lead" }, billChip(one), " ", reachSentence(one.reach)),
      isVoid
        ? h("p", { class: "notice" }, `Void${one.voided ? ` since ${day(one.voided)}` : ""}: ${one.reason ?? ""}`)
        : null,
      h(
        "div",
        { class: isChange ? "paper changed" : "paper" },
        facts([
          [
            "Customer",
            isAdmin && one.customer
              ? link(`/customers/${one.customer}`, one.customerName ?? one.customer)
              : one.customerName,
          ],
          ["Date", day(one.date)],
          ["Due", one.due ? `${day(one.due)}${one.overdueDays ? ` (${due(one)})` : ""}` : ""],
          ["Issued by", one.by],
          ["Note", one.note],
        ]),
        lines(one),
        totals(one),
      ),
      ledger(one),
      talk(one),
      history ? changes(history) : null,
    );
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
          isAdmin ? button(question.answer ? "Change the answer" : "Answer", () => answer(question)) : null,
        )
      ),
      isAdmin ? null : button("Question about this bill", ask),
    );
  }

  refresh(null);
  return { title: `Bill ${name}`, element: place, refresh };
}

const reachSentence = (reach) =>
  h(
    "span",
    { class: "mute" },
    ring(reach),
    " ",
    reach.members === 0
      ? "On this computer."
      : reach.reached >= reach.members
      ? "On all computers."
      : `On this computer and ${reach.reached} of ${count(reach.members, "other")}.`,
  );

function lines(one) {
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "plain list" },
      h("caption", { class: "unseen" }, "Lines"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Quantity", "Product", "Price", "Tax", "Total"].map((text, index) =>
            h("th", { scope: "col", class: index === 1 ? "" : "amount" }, text)
          ),
        ),
      ),
      h(
        "tbody",
        {},
        one.lines.map((line) =>
          h(
            "tr",
            {},
            h("td", { class: "amount" }, line.quantity),
            h("td", {}, h("strong", {}, line.name), h("small", { class: "mute" }, ` ${line.sku}`)),
            h("td", { class: "amount" }, money(line.price)),
            h("td", { class: "amount" }, line.rate ? `${line.rate} %` : ""),
            h("td", { class: "amount" }, money(line.total)),
          )
        ),
      ),
    ),
  );
}

function totals(one) {
  return h(
    "dl",
    { class: "totals" },
    [
      ["Net", one.net],
      ...(one.taxes ?? []).map((tax) => [`Tax ${tax.rate} %`, tax.tax]),
      ["Total", one.total, "strong"],
      ["Received", one.received?.minor ? one.received : null],
      ["Credited", one.credited?.minor ? one.credited : null],
      ["Open", one.open?.minor ? one.open : null, "strong"],
      ["To give back", one.toGiveBack?.minor ? one.toGiveBack : null, "strong"],
    ].filter(([, amount]) => amount).map(([name, amount, kind]) =>
      h("div", { class: kind }, h("dt", {}, name), h("dd", {}, money(amount)))
    ),
  );
}

const KINDS = { payment: "Payment", reversal: "Taken back", refund: "Refund", "refund-reversal": "Refund taken back" };

function ledger(one) {
  const entries = [
    ...(one.payments ?? []).map((
      entry,
    ) => [
      entry.madeAt,
      KINDS[entry.kind],
      [entry.method, entry.ref, entry.note, entry.reason].filter(Boolean).join(", "),
      entry.date,
      entry.amount,
      entry.stands !== false,
    ]),
    ...(one.credits ?? []).map((entry) => [entry.madeAt, "Credit", entry.reason, entry.date, entry.amount, true]),
  ].sort();
  if (!entries.length) return null;
  return card(
    "Payments",
    h(
      "ul",
      { class: "entries" },
      entries.map(([, kind, text, date, amount, stands]) =>
        h(
          "li",
          { class: stands ? "" : "void" },
          h("span", {}, kind, text ? h("small", { class: "mute" }, ` ${text}`) : null),
          h("span", {}, day(date)),
          h("span", { class: "amount" }, money(amount)),
        )
      ),
    ),
  );
}

function changes(history) {
  const rows = history.items.slice(-100).reverse();
  return h(
    "details",
    { class: "card" },
    h("summary", {}, `History (${history.items.length})`),
    h(
      "ul",
      { class: "entries" },
      rows.map((item) =>
        h(
          "li",
          {},
          h(
            "span",
            {},
            `${item.document.collection} · ${item.path}`,
            h("small", { class: "mute" }, ` ${[item.user, item.nodeName].filter(Boolean).join(" at ")}`),
          ),
          h("time", { title: item.madeAt }, item.madeAt ? ago(item.madeAt) : ""),
        )
      ),
    ),
  );
}
