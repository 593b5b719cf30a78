// The keys that work on every page, and the dialog that lists them. Those of one letter can be turned off in the settings.

import { h } from "/app/dom.js";
import { button, dialog, facts } from "/app/ui.js";
import { dropNewest, focusNewest } from "/app/toasts.js";
import { moveInRows } from "/app/list.js";
import { openPalette, PAGES } from "/app/frame.js";
import { printPaper } from "/app/paper-key.js";

/** Listens. */
export function listenToKeys(context) {
  let before = null;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && dropNewest()) return;
    if (event.key === "F8") {
      event.preventDefault();
      return focusNewest();
    }
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key.toLowerCase() === "k" && isCommand && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      return openPalette(context);
    }
    if (event.key.toLowerCase() === "p" && isCommand && !event.shiftKey && !event.altKey && printPaper(context)) {
      return event.preventDefault();
    }
    if (isCommand || event.altKey || localStorage.getItem("keys") === "off") return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    if (before === "g") {
      before = null;
      const page = PAGES[context.status.role].find((one) => one[3] === event.key);
      if (page) {
        event.preventDefault();
        context.go(page[0]);
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
          context.go("/bills/new");
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
}

function help() {
  const keys = [
    ["Ctrl K", "find anything"],
    ["/", "search bills"],
    ["g then d b u i t p c s", "go to a page"],
    ["n", "new bill"],
    ["j k", "next, previous row"],
    ["p", "record a payment"],
    ["Ctrl Enter", "save a form"],
    ["Ctrl P", "print, on a bill its paper"],
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
        h("p", { class: "actions" }, button("Close", close, "primary reads")),
      ),
  );
}
