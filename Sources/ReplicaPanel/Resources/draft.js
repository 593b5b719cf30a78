// A bill in the making: customer, lines, days; its totals come from the node, as they would be issued.

import { h, link, put } from "/app/dom.js";
import { at, get, rehearse, write } from "/app/api.js";
import { money, plain, typed } from "/app/format.js";
import { button, complain, dialog, empty, failure, field, filled, form, heading, loading } from "/app/ui.js";
import { toast } from "/app/toasts.js";

const KEPT = "draft";

const findCustomers = async (text) =>
  (await get("/api/customer", { text, limit: 20 })).items.map((
    one,
  ) => [one.name, [one.ref, one.city].filter(Boolean).join(", ")]);
const findProducts = async (text) =>
  (await get("/api/product", { text, limit: 20 })).items.map((
    one,
  ) => [one.sku, `${one.name} · ${money(one.price)} · ${one.level} left`]);

/** The id of the customer that a text names. */
async function customerID(text) {
  if (!text) return "walk-in";
  const { items } = await get("/api/customer", { text, limit: 5 });
  const exact = items.filter((one) => one.name === text || one.ref === text || one.id === text);
  const found = exact.length ? exact : items;
  if (found.length === 1) return found[0].id;
  throw Object.assign(new Error(found.length ? "Several customers are called so." : "There is no such customer."), {
    field: "customer",
    hint: "Choose one of the list, or leave it empty for a walk-in.",
  });
}

export function newDraft(context) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return editor(context, null, kept ?? { lines: [] });
}

export function editDraft(context, id) {
  const place = h("div", {}, loading());
  let inner = null;
  get(at("draft", id)).then((one) => {
    if (one.issuedAs?.length) {
      return put(
        place,
        empty(
          "This draft was issued",
          "It is a bill now.",
          one.issuedAs.map((number) => link(`/bills/${number}`, number)),
        ),
      );
    }
    inner = editor(context, one, {
      customer: one.customerName ?? "",
      due: one.due,
      note: one.note,
      lines: one.lines.map((line) => ({
        sku: line.sku,
        quantity: line.quantity,
        price: line.price ? plain(line.price) : "",
      })),
    });
    put(place, inner.element);
  }, (refusal) => put(place, failure(refusal, () => location.reload())));
  return {
    title: "Draft",
    element: place,
    refresh: (rows) => {
      if (rows?.some((row) => !row.own && row.documents.some((one) => one.id === id))) {
        const row = rows.find((one) => one.documents.some((document) => document.id === id));
        inner?.changedBy(`${row.user || row.nodeName} changed this draft just now.`);
      }
    },
    leave: () => inner?.leave?.(),
  };
}

