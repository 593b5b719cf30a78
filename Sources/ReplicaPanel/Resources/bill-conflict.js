// What people have to decide about one bill, on the bill's own page.

import { h } from "/app/dom.js";
import { at, get, write } from "/app/api.js";
import { sidesOf } from "/app/conflicts.js";
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
      sidesOf(one, (side) =>
        busy(async () => {
          await write("POST", at("conflicts", one.id), { keep: side.key });
          toast({ text: "Decided, for all computers.", tone: "good" });
          done();
        })),
      one.hint ? h("p", {}, one.hint) : null,
    )
  );
