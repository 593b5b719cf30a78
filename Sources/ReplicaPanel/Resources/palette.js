// One field that finds pages, bills, customers and products: type, choose with the arrows, press Enter. A page whose name begins with
// what is typed comes first, then what bears it as its number, key or name, then the rest by kind; Enter takes the first, and waits
// for it if it was pressed sooner than the node could answer.

import { h, onTyping, put } from "/app/dom.js";
import { get } from "/app/api.js";
import { money } from "/app/format.js";
import { productHref } from "/app/stock-parts.js";
import { dialog } from "/app/ui.js";

/** The most of one kind that are shown, and how many are asked for so that an exact one is among them. */
const MOST = 6;
const ASKED = 30;

/** What can be found: pages as pairs of an address and a name, and what the node finds for a text; what is meant most likely first. */
async function find(text, pages, isAdmin) {
  const wanted = text.toLowerCase();
  const isExact = (...names) => names.some((name) => name?.toLowerCase() === wanted);
  const found = pages.filter(([, name]) => name.toLowerCase().includes(wanted)).map(([href, name]) => ({
    href,
    name,
    kind: "Page",
    rank: name.toLowerCase().startsWith(wanted) ? 0 : 2,
  }));
  if (!text) return found;
  const query = { text, limit: ASKED };
  const [bills, customers, products] = await Promise.all([
    get("/api/bill", query),
    isAdmin ? get("/api/customer", query) : { items: [] },
    isAdmin ? get("/api/product", query) : { items: [] },
  ]);
  const kinds = [
    bills.items.map((one) => ({
      href: one.number ? `/bills/${encodeURIComponent(one.number)}` : `/drafts/${encodeURIComponent(one.id)}`,
      name: [one.number ?? "Draft", one.customerName, money(one.total)].filter(Boolean).join(" · "),
      kind: "Bill",
      rank: isExact(one.number) ? 1 : 2,
    })),
    customers.items.map((one) => ({
      href: `/customers/${encodeURIComponent(one.id)}`,
      name: [one.name, one.city].filter(Boolean).join(" · "),
      kind: "Customer",
      rank: isExact(one.name) ? 1 : 2,
    })),
    products.items.map((one) => ({
      href: productHref(one),
      name: `${one.name} · ${one.sku} · ${one.level} left`,
      kind: "Product",
      rank: isExact(one.sku, one.name) ? 1 : 2,
    })),
  ];
  const byRank = (a, b) => a.rank - b.rank;
  return [...found, ...kinds.flatMap((all) => all.sort(byRank).slice(0, MOST))].sort(byRank);
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
    let foundFor = null;
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
      const text = input.value.trim();
      let found;
      try {
        found = await find(text, pages, isAdmin);
      } catch (refusal) {
        if (mine === turn) put(list, h("li", {}, refusal.message));
        return;
      }
      if (mine !== turn) return;
      foundFor = text;
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
    input.addEventListener("keydown", async (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (input.value.trim() !== foundFor) await look();
        const option = list.querySelector("[aria-selected=true]");
        if (option && input.isConnected && input.value.trim() === foundFor) open(option.dataset.href);
      }
    });
    look();
    return h("div", {}, input, list);
  });
}
