// The fields of a draft: what is typed in them, what the node takes and gives.

import { h, put } from "/app/dom.js";
import { get, write } from "/app/api.js";
import { money, plain, typed } from "/app/format.js";
import { button, field } from "/app/ui.js";
import { busy } from "/app/bill-dialogs.js";

const WALK_IN = "walk-in";

/** A discount as it is typed: 10% or 3.00; and back. */
export const discountOf = (text) =>
  !text ? null : /%\s*$/.test(text) ? { percent: typed(text.replace(/%\s*$/, "").trim()) } : { amount: typed(text) };
const discountTyped = (discount) =>
  !discount ? "" : discount.percent ? `${discount.percent}%` : plain(discount.amount);

/** A refusal of our own, beside a field. */
const wrong = (name, message, hint) => Object.assign(new Error(message), { field: name, hint });

/** Which customer: looked up while typing, made in place if there is none. */
export class CustomerField {
  #ids = new Map();

  constructor({ value, id, changed }) {
    if (value && id) this.#ids.set(value, id);
    this.made = h("p", { class: "hint made" });
    this.box = field({
      name: "customer",
      label: "Customer",
      value,
      suggest: (text) => this.#suggest(text),
      hint: "Empty: a walk-in customer.",
    });
    this.box.append(this.made);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.changed = changed;
  }

  get input() {
    return this.box.input;
  }

  async #suggest(text) {
    const { items } = await get("/api/customer", { text: text.trim(), limit: 20 });
    const named = new Map();
    for (const one of items) named.set(one.name, (named.get(one.name) ?? 0) + 1);
    const options = items.map((one) => {
      // Two of one name are told apart by what is typed into the field.
      const value = named.get(one.name) > 1 ? `${one.name} (${one.ref ?? one.city ?? one.id.slice(0, 8)})` : one.name;
      this.#ids.set(value, one.id);
      return [value, [one.company, one.ref, one.city].filter(Boolean).join(", ")];
    });
    this.#offer(text.trim(), items.length);
    return options;
  }

  /** A customer that nobody has typed in yet can be made without leaving the bill. */
  #offer(text, found) {
    put(
      this.made,
      text && !found && !this.#ids.has(text)
        ? button(
          `Add customer “${text}”`,
          busy(async () => {
            const one = await write("POST", "/api/customer", { name: text });
            this.#ids.set(one.name, one.id);
            this.input.value = one.name;
            put(this.made, `${one.name} was added; address and the rest can follow later.`);
            this.box.say("");
            this.changed();
          }),
          "writes",
        )
        : null,
    );
  }

  /** Knows a name without asking. */
  know(name, id) {
    if (name && id) this.#ids.set(name, id);
  }

  /** The id of who is named, looked up if need be. */
  async id() {
    const text = this.input.value.trim();
    if (!text) return WALK_IN;
    const known = this.#ids.get(text);
    if (known) return known;
    const { items } = await get("/api/customer", { text, limit: 5 });
    const exact = items.filter((one) => one.name === text || one.ref === text || one.id === text);
    const found = exact.length ? exact : items;
    if (found.length === 1) {
      this.#ids.set(text, found[0].id);
      return found[0].id;
    }
    throw wrong(
      "customer",
      found.length ? "Several customers are called so." : "There is no such customer.",
      found.length ? "Choose one of the list." : "Add it with the button, or leave it empty for a walk-in.",
    );
  }
}

const findProducts = async (text) =>
  (await get("/api/product", { text, limit: 20 })).items.map((
    one,
  ) => [one.sku, `${one.name} · ${money(one.price)} · ${one.level} left`]);

