// How another computer comes in: a link that works once, as text and as a QR code, and who has used it.

import { h, link, put, say } from "/app/dom.js";
import { get, post } from "/app/api.js";
import { time } from "/app/format.js";
import { button, dialog, field, form } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { qrCode } from "/app/qr-code.js";

const LENGTHS = [["600", "10 minutes"], ["3600", "1 hour"], ["86400", "1 day"], ["604800", "1 week"]];

/** Tells of "peers" whenever the node says how the others are. */
const news = new EventTarget();
let peers = [];

/** Takes the computers of the shop as the node knows them now. */
export function watchJoining(all) {
  peers = all;
  news.dispatchEvent(new Event("peers"));
}

/** Copies a text, or selects it where the browser does not let the page copy. */
export async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: "Copied.", tone: "good" });
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    element.focus?.();
    element.select?.();
    say("The text is selected: copy it with the keyboard.", true);
  }
}

/** Asks for whom, and shows the link. With a customer, it is for that customer's computer. */
export function inviteDialog(customer = null) {
  dialog(customer ? `Invite the computer of ${customer.name}` : "Invite a computer", (close) => {
    const place = h("div", { class: "invite" });
    ask(place, customer, close);
    return place;
  });
}

function ask(place, customer, close) {
  const role = field({
    name: "role",
    label: "Whose computer is it",
    options: [["admin", "The shop's: a till, an office"], ["customer", "A customer's"]],
    value: customer ? "customer" : "admin",
  });
  const whom = field({
    name: "customer",
    label: "Which customer",
    value: customer?.id ?? "",
    hint: "Choose from the list, or type the key.",
    suggest: async (text) =>
      (await get("/api/customer", { text: text.trim(), limit: 20 })).items.filter((one) => !one.walkIn)
        .map((one) => [one.ref ?? one.id, one.name]),
  });
  const expires = field({ name: "expires", label: "It holds for", options: LENGTHS, value: "600" });
  const words = h("p", { class: "mute" });
  const change = () => {
    const isCustomer = role.input.value === "customer";
    whom.hidden = !isCustomer;
    words.textContent = isCustomer
      ? "It will hold this customer's bills and nothing else."
      : "It will keep a full copy of the shop, and may do everything that this one may.";
  };
  role.input.addEventListener("change", change);
  change();
  put(
    place,
    customer ? null : h(
      "p",
      {},
      "The other computer needs the program ",
      h("code", {}, "replica"),
      " and a network that reaches this one.",
    ),
    form({
      fields: [...(customer ? [] : [role, whom]), expires],
      extra: words,
      submit: "Make the link",
      oncancel: close,
      onsubmit: async (values) => {
        const isCustomer = customer !== null || values.role === "customer";
        if (isCustomer && !customer && !values.customer) {
          whom.say("Which customer is it?");
          whom.input.focus();
          return;
        }
        const made = await post("/api/invitations", {
          role: isCustomer ? "customer" : "admin",
          ...(isCustomer ? { customer: customer?.id ?? values.customer } : {}),
          expires: Number(values.expires),
        });
        show(place, made, { again: () => ask(place, customer, close), close });
      },
    }),
  );
}

function show(place, made, { again, close }) {
  const before = new Set(peers.map((one) => one.id));
  const command = `replica join ${made.link}`;
  const text = h("textarea", { readonly: true, rows: 4, "aria-label": "The command for the other computer" }, command);
  const used = h("div", { class: "used", role: "status" });
  const ends = Date.parse(made.expires);
  const watch = () => {
    if (!place.isConnected) {
      news.removeEventListener("peers", watch);
      clearTimeout(timer);
      return;
    }
    const joined = peers.filter((one) => !before.has(one.id));
    if (joined.length) {
      put(
        used,
        joined.map((one) =>
          h("p", { class: "good strong" }, `✓ ${one.name} has joined (${time(new Date().toISOString())}).`)
        ),
      );
    } else if (Date.now() >= ends) {
      put(
        used,
        h("p", { class: "notice" }, "The link has expired and nobody has used it. ", button("Make another", again)),
      );
    } else {
      put(used, h("p", { class: "mute" }, "Nobody has used it yet. It shows here when somebody does."));
    }
  };
  const timer = setTimeout(watch, Math.min(Math.max(0, ends - Date.now()) + 200, 2 ** 31 - 1));
  put(
    place,
    h(
      "p",
      {},
      `It admits one computer, once, until ${time(made.expires)}. Until then it is a secret. On the other computer:`,
    ),
    h(
      "div",
      { class: "invite-parts" },
      made.qr ? qrCode(made.qr, "The link as a QR code") : null,
      h(
        "div",
        {},
        text,
        h(
          "p",
          { class: "actions" },
          button("Copy the command", () => copy(command, text), "primary reads"),
          button("Copy the link alone", () => copy(made.link, text)),
        ),
      ),
    ),
    used,
    h("p", { class: "actions" }, button("Close", close), link("/peers", "To the computers")),
  );
  news.addEventListener("peers", watch);
  watch();
  place.querySelector("button")?.focus();
}
