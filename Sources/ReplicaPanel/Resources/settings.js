// What holds for the shop, how this computer is, and how the page behaves.

import { h, link, put } from "/app/dom.js";
import { get, me, write } from "/app/api.js";
import { bytes, count } from "/app/format.js";
import { button, card, facts, failure, form, heading, loading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { programEvents } from "/app/events.js";

const STAYS = [["short", "5 seconds"], ["long", "20 seconds"], ["closed", "until they are closed"]];
const TAX_RULES = [
  ["included-line-1", "Prices include it, rounded by line"],
  ["included-bill-1", "Prices include it, rounded by bill"],
  ["added-line-1", "Added to the prices, rounded by line"],
  ["added-bill-1", "Added to the prices, rounded by bill"],
];

/** What stands on bills besides the shop's name. */
const LETTERHEAD = [
  { name: "address", label: "Address", type: "textarea", hint: "As it is to stand on bills." },
  { name: "taxNumber", label: "Tax number", hint: "With its name: VAT ID DE123456789." },
  { name: "contact", label: "Telephone, e-mail", type: "textarea" },
  { name: "bank", label: "Where to pay to", type: "textarea", hint: "Bank and account. Bills that were issued keep theirs." },
];

export function settings(context) {
  const shop = h("div", {}, loading(3));
  const health = h("div");
  const isAdmin = context.status.role === "admin";
  async function refresh() {
    try {
      const [status, now] = await Promise.all([get("/api/status"), isAdmin ? get("/api/settings") : null]);
      put(
        health,
        card(
          "This computer",
          facts([
            ["Name", status.name],
            ["Number series", status.series],
            ["Program", status.version],
            ["Data", status.directory],
            ["Documents", count(status.documents, "document")],
            ["Storage", bytes(status.storageBytes)],
            ["Kept until read", status.waiting ? count(status.waiting, "change") : ""],
            ["Forks", status.forks || ""],
          ]),
          status.isRolledBack
            ? h(
              "p",
              { class: "notice" },
              "This computer's data was set back, as by restoring its disk: others have changes of it that it has not. " +
                "So that no bill number is used twice it writes nothing any more. Invite it anew, into an empty folder.",
            )
            : null,
          status.alarms.length
            ? h(
              "div",
              { class: "notice" },
              h("h3", {}, "Alarms"),
              h("ul", {}, status.alarms.slice(-20).reverse().map((one) => h("li", {}, one))),
            )
            : h("p", { class: "good" }, "✓ No alarms."),
        ),
      );
      if (isAdmin && !shop.querySelector("form")) {
        put(
          shop,
          card(
            "The shop",
            form({
              fields: [{ name: "name", label: "Name", required: true, value: now.name }, {
                name: "currency",
                label: "Currency",
                required: true,
                value: now.currency,
                hint: "Three letters: EUR.",
              }, {
                name: "taxRule",
                label: "Tax",
                options: TAX_RULES,
                value: now.taxRule,
                hint: "Bills that were issued keep theirs.",
              }, { name: "taxRate", label: "Usual tax in percent", required: true, value: now.taxRate },
                ...LETTERHEAD.map((one) => ({ ...one, value: now[one.name] ?? "" }))],
              submit: "Save",
              onsubmit: async (values) => {
                const changes = Object.fromEntries(
                  Object.entries(values).filter(([name, value]) => value !== (now[name] ?? "")),
                );
                if (Object.keys(changes).length) Object.assign(now, await write("PATCH", "/api/settings", changes));
                toast({ text: "Saved.", tone: "good" });
                context.refreshStatus();
              },
            }),
          ),
        );
      }
    } catch (refusal) {
      put(health, failure(refusal, refresh));
    }
  }
  if (!isAdmin) put(shop);
  const events = programEvents(context);
  refresh();
  return {
    title: "Settings",
    element: h(
      "div",
      {},
      heading("Settings"),
      shop,
      pageCard(isAdmin),
      health,
      events.element,
      isAdmin ? proofs() : null,
    ),
    refresh,
    leave: events.leave,
  };
}

function pageCard(isAdmin) {
  const keys = h("input", {
    type: "checkbox",
    id: "keys",
    checked: localStorage.getItem("keys") !== "off",
    onchange: () => localStorage.setItem("keys", keys.checked ? "on" : "off"),
  });
  const notify = h("input", {
    type: "checkbox",
    id: "notify",
    checked: localStorage.getItem("notify") === "on" && globalThis.Notification?.permission === "granted",
    onchange: async () => {
      if (notify.checked && globalThis.Notification) {
        notify.checked = (await Notification.requestPermission()) === "granted";
      }
      localStorage.setItem("notify", notify.checked ? "on" : "off");
    },
  });
  const stays = h(
    "select",
    { id: "toasts-stay", onchange: () => localStorage.setItem("toasts", stays.value) },
    STAYS.map(([key, text]) =>
      h("option", { value: key, selected: key === (localStorage.getItem("toasts") ?? "short") }, text)
    ),
  );
  const motion = h("input", {
    type: "checkbox",
    id: "motion",
    checked: localStorage.getItem("motion") !== "off",
    onchange: () => {
      localStorage.setItem("motion", motion.checked ? "on" : "off");
      document.documentElement.dataset.motion = motion.checked ? "on" : "off";
    },
  });
  const user = h("input", {
    id: "user",
    maxlength: 60,
    autocomplete: "name",
    value: me(),
    "aria-describedby": "user-hint",
    onchange: () => {
      user.value = user.value.trim();
      localStorage.setItem("user", user.value);
      toast({ text: user.value ? `What is done here is now signed ${user.value}.` : "What is done here has no name.", tone: "good" });
    },
  });
  return card(
    "This page",
    h(
      "div",
      { class: "field" },
      h("label", { for: "user" }, "Your name", h("span", { class: "optional" }, " (optional)")),
      user,
      h("p", { class: "hint", id: "user-hint" }, "Histories tell it beside the computer's name. For this browser alone."),
    ),
    h("p", {}, h("label", { for: "toasts-stay" }, "Messages stay "), stays),
    h("p", {}, motion, h("label", { for: "motion" }, " Motion, where the system has not turned it off")),
    h("p", {}, keys, h("label", { for: "keys" }, " Single keys lead to pages (press ? for the list)")),
    isAdmin ? h("p", {}, link("/demo", "Try messages, disturbances and many changes")) : null,
    globalThis.Notification
      ? h(
        "p",
        {},
        notify,
        h("label", { for: "notify" }, " Tell me of new bills even when this page is in the background"),
      )
      : null,
  );
}

function proofs() {
  const place = h("div");
  const run = async (what) => {
    put(place, loading(2));
    try {
      const answer = await get(`/api/audit/${what}`);
      put(
        place,
        h("p", { class: answer.sound ? "good" : "notice" }, answer.sound ? "✓ Sound." : "✕ Not sound."),
        h("details", {}, h("summary", {}, "The whole answer"), h("pre", {}, JSON.stringify(answer, null, 2))),
      );
    } catch (refusal) {
      put(place, failure(refusal));
    }
  };
  return card(
    "Proofs",
    h(
      "p",
      { class: "actions" },
      button("Bill numbers", () => run("numbers")),
      button("Stock against its ledger", () => run("stock")),
      button("Signatures", () => run("signatures")),
    ),
    place,
  );
}
