// Where the page starts: it lets itself in, asks who is here, shows the view of its address, and lets the view look again when
// something comes. Views are functions that give an element (routes.js); what is around them is drawn by frame.js.

import { h, link, put } from "/app/dom.js";
import { get, post, Refusal } from "/app/api.js";
import { Feed } from "/app/feed.js";
import { empty, failure, heading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { askUnread, tell, watchUnread } from "/app/news.js";
import { drawBar, drawBell, drawHead, drawNav } from "/app/frame.js";
import { watchDay } from "/app/calendar.js";
import { drawReach } from "/app/reach.js";
import { listenToKeys } from "/app/keys.js";
import { keepFromWriting } from "/app/lost.js";
import { showColours } from "/app/theme.js";
import { viewAt } from "/app/routes.js";
import { remember } from "/app/peers.js";

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
let reachTimer = null;
/** After how long what has changed is looked at again for how far it has got, in milliseconds: no event tells that. */
const REACHED_AFTER = 1_500;
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
  showColours();
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
  drawHead(context);
  drawNav(context);
  drawReach(context);
  drawBell();
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
    drawReach(context);
    if (before.pending !== detail.pending) view?.refresh?.(null);
    view?.standing?.(detail);
  });
  feed.addEventListener("state", () => {
    drawReach(context);
    drawBar(context);
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
  watchDay(() => {
    refreshStatus().catch(() => {});
    view?.refresh?.(null);
  });
  listenToKeys(context);
  keepFromWriting(feed);
}

function look() {
  const rows = dirty;
  lookedAt = performance.now();
  dirty = [];
  dirtyTimer = null;
  view?.refresh?.(rows);
  clearTimeout(reachTimer);
  if (context.status.peers?.length) reachTimer = setTimeout(() => view?.refresh?.(null), REACHED_AFTER);
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

// MARK: Pages

function go(href) {
  history.pushState(null, "", href);
  route();
}

function route() {
  view?.leave?.();
  try {
    view = viewAt(location.pathname, context) ?? nothingHere();
  } catch (error) {
    console.error(error);
    view = { title: "Failure", element: failure(error instanceof Refusal ? error : { message: String(error) }, route) };
  }
  put(main, view.element);
  document.title = `${view.title} · ${context.status.shopName ?? "replica"}`;
  drawNav(context);
  scrollTo(0, 0);
  (main.querySelector("[autofocus]") ?? main.querySelector("h1") ?? main).focus({ preventScroll: true });
}

const nothingHere = () => ({
  title: "Nothing here",
  element: h(
    "div",
    {},
    heading("Nothing here"),
    empty("There is no page at this address", "It may have been renamed, or mistyped.", link("/", "To the overview")),
  ),
});

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

start();
