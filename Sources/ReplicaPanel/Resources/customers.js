// Customers, and one customer with its bills.

import { h, link, onTyping, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { count, money } from "/app/format.js";
import { button, card, empty, facts, failure, filled, formDialog, heading, loading, ring } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";
import { billColumns, sortHeaders } from "/app/bills-table.js";
import { spendingCards, spendingOf } from "/app/customer-charts.js";
import { inviteDialog } from "/app/peers.js";

const FIELDS = (one = {}) => [
  { name: "name", label: "Name", required: true, value: one.name ?? "", autofocus: true },
  { name: "company", label: "Company", value: one.company ?? "" },
  { name: "ref", label: "Your key", value: one.ref ?? "", hint: "As on your paper: K-0018." },
  { name: "email", label: "E-mail", type: "email", value: one.email ?? "" },
  { name: "phone", label: "Phone", type: "tel", value: one.phone ?? "" },
  { name: "address", label: "Street", value: one.address ?? "" },
  { name: "postcode", label: "Postcode", value: one.postcode ?? "" },
  { name: "city", label: "City", value: one.city ?? "" },
  { name: "country", label: "Country", value: one.country ?? "", hint: "Two letters: DE." },
  { name: "note", label: "Note", type: "textarea", value: one.note ?? "" },
];
const amounts = (list) => (list ?? []).filter((one) => one.minor).map(money).join(", ");

export function customers(context) {
  const asked = new URLSearchParams(location.search);
  let sort = asked.get("sort") ?? "name";
  const search = h("input", {
    type: "search",
    value: asked.get("text") ?? "",
    placeholder: "Name, key, city",
    "aria-label": "Filter customers",
  });
  const number = h("p", { class: "sums" });
  const add = () =>
    formDialog("New customer", {
      fields: FIELDS(),
      submit: "Add",
      onsubmit: async (values) => {
        const one = await write("POST", "/api/customer", filled(values));
        toast({ text: `Added ${one.name}.`, tone: "good", href: `/customers/${one.id}` });
        context.go(`/customers/${one.id}`);
      },
    });
  const columns = [
    { title: "", kind: "mark", cell: (one) => ring(one.reach) },
    { title: "Name", kind: "name", sort: "name", cell: (one) => link(`/customers/${one.id}`, one.name) },
    { title: "Company", kind: "text", sort: "company", cell: (one) => one.company ?? "" },
    { title: "Key", kind: "text key", sort: "ref", cell: (one) => one.ref ?? "" },
    {
      title: "City",
      kind: "text",
      sort: "city",
      cell: (one) => [one.postcode, one.city].filter(Boolean).join(" "),
    },
    { title: "Bills", kind: "amount", sort: "bills", cell: (one) => one.bills || "" },
    {
      title: "Open",
      kind: "amount strong",
      sort: "open",
      cell: (one) => [
        amounts(one.open),
        one.overdue?.length ? h("small", { class: "late" }, ` ${amounts(one.overdue)} late`) : null,
      ],
    },
  ];
  const table = liveTable({
    path: "/api/customer",
    query: { sort, text: search.value.trim() },
    collections: ["customer", "bill", "payment", "credit"],
    label: "Customers",
    columns,
    empty: (state) =>
      state.text
        ? empty(
          "No customer matches",
          `Nobody has “${state.text}” in name, company, key, e-mail or town.`,
          button("Clear the filter", () => {
            search.value = "";
            change();
            search.focus();
          }),
        )
        : empty(
          "No customers yet",
          "A customer gets bills, and may see them on a computer of its own.",
          button("Add the first customer", add, "primary"),
        ),
    onload: (answer) => {
      put(number, count(answer.count, "customer"));
      sortHeaders(table.element, columns, () => sort, (wanted) => {
        sort = wanted;
        change();
        table.element.querySelector("th[aria-sort] button")?.focus();
      });
    },
  });
  function change() {
    const text = search.value.trim();
    const words = new URLSearchParams(filled({ text, sort: sort === "name" ? "" : sort })).toString();
    history.replaceState(null, "", `/customers${words ? `?${words}` : ""}`);
    table.set({ text, sort });
  }
  onTyping(search, change);
  return {
    title: "Customers",
    element: h(
      "div",
      { class: "customers" },
      heading("Customers", button("New customer", add, "primary")),
      h("div", { class: "filter" }, search, number),
      table.element,
    ),
    refresh: table.look,
  };
}

export function customer(_, id) {
  const top = h("div", {}, loading(3));
  const spent = h("div", {});
  const columns = billColumns(true);
  let sort = "-date";
  let name = null;
  let spentText = null;
  const table = liveTable({
    path: "/api/bill",
    query: { customer: id, sort },
    columns,
    collections: ["bill", "payment", "credit", "draft"],
    label: "Bills of this customer",
    empty: () => empty("No bills yet", "This customer has none.", link(`/bills/new?customer=${id}`, "Create a bill")),
    onload: (answer) => {
      if (!answer.items.length) return;
      sortHeaders(table.element, columns, () => sort, (wanted) => {
        sort = wanted;
        table.set({ sort });
      });
    },
  });
  async function refresh(rows) {
    table.look(rows);
    if (
      rows !== null &&
      !rows.some((row) =>
        row.documents.some((one) => ["customer", "bill", "payment", "credit"].includes(one.collection))
      )
    ) return;
    try {
      const [one, spending] = await Promise.all([get(at("customer", id)), spendingOf(id).catch(() => null)]);
      draw(one);
      const text = JSON.stringify(spending);
      if (text !== spentText) put(spent, spending ? spendingCards(spending) : null);
      spentText = text;
    } catch (refusal) {
      if (!name) put(top, failure(refusal, () => refresh(null)));
    }
  }
  function draw(one) {
    name = one.name;
    const edit = () =>
      formDialog(`Change ${one.name}`, {
        fields: FIELDS(one),
        submit: "Save",
        onsubmit: async (values) => {
          const changes = Object.fromEntries(
            Object.entries(values).filter(([field, value]) => value !== (one[field] ?? "")).map((
              [field, value],
            ) => [field, value === "" ? null : value]),
          );
          if (Object.keys(changes).length) {
            await write("PATCH", at("customer", id), { ...changes, seen: one.seen });
          }
          refresh(null);
        },
      });
    const overdue = amounts(one.overdue);
    put(
      top,
      heading(
        one.name,
        link(`/bills/new?customer=${id}`, h("span", { class: "button primary" }, "New bill")),
        link(`/customers/${id}/statement`, h("span", { class: "button" }, "Statement")),
        one.walkIn ? null : button("Change", edit, "writes"),
        one.walkIn ? null : button("Invite its computer", () => inviteDialog(one), "writes"),
      ),
      h(
        "p",
        { class: "lead" },
        amounts(one.open) ? [h("strong", {}, amounts(one.open)), " open"] : "Nothing is open",
        overdue ? h("span", { class: "late" }, `, ${overdue} of it overdue`) : "",
        ` · ${count(one.bills ?? 0, "bill")}`,
      ),
      card(
        null,
        facts([
          ["Company", one.company],
          ["Key", one.ref],
          ["E-mail", one.email ? h("a", { href: `mailto:${one.email}` }, one.email) : ""],
          ["Phone", one.phone ? h("a", { href: `tel:${one.phone.replace(/[^\d+]/g, "")}` }, one.phone) : ""],
          [
            "Address",
            [one.address, [one.postcode, one.city].filter(Boolean).join(" "), one.country].filter(Boolean).join(", "),
          ],
          ["Note", one.note],
          ["", one.walkIn ? "Stands for everybody who buys without giving a name." : ""],
        ]),
      ),
    );
  }
  refresh(null);
  return {
    title: "Customer",
    element: h(
      "div",
      {},
      top,
      h("h2", {}, "Bills"),
      table.element,
      h("details", { class: "spent" }, h("summary", {}, "What this customer buys"), spent),
    ),
    refresh,
  };
}
