// What is asked before something is done to a bill.

import { h } from "/app/dom.js";
import { day, money, plain, today, typed } from "/app/format.js";
import { complain, dialog, filled, form, formDialog } from "/app/ui.js";

export const METHODS = [["cash", "Cash"], ["card", "Card"], ["transfer", "Transfer"], ["other", "Other"]];

/** What a button does, with feedback at once: it is busy meanwhile, and says why it failed. */
export const busy = (work) => async (event) => {
  const pressed = event.currentTarget;
  if (pressed.getAttribute("aria-busy")) return;
  pressed.setAttribute("aria-busy", "true");
  try {
    await work(event);
  } catch (refusal) {
    complain(refusal);
  } finally {
    pressed.removeAttribute("aria-busy");
  }
};

const moneyText = (amount) => (amount ? plain(amount) : "");

export function payDialog(one, act) {
  formDialog(`Payment on ${one.number}`, {
    fields: [
      {
        name: "amount",
        label: "Amount",
        type: "amount",
        value: moneyText(one.open),
        required: true,
        autofocus: true,
        hint: `Open: ${money(one.open)}`,
      },
      { name: "method", label: "How", options: METHODS, value: "cash" },
      { name: "ref", label: "Reference", hint: "As on the bank statement." },
      { name: "date", label: "Day", type: "date", value: today() },
      { name: "overpay", label: "Record it though it is more than what is open", type: "checkbox" },
    ],
    submit: "Record payment",
    onsubmit: (values) =>
      act(
        "pay",
        filled({ ...values, amount: typed(values.amount) }),
        `Recorded ${values.amount} ${one.open.currency} on ${one.number}.`,
      ),
  });
}

export function refundDialog(one, act) {
  const most = one.toGiveBack?.minor > 0 ? one.toGiveBack : one.received;
  formDialog(`Refund on ${one.number}`, {
    fields: [
      {
        name: "amount",
        label: "Amount",
        type: "amount",
        value: moneyText(most),
        required: true,
        hint: one.toGiveBack?.minor > 0 ? `To give back: ${money(most)}` : `Received: ${money(most)}`,
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

export function reverseDialog(one, act) {
  const standing = one.payments.filter((entry) => entry.stands && ["payment", "refund"].includes(entry.kind));
  const words = { payment: "Payment", refund: "Refund" };
  formDialog(`Take an entry on ${one.number} back`, {
    fields: [{
      name: "payment",
      label: "Which",
      options: standing.map((entry) => [
        entry.id,
        `${words[entry.kind]} of ${money(entry.amount)}, ${day(entry.date)}`,
      ]),
      value: standing[0].id,
    }, { name: "reason", label: "Why" }],
    submit: "Take back",
    onsubmit: (values) => act("reverse", filled(values), `Took an entry on ${one.number} back.`),
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
