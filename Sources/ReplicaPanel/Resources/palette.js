// One field that finds pages, bills, customers and products: type, choose with the arrows, press Enter.

import { h, onTyping, put } from "/app/dom.js";
import { get } from "/app/api.js";
import { money } from "/app/format.js";
import { productHref } from "/app/stock-parts.js";
import { dialog } from "/app/ui.js";

const MOST = 6;

/** What can be found: pages as pairs of an address and a name, and what the node finds for a text. */
async function find(text, pages, isAdmin) {
  const has = (name) => name.toLowerCase().includes(text.toLowerCase());
  const found = pages.filter(([, name]) => has(name)).map(([href, name]) => ({ href, name, kind: "Page" }));
  if (!text) return found;
  const query = { text, limit: MOST };
  const [bills, customers, products] = await Promise.all([
    get("/api/bill", query),
    isAdmin ? get("/api/customer", query) : { items: [] },
    isAdmin ? get("/api/product", query) : { items: [] },
  ]);
  return [
    ...found,
    ...bills.items.map((one) => ({
      href: one.number ? `/bills/${encodeURIComponent(one.number)}` : `/drafts/${encodeURIComponent(one.id)}`,
      name: [one.number ?? "Draft", one.customerName, money(one.total)].filter(Boolean).join(" · "),
      kind: "Bill",
    })),
    ...customers.items.map((one) => ({
      href: `/customers/${encodeURIComponent(one.id)}`,
      name: [one.name, one.city].filter(Boolean).join(" · "),
      kind: "Customer",
    })),
    ...products.items.map((one) => ({
      href: productHref(one),
      name: `${one.name} · ${one.sku} · ${one.level} left`,
      kind: "Product",
    })),
  ];
}

/** Opens it. */
export function palette(context, pages) {
  const isAdmin = context.status.role === "admin";
  dialog("Go to", (close) => {
    const list = h("ul", { class: "palette", role: "listbox", id: "palette-list", "aria-label": "Found" });
    const input = h("input", {
      type: "search",
      "aria-label": "A page, bill, customer or product",
      placeholder: "A page, bill, customer or product",
      autocomplete: "off",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "palette-list",
      autofocus: true,
    });
    let chosen = 0;
    let turn = 0;
    const choose = (index) => {
      const options = [...list.querySelectorAll("[role=option]")];
      if (!options.length) return;
      chosen = (index + options.length) % options.length;
      options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    };
    const open = (href) => {
      close();
      context.go(href);
    };
    const look = async () => {
      const mine = (turn += 1);
      let found;
      try {
        found = await find(input.value.trim(), pages, isAdmin);
      } catch (refusal) {
        if (mine === turn) put(list, h("li", {}, refusal.message));
        return;
      }
      if (mine !== turn) return;
      put(
        list,
        found.length
          ? found.map((one, index) =>
            h(
              "li",
              { role: "option", id: `palette-${index}`, "data-href": one.href, onclick: () => open(one.href) },
              h("small", {}, one.kind),
              h("span", {}, one.name),
            )
          )
          : h("li", {}, "Nothing like this."),
      );
      choose(0);
    };
    onTyping(input, look);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        const option = list.querySelector("[aria-selected=true]");
        if (option) open(option.dataset.href);
      }
    });
    look();
    return h("div", {}, input, list);
  });
}
