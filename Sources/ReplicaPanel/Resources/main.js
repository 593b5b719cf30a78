// The frame: who is here, which page, what is told. Views are functions that give an element, and look again when rows come.

import { h, link, put, s, say } from "/app/dom.js";
import { get, post, Refusal } from "/app/api.js";
import { Feed } from "/app/feed.js";
import { ago, count } from "/app/format.js";
import { button, dialog, empty, facts, failure, heading } from "/app/ui.js";
import { dropNewest, focusNewest, toast } from "/app/toasts.js";
import { askUnread, messageList, tell, unreadMessages, watchUnread } from "/app/news.js";
import { palette } from "/app/palette.js";
import { moveInRows } from "/app/list.js";
import { dashboard } from "/app/dashboard.js";
import { bill } from "/app/bill.js";
import { bills } from "/app/bills.js";
import { editDraft, newDraft } from "/app/draft.js";
import { customer, customers } from "/app/customers.js";
import { stock } from "/app/stock.js";
import { product } from "/app/product.js";
import { moves } from "/app/moves.js";
import { stockTake } from "/app/count.js";
import { countSheet } from "/app/count-sheet.js";
import { orderList } from "/app/order-list.js";
import { peers, remember } from "/app/peers.js";
import { conflicts } from "/app/conflicts.js";
import { settings } from "/app/settings.js";
import { demo } from "/app/demo.js";
import { home, ownBills, statistics } from "/app/customer.js";
import { numbers, printBill, printBills } from "/app/print.js";
import { ownStatement, statement } from "/app/statement.js";

const ADMIN = [
  [/^\/$/, dashboard],
  [/^\/bills$/, bills],
  [/^\/bills\/new$/, newDraft],
  [/^\/drafts\/([^/]+)$/, editDraft],
  [/^\/bills\/([^/]+)$/, bill],
  [/^\/bills\/([^/]+)\/print$/, printBill],
  [/^\/print$/, printBills],
  [/^\/numbers$/, numbers],
  [/^\/customers\/([^/]+)\/statement$/, statement],
  [/^\/customers$/, customers],
  [/^\/customers\/([^/]+)$/, customer],
  [/^\/stock$/, stock],
  [/^\/stock\/moves$/, moves],
  [/^\/stock\/count$/, stockTake],
  [/^\/stock\/sheet$/, countSheet],
  [/^\/stock\/order$/, orderList],
  [/^\/stock\/([^/]+)$/, product],
  [/^\/peers$/, peers],
  [/^\/conflicts$/, conflicts],
  [/^\/settings$/, settings],
  [/^\/demo$/, demo],
];
const CUSTOMER = [
  [/^\/$/, home],
  [/^\/bills$/, ownBills],
  [/^\/bills\/([^/]+)$/, bill],
  [/^\/bills\/([^/]+)\/print$/, printBill],
  [/^\/statement$/, ownStatement],
  [/^\/stats$/, statistics],
  [/^\/settings$/, settings],
];
const NAV = {
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

const feed = new Feed();
const main = document.getElementById("main");
const context = { status: null, feed, go, refreshStatus };
let view = null;
let dirty = [];
let dirtyTimer = null;
let lookedAt = 0;
/** After how long without a change the next one is looked at without waiting for more, in milliseconds. */
const QUIET = 40;
let statusTimer = null;
/** How long the frame waits before it asks for its numbers, in milliseconds. */
const STATUS_AFTER = 150;

// MARK: Start

async function start() {
  const code = new URLSearchParams(location.hash.slice(1)).get("key");
  if (code) {
    history.replaceState(null, "", location.pathname);
    await post("/api/session", { code }).catch((refusal) => {
      if (refusal.code !== "panel.link-used") toast({ text: refusal.message, tone: "bad" });
    });
  }
  theme(localStorage.getItem("theme"));
  document.documentElement.dataset.motion = localStorage.getItem("motion") ?? "on";
  for (let pause = 100;; pause = Math.min(pause * 2, 5_000)) {
    try {
      await refreshStatus();
      break;
    } catch (refusal) {
      if (refusal.status === 401) return shut();
      put(main, failure(refusal, start));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  listen();
  feed.start();
  route();
}

/** Without the cookie: how to get in. */
function shut() {
  put(document.getElementById("head"), h("span", { class: "shop" }, "replica"));
  put(
    main,
    empty(
      "This page needs its link",
      "It shows a shop's books, so it opens only for who runs the program on this computer. In a terminal there, type:",
      h("code", {}, "replica open"),
    ),
  );
}

async function refreshStatus() {
  context.status = await get("/api/status");
  document.documentElement.dataset.role = context.status.role;
  drawHead();
  drawNav();
}

// MARK: What comes

function listen() {
  feed.addEventListener("rows", ({ detail }) => {
    dirty.push(...detail);
    // One look for what comes together; the first change of a quiet time shows at once.
    const isQuiet = performance.now() - lookedAt > QUIET;
    dirtyTimer ??= setTimeout(look, dirty.length > 20 ? 250 : isQuiet ? 0 : 15);
    tell(detail, context);
  });
  feed.addEventListener("standing", ({ detail }) => {
    const before = context.status;
    context.status = { ...before, ...detail, alarms: before.alarms };
    remember(detail);
    drawReach();
    if (before.pending !== detail.pending) view?.refresh?.(null);
    view?.standing?.(detail);
  });
  feed.addEventListener("state", () => {
    drawReach();
    drawBar();
    if (feed.state === "live") {
      refreshStatus().catch(() => {});
      view?.refresh?.(null);
      askUnread(0);
    }
  });
  feed.addEventListener("reset", () => {
    refreshStatus().catch(() => {});
    route();
  });
  feed.addEventListener(
    "version",
    () =>
      toast({
        text: "The program was renewed.",
        tone: "warn",
        action: { text: "Load the page anew", run: () => location.reload() },
      }),
  );
  watchUnread(drawBell);
}

function look() {
  const rows = dirty;
  lookedAt = performance.now();
  dirty = [];
  dirtyTimer = null;
  view?.refresh?.(rows);
  // The frame's numbers let what is looked at go first.
  if (
    rows.some((row) => row.types.some((type) => /^(bill|payment|credit|product|conflict|count|question)/.test(type)))
  ) {
    statusTimer ??= setTimeout(() => {
      statusTimer = null;
      refreshStatus().catch(() => {});
    }, STATUS_AFTER);
  }
}

// MARK: The frame

function drawHead() {
  const { status } = context;
  const isAdmin = status.role === "admin";
  put(
    document.getElementById("head"),
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
      h("input", { id: "q", name: "q", type: "search", placeholder: "Search bills", autocomplete: "off" }),
    ),
    h("button", { id: "reach", type: "button", "aria-haspopup": "dialog", onclick: showReach }),
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
            h("div", {}, messageList(context), h("p", { class: "actions" }, button("Close", close, "primary"))),
        ),
    }),
    h("button", {
      type: "button",
      class: "quiet",
      title: "Light, dark or as the system",
      "aria-label": "Change the colours",
      onclick: () => theme(nextTheme()),
    }, "◐"),
  );
  drawReach();
  drawBell();
}

