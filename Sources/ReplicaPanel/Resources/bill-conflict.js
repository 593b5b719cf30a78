// What people have to decide about one bill, on the bill's own page.

import { h } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { time } from "/app/format.js";
import { button } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { busy } from "/app/bill-dialogs.js";

/** The conflicts that are about this document, or about entries of it; none if they can't be asked for. */
export async function conflictsOf(id, number) {
  const { items } = await get("/api/conflicts").catch(() => ({ items: [] }));
  return items.filter(({ document }) => document && (document.id === id || (number && document.key === number)));
}

/** One panel for each, with both sides. */
export const conflictPanels = (conflicts, done) =>
  conflicts.map((one) =>
    h(
      "section",
      { class: "card conflict-panel", "aria-label": "To decide" },
      h("h2", {}, h("span", { "aria-hidden": "true" }, "⚠ "), one.text),
      one.sides.length
        ? h(
          "ul",
          { class: "sides" },
          one.sides.map((side) =>
            h(
              "li",
              { class: side.shown ? "shown" : "" },
              h("strong", {}, one.canResolve ? `${side.key.toUpperCase()}: ${side.text}` : side.text),
              h(
                "small",
                { class: "mute" },
                [side.by, side.nodeName, side.madeAt ? time(side.madeAt) : "", side.shown ? "shown now" : ""]
                  .filter(Boolean).join(" · "),
              ),
              one.canResolve
                ? button(
                  `Keep ${side.key.toUpperCase()}`,
                  busy(async () => {
                    await write("POST", at("conflicts", one.id), { keep: side.key });
                    toast({ text: "Decided, for all computers.", tone: "good" });
                    done();
                  }),
                )
                : null,
            )
          ),
        )
        : null,
      one.hint ? h("p", {}, one.hint) : null,
    )
  );
