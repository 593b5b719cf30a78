// Events that programs publish under names of their own: the durable ones that the node kept, and what comes now.

import { h, put } from "/app/dom.js";
import { get } from "/app/api.js";
import { time } from "/app/format.js";
import { card, failure } from "/app/ui.js";

const MOST = 30;
/** The panel's own, which the pages that they are meant for show. */
const OWN = "panel.";

/** A card with the latest events, live. */
export function programEvents(context) {
  const place = h("div");
  const shown = new Map();

  function draw() {
    const latest = [...shown.values()].sort((a, b) => b.madeAt.localeCompare(a.madeAt)).slice(0, MOST);
    put(
      place,
      latest.length
        ? h(
          "ul",
          { class: "entries" },
          latest.map((one) =>
            h(
              "li",
              {},
              h("span", {}, h("strong", {}, one.name), " ", h("code", {}, JSON.stringify(one.payload))),
              h(
                "small",
                { class: "mute" },
                [one.nodeName, one.user, one.durable ? "kept" : ""].filter(Boolean).join(", "),
              ),
              h("time", { title: one.madeAt }, time(one.madeAt)),
            )
          ),
        )
        : h(
          "p",
          {},
          "No program has published any. They come from ",
          h("code", {}, "replica emit NAME JSON"),
          ", from the library, or over HTTP.",
        ),
    );
  }

  const take = ({ detail }) => {
    if (detail.name.startsWith(OWN)) return;
    shown.set(detail.id, detail);
    draw();
  };
  context.feed.addEventListener("custom", take);
  get("/api/events", { limit: MOST }).then(({ items }) => {
    for (const one of items) if (!one.name.startsWith(OWN)) shown.set(one.id, one);
    draw();
  }).catch((refusal) => put(place, failure(refusal)));
  return {
    element: card("Events of programs", place),
    leave: () => context.feed.removeEventListener("custom", take),
  };
}