/** One line of the table. `key` is the line's own once it was saved. */
export class LineRow {
  constructor({ line = {}, number, remove, next }) {
    this.key = line.key ?? null;
    this.id = this.key ?? `new${number}`;
    const one = (name, label, type, value, more = {}) => field({ name, label, type, value, ...more });
    this.boxes = {
      sku: one("sku", "Product", "text", line.sku ?? "", { suggest: findProducts, placeholder: "Scan or type" }),
      quantity: one("quantity", "Quantity", "whole", String(line.quantity ?? 1)),
      price: one("price", "Price", "amount", line.price ?? "", { placeholder: "as listed" }),
      discount: one("discount", "Discount", "text", line.discount ?? "", { placeholder: "10% or 3.00" }),
    };
    this.info = h("p", { class: "hint" });
    this.boxes.sku.append(this.info);
    this.tax = h("td", { class: "amount", "data-title": "Tax" });
    this.total = h("td", { class: "amount", "data-title": "Total" });
    const cell = (name) =>
      h("td", { "data-title": this.boxes[name].querySelector("label").firstChild.textContent }, this.boxes[name]);
    this.element = h(
      "tr",
      {},
      cell("sku"),
      cell("quantity"),
      cell("price"),
      cell("discount"),
      this.tax,
      this.total,
      h(
        "td",
        { class: "remove" },
        h(
          "button",
          { type: "button", class: "quiet", "aria-label": "Remove this line", onclick: () => remove(this) },
          "×",
        ),
      ),
    );
    // Who typed what only one product fits means that one.
    this.boxes.sku.input.addEventListener("change", async () => {
      const { input } = this.boxes.sku;
      const text = input.value.trim();
      const found = text ? await findProducts(text).catch(() => []) : [];
      if (found.length !== 1 || found[0][0] === text || input.value.trim() !== text) return;
      input.value = found[0][0];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    // A scanner ends with Enter: on to the next line.
    this.boxes.sku.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      next(this);
    });
  }

  /** What is typed. */
  get values() {
    return Object.fromEntries(Object.entries(this.boxes).map(([name, box]) => [name, box.input.value.trim()]));
  }

  set values(values) {
    for (const [name, value] of Object.entries(values)) {
      if (this.boxes[name]) this.boxes[name].input.value = value ?? "";
    }
  }

  get isEmpty() {
    return !this.values.sku;
  }

  /** As the node takes it. */
  get request() {
    const { sku, quantity, price, discount } = this.values;
    return {
      sku,
      quantity: /^-?\d+$/.test(quantity) ? Number(quantity) : quantity,
      ...(price ? { price: typed(price) } : {}),
      ...(discount ? { discount: discountOf(discount) } : {}),
    };
  }

  /** What the node makes of it: price, tax, total, what is left. */
  preview(line) {
    if (!line) {
      this.info.textContent = "";
      put(this.tax);
      put(this.total);
      return;
    }
    const isShort = line.left !== undefined && line.quantity > line.left;
    this.info.className = isShort ? "hint short" : "hint";
    this.info.textContent = [
      line.name,
      line.left === undefined ? "" : `${isShort ? "⚠ only " : ""}${line.left} left here`,
    ].filter(Boolean).join(" · ");
    this.boxes.price.input.placeholder = line.presentPrice ? plain(line.presentPrice) : "as listed";
    put(this.tax, line.rate ? `${line.rate} %` : "");
    put(this.total, money(line.total));
  }

  clearErrors() {
    for (const box of Object.values(this.boxes)) box.say("");
  }
}

/** A line as the node gives it, as it is typed. */
export const lineTyped = (line) => ({
  key: line.key,
  sku: line.sku,
  quantity: String(line.quantity),
  price: line.price ? plain(line.price) : "",
  discount: discountTyped(line.discount),
});

/** What a draft says, as it is typed into the fields. */
export const typedOf = (one) => ({
  customer: one.customerName ?? "",
  due: one.due ?? "",
  discount: discountTyped(one.billDiscount),
  note: one.note ?? "",
});

/** Whether two lines say the same. */
export const sameLine = (a, b) =>
  ["sku", "quantity", "price", "discount"].every((name) => (a[name] ?? "") === (b[name] ?? ""));
