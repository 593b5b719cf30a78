// What happened to a bill, action by action: what, who, at which computer, when it was made and when it came here.

import { h } from "/app/dom.js";
import { money, time } from "/app/format.js";

const KINDS = {
  payment: "Payment recorded",
  reversal: "Payment taken back",
  refund: "Refund recorded",
  "refund-reversal": "Refund taken back",
};
const MOVES = {
  open: "Open again",
  reported: "Reported as paid",
  disputed: "Disputed: the money has not arrived",
  "written-off": "Written off",
};

/** Writes of one action belong together; a write without one stands alone with those of its moment. */
const actionOf = (item) => item.operation ?? `${item.node} ${item.madeAt} ${item.user}`;

function words(writes, bill) {
  const said = [];
  const of = (collection, path) => writes.find((one) => one.document.collection === collection && one.path === path);
  if (of("bill", "number")) said.push("Issued");
  for (const one of writes.filter((write) => write.document.collection === "payment" && write.path === "entry")) {
    const entry = bill.payments?.find((payment) => payment.id === one.document.id);
    said.push(
      [KINDS[entry?.kind] ?? "Entry", entry ? money(entry.amount) : "", entry?.method].filter(Boolean).join(" "),
    );
  }
  for (const one of writes.filter((write) => write.document.collection === "credit" && write.path === "credit")) {
    const credit = bill.credits?.find((other) => other.id === one.document.id);
    said.push(`Credited ${credit ? `${money(credit.amount)}: ${credit.reason}` : ""}`);
  }
  if (of("question", "text")) said.push(`Question: ${of("question", "text").value}`);
  if (of("question", "answer")) said.push(`Answer: ${of("question", "answer").value}`);
  const voided = of("bill", "voided");
  if (voided) said.push(`Voided: ${voided.value?.reason ?? ""}`);
  if (!said.length) {
    const move = of("bill", "payment");
    if (move) said.push(MOVES[move.value] ?? `State: ${move.value}`);
    else if (of("bill", "note")) said.push("Note changed");
    else said.push(writes.map((one) => `${one.document.collection} ${one.path}`).join(", "));
  }
  if (writes.every((one) => !one.shown && !one.live)) said.push("(another change took its place)");
  return said.join(" · ");
}

/** The card of a bill's history. `isOpen` keeps what the reader chose when it is drawn again. */
export function historyCard(history, bill, isOpen, ontoggle) {
  const actions = new Map();
  for (const item of history.items) {
    const key = actionOf(item);
    if (actions.has(key)) actions.get(key).push(item);
    else actions.set(key, [item]);
  }
  const rows = [...actions.values()].reverse();
  const card = h(
    "details",
    { class: "card history", open: isOpen },
    h("summary", {}, `History (${rows.length})`),
    h(
      "ul",
      { class: "entries" },
      rows.map((writes) => {
        const first = writes[0];
        const isLate = first.receivedAt && Math.abs(new Date(first.receivedAt) - new Date(first.madeAt)) > 2_000;
        return h(
          "li",
          {},
          h(
            "span",
            {},
            words(writes, bill),
            h("small", { class: "mute" }, ` ${[first.user, first.nodeName].filter(Boolean).join(" at ")}`),
          ),
          h(
            "span",
            { class: "times" },
            h("time", { datetime: first.madeAt, title: first.madeAt }, time(first.madeAt)),
            isLate
              ? h("small", { class: "mute", title: first.receivedAt }, `came here ${time(first.receivedAt)}`)
              : null,
          ),
        );
      }),
    ),
  );
  card.addEventListener("toggle", () => ontoggle(card.open));
  return card;
}
