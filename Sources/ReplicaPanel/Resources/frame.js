// The frame around every page: the header, the list of pages, the bell, and the bar that says that the program does not answer.

import { h, link, put, s } from "/app/dom.js";
import { count } from "/app/format.js";
import { button, dialog } from "/app/ui.js";
import { messageList, unreadMessages } from "/app/news.js";
import { palette } from "/app/palette.js";
import { showReach } from "/app/reach.js";
import { changeColours } from "/app/theme.js";

/** The pages that are listed, for who sees them: address, name, sign, and the key after `g`. */
export const PAGES = {
  admin: [
    ["/", "Overview", "▦", "d"],
    ["/bills", "Bills", "▤", "b"],
    ["/customers", "Customers", "☺", "u"],
    ["/stock", "Stock", "▥", "i"],
    ["/stock/moves", "Movements", "⇅", "t"],
    ["/peers", "Computers", "⚭", "p"],
    ["/conflicts", "Conflicts", "⚠", "c"],
    ["/settings", "Settings", "⚙", "s"],
  ],
  customer: [["/", "Home", "▦", "d"], ["/bills", "Bills", "▤", "b"], ["/stats", "Statistics", "▥", "t"], [
    "/settings",
    "Settings",
    "⚙",
    "s",
  ]],
};

/** The header, drawn anew only if it says something else: who types or stands in it must not be thrown out. */
export function drawHead(context) {
  const { status, go } = context;
  const head = document.getElementById("head");
  const isAdmin = status.role === "admin";
  const said = JSON.stringify([status.shopName, status.role, status.name, status.conflicts]);
  if (head.dataset.said === said) return;
  head.dataset.said = said;
  const typed = document.getElementById("q")?.value ?? "";
  const focused = head.contains(document.activeElement) ? document.activeElement.id : "";
  put(
    head,
    link("/", h("span", { class: "shop" }, status.shopName ?? "Shop")),
    h("span", { class: "role" }, isAdmin ? "Admin" : "Customer", h("small", {}, status.name)),
    h(
      "form",
      {
        role: "search",
        onsubmit: (event) => {
          event.preventDefault();
          go(`/bills?text=${encodeURIComponent(event.target.q.value)}`);
        },
      },
      h("label", { class: "unseen", for: "q" }, "Search bills"),
      h("input", {
        id: "q",
        name: "q",
        type: "search",
        value: typed,
        placeholder: "Search bills",
        autocomplete: "off",
      }),
    ),
    h("button", { id: "reach", type: "button", "aria-haspopup": "dialog", onclick: () => showReach(context) }),
    isAdmin && status.conflicts > 0
      ? h(
        "a",
        { class: "badge warn", href: "/conflicts", "aria-label": count(status.conflicts, "conflict") },
        `⚠ ${status.conflicts}`,
      )
      : null,
    h("button", {
      id: "bell",
      type: "button",
      onclick: () =>
        dialog(
          "Messages",
          (close) =>
            h("div", {}, messageList(context), h("p", { class: "actions" }, button("Close", close, "primary reads"))),
        ),
    }),
    h("button", {
      id: "colours",
      type: "button",
      class: "quiet",
      title: "Light, dark or as the system",
      "aria-label": "Change the colours",
      onclick: changeColours,
    }, "◐"),
  );
  document.getElementById(focused)?.focus();
}

/** The list of pages, with the one that is shown; drawn anew only for another one. */
export function drawNav(context) {
  const here = location.pathname;
  const nav = document.getElementById("nav");
  const said = `${context.status.role} ${here}`;
  if (nav.dataset.said === said) return;
  nav.dataset.said = said;
  put(
    nav,
    h(
      "ul",
      {},
      PAGES[context.status.role].map(([href, text, icon]) => {
        const isHere = href === here || (href !== "/" && href !== "/stock" && here.startsWith(href)) ||
          (href === "/stock" && here.startsWith("/stock") && here !== "/stock/moves");
        return h(
          "li",
          {},
          h(
            "a",
            { href, "aria-current": isHere ? "page" : null },
            h("span", { class: "icon", "aria-hidden": "true" }, icon),
            h("span", {}, text),
          ),
        );
      }),
      PAGES[context.status.role].length > 5
        ? h(
          "li",
          { class: "more" },
          h(
            "button",
            { type: "button", "aria-haspopup": "dialog", onclick: () => openPalette(context) },
            h("span", { class: "icon", "aria-hidden": "true" }, "⋯"),
            h("span", {}, "More"),
          ),
        )
        : null,
    ),
  );
}

/** The field that finds anything. */
export const openPalette = (context) =>
  palette(context, PAGES[context.status.role].map(([href, name]) => [href, name]));

/** What is wrong between this page and its own program, across the page. */
export function drawBar({ feed }) {
  const bar = document.getElementById("bar");
  document.body.classList.toggle("lost", feed.state === "lost");
  if (feed.state === "shut") {
    return put(
      bar,
      h("p", { class: "stopped" }, "This page was shut out. Type ", h("code", {}, "replica open"), " in a terminal."),
    );
  }
  put(
    bar,
    feed.state === "lost"
      ? h(
        "p",
        { class: "stopped" },
        "The shop's program on this computer does not answer. What you see is as it was; what you type is kept. ",
        button("Try now", () => feed.wake()),
      )
      : null,
  );
}

/** The bell, with how many messages nobody has read. */
export function drawBell() {
  const bell = document.getElementById("bell");
  if (!bell) return;
  const number = unreadMessages();
  bell.className = "quiet";
  bell.setAttribute(
    "aria-label",
    number > 99 ? "More than 99 new messages" : number ? count(number, "new message") : "Messages",
  );
  put(
    bell,
    s(
      "svg",
      { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" },
      s("path", {
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 1.8,
        "stroke-linejoin": "round",
        d: "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4",
      }),
    ),
    number ? h("b", {}, number > 99 ? "99+" : number) : null,
  );
}
