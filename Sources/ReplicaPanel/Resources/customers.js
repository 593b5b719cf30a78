// Customers, and one customer with its bills.

import { h, link, onTyping, put } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { button, card, empty, facts, failure, filled, formDialog, heading, loading, ring } from "/app/ui.js";
import { liveTable } from "/app/list.js";
import { toast } from "/app/toasts.js";
import { billColumns } from "/app/bills.js";
import { inviteDialog } from "/app/peers.js";

const FIELDS = (one = {}) => [
  { name: "name", label: "Name", required: true, value: one.name ?? "" },
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

export function customers() {
  const search = h("input", { type: "search", placeholder: "Name, key, city", "aria-label": "Filter customers" });
  const add = () =>
    formDialog("New customer", {
      fields: FIELDS(),
      submit: "Add",
      onsubmit: async (values) => {
        const one = await write("POST", "/api/customer", filled(values));
        toast({ text: `Added ${one.name}.`, tone: "good", href: `/customers/${one.id}` });
        table.refresh();
      },
    });
  const table = liveTable({
    path: "/api/customer",
    query: { sort: "name" },
    collections: ["customer"],
    label: "Customers",
    columns: [
      { title: "", kind: "mark", cell: (one) => ring(one.reach) },
      {
        title: "Name",
        kind: "name",
        cell: (one) => link(`/customers/${one.id}`, one.name),
      },
      { title: "Key", kind: "text", cell: (one) => one.ref ?? "" },
      { title: "City", kind: "text", cell: (one) => [one.postcode, one.city].filter(Boolean).join(" ") },
      { title: "E-mail", kind: "text", cell: (one) => one.email ?? "" },
    ],
    empty: (
      state,
    ) => (state.text ? empty("No customer matches", "Try fewer letters.") : empty(
      "No customers yet",
      "A customer gets bills, and may have a computer of the shop's own.",
      button("Add the first customer", add, "primary"),
    )),
  });
  onTyping(search, () => table.set({ text: search.value.trim() }));
  return {
    title: "Customers",
    element: h(
      "div",
      {},
      heading("Customers", button("New customer", add, "primary")),
      h("div", { class: "filter" }, search),
      table.element,
    ),
    refresh: table.look,
  };
}

export function customer(_, id) {
  const top = h("div", {}, loading(3));
  const table = liveTable({
    path: "/api/bill",
    query: { customer: id, sort: "-date" },
    columns: billColumns(true),
    collections: ["bill", "payment", "credit"],
    label: "Bills of this customer",
    empty: () => empty("No bills yet", "This customer has none.", link("/bills/new", "Create a bill")),
  });
  async function refresh(rows) {
    table.look(rows);
    if (rows !== null && !rows.some((row) => row.documents.some((one) => one.collection === "customer"))) return;
    try {
      const one = await get(at("customer", id));
      const edit = () =>
        formDialog(`Change ${one.name}`, {
          fields: FIELDS(one),
          submit: "Save",
          onsubmit: async (values) => {
            const changes = Object.fromEntries(
              Object.entries(values).filter(([name, value]) => value !== (one[name] ?? "")).map((
                [name, value],
              ) => [name, value === "" ? null : value]),
            );
            if (Object.keys(changes).length) await write("PATCH", at("customer", id), changes);
            refresh(null);
          },
        });
      put(
        top,
        heading(
          one.name,
          one.walkIn ? null : button("Change", edit),
          one.walkIn ? null : button("Invite its computer", () => inviteDialog(one)),
        ),
        card(
          null,
          facts([
            ["Company", one.company],
            ["Key", one.ref],
            ["E-mail", one.email ? h("a", { href: `mailto:${one.email}` }, one.email) : ""],
            ["Phone", one.phone],
            [
              "Address",
              [one.address, [one.postcode, one.city].filter(Boolean).join(" "), one.country].filter(Boolean).join(", "),
            ],
            ["Note", one.note],
          ]),
        ),
      );
    } catch (refusal) {
      put(top, failure(refusal, () => refresh(null)));
    }
  }
  refresh([{ documents: [{ collection: "customer" }] }]);
  return { title: "Customer", element: h("div", {}, top, h("h2", {}, "Bills"), table.element), refresh };
}
