// A bill in the making: customer, lines, days; its totals come from the node, as they would be issued.

import { freshen, h, link, put } from "/app/dom.js";
import { at, get, post, rehearse, write } from "/app/api.js";
import { money, plain, today } from "/app/format.js";
import { button, dialog, empty, failure, field, filled, form, heading, loading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { busy, METHODS } from "/app/bill-dialogs.js";
import { totals } from "/app/bill.js";
import { CustomerField, discountOf, LineRow, lineTyped, sameLine, typedOf } from "/app/draft-fields.js";
import { Presence } from "/app/draft-merge.js";
import { takeOver } from "/app/draft-others.js";

const TERMS = [["", "No term"], ["0", "At once"], ["7", "7 days"], ["14", "14 days"], ["30", "30 days"], [
  "60",
  "60 days",
], ["other", "Another day"]];
const keptName = (id) => (id ? `draft:${id}` : "draft");
const kept = (id) => JSON.parse(sessionStorage.getItem(keptName(id)) ?? "null");

function dayAfter(days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function newDraft(context) {
  const place = h("div", {});
  const asked = new URLSearchParams(location.search).get("customer");
  const start = kept(null) ?? { lines: [] };
  let inner = null;
  const show = (customer) => {
    inner = editor(context, null, customer ? { ...start, customer: customer.name } : start, customer);
    put(place, inner.element);
  };
  if (asked) get(at("customer", asked)).then(show, () => show(null));
  else show(null);
  return { title: "New bill", element: place, leave: () => inner?.leave() };
}

export function editDraft(context, id) {
  const place = h("div", {}, loading());
  let inner = null;
  let turn = 0;
  const issued = (one) =>
    put(
      place,
      empty(
        "This draft was issued",
        "It is a bill now.",
        one.issuedAs.map((bill) => link(`/bills/${bill}`, "Open the bill")),
      ),
    );
  async function look(rows) {
    const mine = (turn += 1);
    try {
      const one = await get(at("draft", id));
      if (mine !== turn) return;
      if (one.issuedAs?.length) {
        if (!inner) return issued(one);
        return inner.end(["This draft was issued meanwhile. ", link(`/bills/${one.issuedAs[0]}`, "Open the bill")]);
      }
      if (inner) return inner.merge(one, whoOf(rows, id));
      inner = editor(context, one, { ...typedOf(one), lines: one.lines.map(lineTyped), ...(kept(id) ?? {}) });
      put(place, inner.element);
    } catch (refusal) {
      if (mine !== turn) return;
      if (!inner) put(place, failure(refusal, () => look(null)));
      else if (refusal.status === 404) inner.end(["This draft was deleted meanwhile. What you typed is still here."]);
    }
  }
  look(null);
  return {
    title: "Draft",
    element: place,
    refresh: (rows) => {
      if (rows === null || rows.some((row) => row.documents.some((one) => one.id === id))) look(rows);
    },
    leave: () => inner?.leave(),
  };
}

/** Who made the last of the changes that came. */
function whoOf(rows, id) {
  const row = (rows ?? []).findLast((one) => one.documents.some((document) => document.id === id));
  if (!row) return "Somebody";
  if (row.own) return row.user || "Another window";
  return row.user ? `${row.user} at ${row.nodeName}` : row.nodeName;
}

function editor(context, draft, start, known) {
  const customer = new CustomerField({
    value: start.customer ?? "",
    id: known?.id ?? draft?.customer,
    changed: () => changed(),
  });
  const terms = field({ name: "terms", label: "Term", options: TERMS, value: start.due ? "other" : "" });
  const due = field({ name: "due", label: "Due", type: "date", value: start.due ?? "" });
  const discount = field({
    name: "discount",
    label: "Discount on the bill",
    value: start.discount ?? "",
    placeholder: "10% or 3.00",
  });
  const note = field({ name: "note", label: "Note", type: "textarea", value: start.note ?? "" });
  const boxes = { customer: customer.box, due, discount, note };
  const body = h("tbody");
  const total = h("div", { class: "draft-totals", "aria-live": "off" });
  const notice = h("p", { class: "notice", role: "status", hidden: true });
  const state = h("p", { class: "mute saved", role: "status" });
  const summary = h("p", { class: "summary", role: "alert" });
  const presence = draft ? new Presence(context, draft.id, post) : null;
  const rows = [];
  let rowNumber = 0;
  /** What the node has, as far as this form has seen it: the tokens go back with a change, so that nothing unseen is replaced. */
  let base = draft ? { ...typedOf(draft), seen: { ...draft.seen }, lines: new Map() } : null;
  if (draft) { for (const line of draft.lines) base.lines.set(line.key, lineTyped(line)); }
  let latest = draft;
  let isOver = false;

  // MARK: Lines

  function addLine(line = {}) {
    const row = new LineRow({ line, number: rowNumber += 1, remove: removeLine, next: nextLine });
    rows.push(row);
    body.append(row.element);
    return row;
  }
  function removeLine(row) {
    const index = rows.indexOf(row);
    rows.splice(index, 1);
    row.element.remove();
    if (!rows.length) addLine();
    rows[Math.min(index, rows.length - 1)].boxes.sku.input.focus();
    changed();
  }
  /** After a scan: the same product again is one more of it; else on to an empty line. */
  function nextLine(row) {
    const same = rows.find((one) => one !== row && !row.isEmpty && one.values.sku === row.values.sku);
    if (same && /^\d+$/.test(same.values.quantity)) {
      same.boxes.quantity.input.value = String(Number(same.values.quantity) + 1);
      row.values = { sku: "", quantity: "1", price: "", discount: "" };
      row.preview(null);
      freshen(same.element);
      row.boxes.sku.input.focus();
      return changed();
    }
    const after = rows[rows.indexOf(row) + 1] ?? (row.isEmpty ? row : addLine());
    after.boxes.sku.input.focus();
    changed();
  }

  // MARK: What is typed

  const values = () => ({
    customer: customer.input.value.trim(),
    due: due.input.value,
    discount: discount.input.value.trim(),
    note: note.input.value.trim(),
    lines: rows.filter((row) => !row.isEmpty).map((row) => ({ key: row.key, ...row.values })),
  });
  const isDirty = () => {
    const now = values();
    if (!base) return now.lines.length > 0 || Boolean(now.customer || now.note);
    return ["customer", "due", "discount", "note"].some((name) => now[name] !== base[name]) ||
      now.lines.length !== base.lines.size ||
      now.lines.some((line) => !line.key || !sameLine(line, base.lines.get(line.key) ?? {}));
  };
  async function whole() {
    const now = values();
    return {
      customer: await customer.id(),
      ...filled({ due: now.due, note: now.note }),
      ...(now.discount ? { discount: discountOf(now.discount) } : {}),
      lines: rows.filter((row) => !row.isEmpty).map((row) => row.request),
    };
  }
  /** Only what differs from what the node has. */
  async function changes() {
    const now = values();
    const body = { lines: [], remove: [], seen: base.seen };
    if (now.customer !== base.customer || !latest.customer) body.customer = await customer.id();
    if (now.due !== base.due) body.due = now.due || null;
    if (now.note !== base.note) body.note = now.note || null;
    if (now.discount !== base.discount) body.discount = now.discount ? discountOf(now.discount) : null;
    for (const row of rows.filter((one) => !one.isEmpty)) {
      if (!row.key) body.lines.push(row.request);
      else if (!sameLine(row.values, base.lines.get(row.key) ?? {})) body.lines.push({ ...row.request, key: row.key });
    }
    const left = new Set(rows.filter((one) => !one.isEmpty).map((row) => row.key));
    body.remove = [...base.lines.keys()].filter((key) => !left.has(key));
    return body;
  }

  let timer;
  let previewTurn = 0;
  function changed() {
    if (isOver) return;
    sessionStorage.setItem(keptName(draft?.id), JSON.stringify(values()));
    summary.textContent = "";
    state.textContent = draft && isDirty() ? "Changes are not saved yet." : "";
    clearTimeout(timer);
    timer = setTimeout(preview, 200);
  }

  async function preview() {
    const mine = (previewTurn += 1);
    const filledRows = rows.filter((row) => !row.isEmpty);
    for (const row of rows.filter((one) => one.isEmpty)) row.preview(null);
    if (!filledRows.length) return put(total);
    try {
      const one = await rehearse("POST", "/api/draft", await whole());
      if (mine !== previewTurn) return;
      put(total, totals(one));
      filledRows.forEach((row, index) => {
        row.clearErrors();
        row.preview(one.lines[index]);
      });
      for (const box of Object.values(boxes)) box.say("");
    } catch (refusal) {
      if (mine === previewTurn) blame(refusal);
    }
  }

  /** Beside the field that it is of, or below. */
  function blame(refusal) {
    const text = [refusal.message, refusal.hint].filter(Boolean).join(" ");
    const match = /lines?[.[/]?(\d+)\D*(\w*)/.exec(refusal.field ?? "") ?? null;
    const inText = /\bline (\d+)/i.exec(refusal.message ?? "");
    const filledRows = rows.filter((row) => !row.isEmpty);
    const row = match ? filledRows[Number(match[1])] : inText ? filledRows[Number(inText[1]) - 1] : null;
    const bad = row ? (row.boxes[match?.[2]] ?? row.boxes.sku) : boxes[refusal.field] ??
      filledRows.find((one) => refusal.message?.includes(`"${one.values.sku}"`))?.boxes.sku;
    if (bad) bad.say(text);
    else summary.textContent = text;
    return bad;
  }

  // MARK: Saving and issuing

  function take(one) {
    latest = one;
    base = { ...typedOf(one), seen: { ...(one.seen ?? base?.seen) }, lines: new Map() };
    for (const line of one.lines) base.lines.set(line.key, lineTyped(line));
    customer.know(one.customerName, one.customer);
  }

  async function save() {
    if (!draft) {
      const one = await write("POST", "/api/draft", await whole());
      sessionStorage.removeItem(keptName(null));
      return one;
    }
    if (isDirty()) {
      await write("PATCH", at("draft", draft.id), await changes());
      // The answer has no tokens of what this form has seen: ask anew. New lines have keys now.
      const one = await get(at("draft", draft.id));
      const before = base;
      take(one);
      if (!customer.input.value.trim()) customer.input.value = base.customer;
      const fresh = one.lines.filter((line) => !before.lines.has(line.key));
      for (const row of rows.filter((each) => !each.key && !each.isEmpty)) {
        const index = fresh.findIndex((line) => sameLine(lineTyped(line), row.values) || line.sku === row.values.sku);
        if (index >= 0) row.key = fresh.splice(index, 1)[0].key;
      }
    }
    sessionStorage.removeItem(keptName(draft.id));
    state.textContent = "";
    return latest;
  }

  const guard = (work) => async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-busy") || isOver) return;
    pressed.setAttribute("aria-busy", "true");
    summary.textContent = "";
    try {
      await work();
    } catch (refusal) {
      (blame(refusal)?.input ?? pressed).focus();
    } finally {
      pressed.removeAttribute("aria-busy");
    }
  };

  const saveButton = button(
    "Save draft",
    guard(async () => {
      const one = await save();
      state.textContent = "Saved.";
      if (!draft) {
        toast({ text: "The draft is kept.", tone: "good" });
        context.go(`/drafts/${one.id}`);
      }
    }),
    "writes",
  );

  async function issue(isPaid) {
    const preview = await rehearse("POST", "/api/bill", await whole());
    dialog(isPaid ? "Issue and record payment?" : "Issue this bill?", (close) =>
      h(
        "div",
        {},
        h(
          "p",
          {},
          "It gets the number ",
          h("strong", {}, preview.number),
          ", its products leave the stock, and it can't be edited afterwards: only voided or credited.",
        ),
        h("p", { class: "preview" }, `${preview.customerName ?? ""} · `, h("strong", {}, money(preview.total))),
        form({
          fields: [
            { name: "date", label: "Day of the bill", type: "date", value: today(), required: true },
            ...(isPaid
              ? [
                { name: "method", label: "How it is paid", options: METHODS, value: "cash" },
                { name: "amount", label: "Amount", type: "amount", value: plain(preview.total), required: true },
              ]
              : []),
          ],
          submit: isPaid ? "Issue and record" : "Issue",
          oncancel: close,
          onsubmit: async ({ date, method, amount }) => {
            const one = draft
              ? await write("POST", at("bill", (await save()).id, "issue"), { date })
              : await write("POST", "/api/bill", { ...(await whole()), date });
            isOver = true;
            sessionStorage.removeItem(keptName(draft?.id));
            close();
            const href = `/bills/${encodeURIComponent(one.number)}`;
            if (isPaid) {
              try {
                await write("POST", at("bill", one.number, "pay"), { method, amount: amount.replace(",", ".") });
                toast({ text: `Issued ${one.number} and recorded its payment.`, tone: "good", href });
              } catch (refusal) {
                toast({
                  text: `Issued ${one.number}, but the payment was not recorded: ${refusal.message}`,
                  tone: "bad",
                  href,
                });
              }
            } else toast({ text: `Issued ${one.number}.`, tone: "good", href });
            context.go(href);
          },
        }),
      ));
  }
  const issueButton = button("Issue", guard(() => issue(false)), "primary");
  const paidButton = button("Issue and record payment", guard(() => issue(true)), "writes");
  const remove = button(
    draft ? "Delete draft" : "Discard",
    busy(async () => {
      if (draft) await write("DELETE", at("draft", draft.id));
      isOver = true;
      sessionStorage.removeItem(keptName(draft?.id));
      toast({ text: draft ? "The draft is gone." : "Discarded." });
      context.go("/bills?tab=drafts");
    }),
    draft ? "danger" : "danger reads",
  );

  // MARK: Others in the same draft

  /** Takes over what another changed where nobody types, and offers it where somebody does. */
  function merge(one, who) {
    takeOver({
      boxes,
      customer,
      rows,
      addLine,
      removeLine,
      changed,
      get base() {
        return base;
      },
      set base(next) {
        base = next;
      },
    }, one, who);
    latest = one;
    changed();
    if (!isDirty()) sessionStorage.removeItem(keptName(draft.id));
  }

  // MARK: The page

  (start.lines?.length ? start.lines : [{}]).forEach(addLine);
  terms.input.addEventListener("change", () => {
    if (terms.input.value === "other") return due.input.focus();
    due.input.value = terms.input.value === "" ? "" : dayAfter(Number(terms.input.value));
    changed();
  });
  due.input.addEventListener("input", () => {
    terms.input.value = due.input.value ? "other" : "";
  });
  const element = h(
    "div",
    { class: "editor" },
    heading(draft ? "Draft" : "New bill"),
    notice,
    presence?.element ?? null,
    h("div", { class: "fields" }, customer.box, terms, due),
    h(
      "table",
      { class: "lines draft-lines" },
      h("caption", { class: "unseen" }, "Lines"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Product", "Quantity", "Price", "Discount", "Tax", "Total"].map((text, index) =>
            h("th", { scope: "col", class: index > 3 ? "amount" : null }, text)
          ),
          h("th", { scope: "col" }, h("span", { class: "unseen" }, "Remove")),
        ),
      ),
      body,
    ),
    button("Add a line", () => addLine().boxes.sku.input.focus()),
    h("div", { class: "columns draft-end" }, h("div", {}, discount, note), total),
    summary,
    state,
    h("p", { class: "actions sticky" }, issueButton, paidButton, saveButton, remove),
    h("p", { class: "mute keys" }, h("kbd", {}, "Ctrl S"), " saves, ", h("kbd", {}, "Ctrl Enter"), " issues."),
  );
  element.addEventListener("input", (event) => {
    changed();
    const label = event.target.closest(".field")?.querySelector("label")?.firstChild?.textContent;
    presence?.touch(label);
  });
  element.addEventListener("focusin", (event) => {
    if (!event.target.matches("input, textarea, select")) return;
    presence?.touch(event.target.closest(".field")?.querySelector("label")?.firstChild?.textContent);
  });
  // The table's fields do not stay in a form: the keys are the page's.
  element.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") issueButton.click();
    if (event.key === "s") {
      event.preventDefault();
      saveButton.click();
    }
  });
  if (draft && kept(draft.id) && isDirty()) state.textContent = "Changes that were not saved are here again.";
  preview();
  return {
    title: draft ? "Draft" : "New bill",
    element,
    merge,
    /** Nothing more can be done with it. */
    end: (content) => {
      isOver = true;
      notice.hidden = false;
      put(notice, content);
      for (const one of [issueButton, paidButton, saveButton, remove]) one.disabled = true;
    },
    leave: () => {
      clearTimeout(timer);
      presence?.end();
    },
  };
}
