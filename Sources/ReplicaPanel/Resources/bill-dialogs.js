// What is asked before something is done to a bill.

import { h } from "/app/dom.js";
import { day, money, plain, today, typed } from "/app/format.js";
import { dialog, filled, form, formDialog } from "/app/ui.js";

const METHODS = [["cash", "Cash"], ["card", "Card"], ["transfer", "Transfer"], ["other", "Other"]];

export function payDialog(one, act) {
  formDialog(`Payment on ${one.number}`, {
    fields: [
      {
        name: "amount",
        label: "Amount",
        type: "amount",
        value: moneyText(one.open),
        required: true,
        hint: `Open: ${money(one.open)}`,
      },
      { name: "method", label: "How", options: METHODS, value: "cash" },
      { name: "ref", label: "Reference", hint: "As on the bank statement." },
      { name: "date", label: "Day", type: "date", value: today() },
      { name: "overpay", label: "Record it though it is more than what is open", type: "checkbox" },
    ],
    submit: "Record payment",
    onsubmit: async (values) => {
      const after = await act(
        "pay",
        filled({ ...values, amount: typed(values.amount) }),
        `Recorded ${values.amount} on ${one.number}.`,
      );
      return after;
    },
  });
}

export function refundDialog(one, act) {
  formDialog(`Refund on ${one.number}`, {
    fields: [
      {
        name: "amount",
        label: "Amount",
        type: "amount",
        value: moneyText(one.toGiveBack),
        required: true,
        hint: `To give back: ${money(one.toGiveBack)}`,
      },
      { name: "method", label: "How", options: METHODS, value: "cash" },
      { name: "ref", label: "Reference" },
      { name: "date", label: "Day", type: "date", value: today() },
    ],
    submit: "Record refund",
    onsubmit: (values) =>
      act(
        "refund",
        filled({ ...values, amount: typed(values.amount) }),
        `Gave back ${values.amount} on ${one.number}.`,
      ),
  });
}

const moneyText = (amount) => (amount ? plain(amount) : "");

export function reverseDialog(one, act) {
  const standing = one.payments.filter((entry) => entry.stands && entry.kind === "payment");
  formDialog(`Take a payment on ${one.number} back`, {
    fields: [{
      name: "payment",
      label: "Which",
      options: standing.map((entry) => [entry.id, `${money(entry.amount)}, ${day(entry.date)}`]),
      value: standing[0].id,
    }, { name: "reason", label: "Why" }],
    submit: "Take back",
    onsubmit: (values) => act("reverse", filled(values), `Took a payment on ${one.number} back.`),
  });
}

export function creditDialog(one, act) {
  formDialog(`Credit on ${one.number}`, {
    fields: [{ name: "amount", label: "Amount", type: "amount", hint: "Empty: all that the bill still asks for." }, {
      name: "reason",
      label: "Why",
      required: true,
    }, { name: "restock", label: "The goods come back to the shelf", type: "checkbox" }],
    submit: "Credit",
    onsubmit: (values) => act("credit", filled({ ...values, amount: typed(values.amount) }), `Credited ${one.number}.`),
  });
}

export function voidDialog(one, act) {
  dialog(
    `Void bill ${one.number}?`,
    (close) =>
      h(
        "div",
        {},
        h("p", {}, "Its number stays in the books, its products go back to stock. This can't be undone."),
        form({
          fields: [{ name: "reason", label: "Why", required: true, autofocus: true }],
          submit: "Void the bill",
          oncancel: close,
          onsubmit: async (values) => {
            await act("void", values, `Voided ${one.number}.`);
            close();
          },
        }),
      ),
  );
}