function drawNav() {
  const here = location.pathname;
  put(
    document.getElementById("nav"),
    h(
      "ul",
      {},
      NAV[context.status.role].map(([href, text, icon]) => {
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
      NAV[context.status.role].length > 5
        ? h(
          "li",
          { class: "more" },
          h(
            "button",
            { type: "button", "aria-haspopup": "dialog", onclick: openPalette },
            h("span", { class: "icon", "aria-hidden": "true" }, "⋯"),
            h("span", {}, "More"),
          ),
        )
        : null,
    ),
  );
}

/** What the pill says: its sign, its words, its tone. */
function reachWords() {
  const { status } = context;
  if (feed.state === "lost") return ["✕", "Shop program not answering", "bad"];
  if (feed.state === "connecting") return ["…", "Connecting", "mute"];
  const here = status.peers.filter((peer) => peer.state === "here").length;
  if (!status.peers.length) return ["○", "The only computer", "mute"];
  if (!here) return ["○", status.pending ? `Working alone · ${status.pending} kept here` : "Working alone", "mute"];
  const others = count(here, "other computer");
  return status.pending
    ? ["◐", `${others} · ${status.pending} to send`, "warn"]
    : ["●", `${others} · all sent`, "good"];
}

let saidReach = "";
let reachTimer = null;
function drawReach() {
  const pill = document.getElementById("reach");
  if (!pill) return;
  const [icon, text, tone] = reachWords();
  pill.className = `pill ${tone}`;
  pill.title = text;
  put(pill, h("span", { "aria-hidden": "true" }, icon), h("span", {}, text));
  clearTimeout(reachTimer);
  reachTimer = setTimeout(() => {
    if (saidReach && saidReach !== text) say(text);
    saidReach = text;
  }, 3_000);
}

function showReach() {
  dialog(
    "Computers of the shop",
    (close) =>
      h(
        "div",
        {},
        context.status.peers.length
          ? h(
            "table",
            { class: "list plain" },
            h(
              "thead",
              {},
              h("tr", {}, ["Name", "State", "To send", "Last heard"].map((text) => h("th", { scope: "col" }, text))),
            ),
            h(
              "tbody",
              {},
              context.status.peers.map((peer) =>
                h(
                  "tr",
                  {},
                  h("td", {}, peer.name),
                  h("td", {}, peer.state === "here" ? "● here" : "○ away"),
                  h("td", {}, peer.pending),
                  h("td", {}, peer.lastHeard ? ago(peer.lastHeard) : "–"),
                )
              ),
            ),
          )
          : h("p", {}, "No other computer belongs to the shop yet."),
        h(
          "p",
          { class: "actions" },
          button("Try again now", () => feed.wake()),
          navigator.clipboard
            ? button("Copy details", async () => {
              await navigator.clipboard.writeText(JSON.stringify(await get("/api/status"), null, 2));
              toast({ text: "The details are on the clipboard.", tone: "good" });
            })
            : null,
          button("Close", close, "primary"),
        ),
      ),
  );
}

function drawBar() {
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

function drawBell() {
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

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
systemIsDark.addEventListener("change", () => theme(localStorage.getItem("theme")));

/** From the system's colours to the others, to the system's like, and back to the system. */
function nextTheme() {
  const chosen = localStorage.getItem("theme");
  const other = systemIsDark.matches ? "light" : "dark";
  if (!chosen) return other;
  return chosen === other ? (systemIsDark.matches ? "dark" : "light") : null;
}
/** Light or dark as the user chose, or as the system is. */
function theme(chosen) {
  if (chosen) localStorage.setItem("theme", chosen);
  else localStorage.removeItem("theme");
  document.documentElement.dataset.theme = chosen ?? (systemIsDark.matches ? "dark" : "light");
}

// MARK: Pages

function go(href) {
  history.pushState(null, "", href);
  route();
}

function route() {
  const table = context.status.role === "admin" ? ADMIN : CUSTOMER;
  let match = null;
  const found = table.find(([pattern]) => (match = pattern.exec(location.pathname)));
  view?.leave?.();
  try {
    view = found ? found[1](context, ...match.slice(1).map(decodeURIComponent)) : {
      title: "Nothing here",
      element: h(
        "div",
        {},
        heading("Nothing here"),
        empty(
          "There is no page at this address",
          "It may have been renamed, or mistyped.",
          link("/", "To the overview"),
        ),
      ),
    };
  } catch (error) {
    console.error(error);
    view = { title: "Failure", element: failure(error instanceof Refusal ? error : { message: String(error) }, route) };
  }
  put(main, view.element);
  document.title = `${view.title} · ${context.status.shopName ?? "replica"}`;
  drawNav();
  scrollTo(0, 0);
  (main.querySelector("[autofocus]") ?? main.querySelector("h1") ?? main).focus({ preventScroll: true });
}

addEventListener("popstate", route);
document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a[href^='/']");
  if (
    !anchor || anchor.target || anchor.hasAttribute("download") || event.defaultPrevented || event.button !== 0 ||
    event.ctrlKey || event.metaKey || event.shiftKey
  ) return;
  if (anchor.getAttribute("href").startsWith("/api/")) return;
  event.preventDefault();
  go(anchor.getAttribute("href"));
});

// MARK: Keys

let before = null;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && dropNewest()) return;
  if (event.key === "F8") {
    event.preventDefault();
    return focusNewest();
  }
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    return openPalette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (before === "g") {
    before = null;
    const page = NAV[context.status.role].find((one) => one[3] === event.key);
    if (page) {
      event.preventDefault();
      go(page[0]);
    }
    return;
  }
  switch (event.key) {
    case "g":
      before = "g";
      setTimeout(() => {
        before = null;
      }, 1_500);
      break;
    case "/":
      event.preventDefault();
      document.getElementById("q").focus();
      break;
    case "j":
      moveInRows(1);
      break;
    case "k":
      moveInRows(-1);
      break;
    case "n":
      if (context.status.role === "admin") {
        event.preventDefault();
        go("/bills/new");
      }
      break;
    case "p":
      document.querySelector("[data-key='p']")?.click();
      break;
    case "?":
      help();
      break;
  }
});

const openPalette = () => palette(context, NAV[context.status.role].map(([href, name]) => [href, name]));

function help() {
  const keys = [
    ["Ctrl K", "find anything"],
    ["/", "search bills"],
    ["g then d b u i t p c s", "go to a page"],
    ["n", "new bill"],
    ["j k", "next, previous row"],
    ["p", "record a payment"],
    ["Ctrl Enter", "save a form"],
    ["F8", "to the newest message"],
    ["Esc", "close"],
  ];
  dialog(
    "Keys",
    (close) =>
      h(
        "div",
        {},
        facts(keys.map(([key, text]) => [h("kbd", {}, key), text])),
        h("p", { class: "actions" }, button("Close", close, "primary")),
      ),
  );
}

start();