function editor(context, draft, start) {
  const customer = field({
    name: "customer",
    label: "Customer",
    value: start.customer ?? "",
    suggest: findCustomers,
    hint: "Empty: a walk-in customer.",
  });
  const due = field({ name: "due", label: "Due", type: "date", value: start.due ?? "" });
  const note = field({ name: "note", label: "Note", value: start.note ?? "" });
  const body = h("tbody");
  const total = h("p", { class: "preview", "aria-live": "off" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const summary = h("p", { class: "summary", role: "alert" });
  const rows = [];

  function addLine(line = {}) {
    const sku = field({ name: "sku", label: "Product", value: line.sku ?? "", suggest: findProducts });
    const quantity = field({ name: "quantity", label: "Quantity", type: "whole", value: String(line.quantity ?? 1) });
    const price = field({
      name: "price",
      label: "Price",
      type: "amount",
      value: line.price ?? "",
      placeholder: "as listed",
    });
    const row = { sku, quantity, price };
    row.element = h(
      "tr",
      {},
      h("td", {}, sku),
      h("td", {}, quantity),
      h("td", {}, price),
      h(
        "td",
        {},
        h("button", {
          type: "button",
          class: "quiet",
          "aria-label": "Remove this line",
          onclick: () => {
            rows.splice(rows.indexOf(row), 1);
            row.element.remove();
            changed();
          },
        }, "×"),
      ),
    );
    rows.push(row);
    body.append(row.element);
    return row;
  }

  const values = () => ({
    customer: customer.input.value.trim(),
    due: due.input.value,
    note: note.input.value.trim(),
    lines: rows.map((row) => ({
      sku: row.sku.input.value.trim(),
      quantity: row.quantity.input.value.trim(),
      price: row.price.input.value.trim(),
    })).filter((line) => line.sku),
  });

  async function request() {
    const { customer: who, due: until, note: text, lines } = values();
    return {
      customer: await customerID(who),
      ...filled({ due: until, note: text }),
      lines: lines.map((line) => ({
        sku: line.sku,
        quantity: /^-?\d+$/.test(line.quantity) ? Number(line.quantity) : line.quantity,
        ...(line.price ? { price: typed(line.price) } : {}),
      })),
    };
  }

  let timer;
  function changed() {
    if (!draft) sessionStorage.setItem(KEPT, JSON.stringify(values()));
    summary.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(preview, 250);
  }

  async function preview() {
    if (!values().lines.length) return put(total);
    try {
      const one = await rehearse("POST", "/api/draft", await request());
      put(
        total,
        h("span", {}, "Total "),
        h("strong", {}, money(one.total)),
        one.tax ? h("small", { class: "mute" }, ` with ${money(one.tax)} tax`) : null,
      );
      rows.forEach((row) => {
        row.sku.say("");
        row.quantity.say("");
        row.price.say("");
      });
      customer.say("");
    } catch (refusal) {
      blame(refusal);
    }
  }

  /** Beside the field that it is of, or below. */
  function blame(refusal) {
    const text = [refusal.message, refusal.hint].filter(Boolean).join(" ");
    const match = /lines?[.[/]?(\d+)\D*(\w*)/.exec(refusal.field ?? "");
    const row = match ? rows.filter((one) => one.sku.input.value.trim())[Number(match[1])] : null;
    const bad = row ? (row[match[2]] ?? row.sku) : { customer, due, note }[refusal.field] ??
      rows.find((one) => one.sku.input.value && refusal.message.includes(`"${one.sku.input.value}"`))?.sku;
    if (bad) bad.say(text);
    else summary.textContent = text;
    return bad;
  }

  async function save() {
    const content = await request();
    const one = draft
      ? await write("PATCH", at("draft", draft.id), content)
      : await write("POST", "/api/draft", content);
    sessionStorage.removeItem(KEPT);
    return one;
  }

  const guard = (work) => async (event) => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    summary.textContent = "";
    try {
      await work();
    } catch (refusal) {
      (blame(refusal)?.input ?? pressed).focus();
    } finally {
      pressed.disabled = false;
    }
  };

  const saveButton = button(
    "Save draft",
    guard(async () => {
      const one = await save();
      toast({ text: "The draft is kept.", tone: "good" });
      context.go(`/drafts/${one.id}`);
    }),
  );
  const issueButton = button(
    "Issue",
    guard(async () => {
      await rehearse("POST", "/api/bill", await request());
      dialog("Issue this bill?", (close) =>
        h(
          "div",
          {},
          h(
            "p",
            {},
            "It takes this computer's next number, its products leave the stock, and it can't be edited afterwards.",
          ),
          h("p", { class: "preview" }, ...[...total.childNodes].map((one) => one.cloneNode(true))),
          form({
            fields: [],
            submit: "Issue",
            oncancel: close,
            onsubmit: async () => {
              const one = draft
                ? await write("POST", at("bill", (await save()).id, "issue"), {})
                : await write("POST", "/api/bill", await request());
              sessionStorage.removeItem(KEPT);
              close();
              toast({ text: `Issued ${one.number}.`, tone: "good" });
              context.go(`/bills/${encodeURIComponent(one.number)}`);
            },
          }),
        ));
    }),
    "primary",
  );
  const remove = draft
    ? button("Delete draft", async () => {
      try {
        await write("DELETE", at("draft", draft.id));
        toast({ text: "The draft is gone." });
        context.go("/bills?tab=drafts");
      } catch (refusal) {
        complain(refusal);
      }
    }, "danger")
    : null;

  (start.lines.length ? start.lines : [{}]).forEach(addLine);
  const element = h(
    "div",
    { class: "editor" },
    heading(draft ? "Draft" : "New bill"),
    notice,
    h("div", { class: "fields" }, customer, due, note),
    h(
      "table",
      { class: "lines" },
      h("caption", { class: "unseen" }, "Lines"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Product", "Quantity", "Price"].map((text) => h("th", { scope: "col" }, text)),
          h("th", { scope: "col" }, h("span", { class: "unseen" }, "Remove")),
        ),
      ),
      body,
    ),
    button("Add a line", () => {
      addLine().sku.input.focus();
    }),
    total,
    summary,
    h("p", { class: "actions" }, issueButton, saveButton, remove),
  );
  element.addEventListener("input", changed);
  element.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") issueButton.click();
    if (event.key === "s") {
      event.preventDefault();
      saveButton.click();
    }
  });
  if (start.lines.length) preview();
  return {
    title: draft ? "Draft" : "New bill",
    element,
    changedBy: (text) => {
      notice.hidden = false;
      put(notice, text, " ", button("Show it", () => location.reload()));
    },
  };
}
