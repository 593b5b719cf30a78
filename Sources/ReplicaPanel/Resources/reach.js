// How this computer stands to the others of the shop, and the page to its own program: the pill in the header, and what it opens.
// Its sign has another shape for each state; what it says is told to screen readers once it has stayed for a while.

import { h, put, say } from "/app/dom.js";
import { get } from "/app/api.js";
import { ago, count } from "/app/format.js";
import { button, dialog } from "/app/ui.js";
import { toast } from "/app/toasts.js";

/** How long it must stay before it is told, in milliseconds. */
const TOLD_AFTER = 3_000;

/** What the pill says: its sign, its words, its tone. */
function reachWords({ status, feed }) {
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

let said = "";
let timer = null;
/** Draws the pill, if the header is there. */
export function drawReach(context) {
  const pill = document.getElementById("reach");
  if (!pill) return;
  const [icon, text, tone] = reachWords(context);
  pill.className = `pill ${tone}`;
  pill.title = text;
  put(pill, h("span", { "aria-hidden": "true" }, icon), h("span", {}, text));
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (said && said !== text) say(text);
    said = text;
  }, TOLD_AFTER);
}

/** Opens the list of the other computers. */
export function showReach({ status, feed }) {
  dialog(
    "Computers of the shop",
    (close) =>
      h(
        "div",
        {},
        status.peers.length
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
              status.peers.map((peer) =>
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
          button("Close", close, "primary reads"),
        ),
      ),
  );
}
