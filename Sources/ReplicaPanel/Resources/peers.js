// The computers of the shop, how they are reached, and how another one comes in.

import { h, put } from "/app/dom.js";
import { post } from "/app/api.js";
import { ago, count, time } from "/app/format.js";
import { button, dialog, empty, facts, field, form, formDialog, heading } from "/app/ui.js";
import { toast } from "/app/toasts.js";

const SAMPLES = 120;
const history = new Map();

/** Keeps the measured quality of the connections, for the drawings. */
export function remember(standing) {
  for (const peer of standing.peers) {
    const samples = history.get(peer.id) ?? [];
    samples.push(peer.state === "here" ? (peer.roundTripMicroseconds ?? 0) / 1000 : null);
    history.set(peer.id, samples.slice(-SAMPLES));
  }
}

export function peers(context) {
  const place = h("div", { class: "cards" });
  function draw(all) {
    if (!all.length) {
      return put(
        place,
        empty(
          "This is the only computer of the shop",
          "Another one keeps a copy of everything, and both go on when the other is away.",
          button("Invite a computer", () => inviteDialog(), "primary"),
        ),
      );
    }
    put(
      place,
      all.map((peer) =>
        h(
          "section",
          { class: `card peer ${peer.state}` },
          h("h2", {}, peer.name),
          h(
            "p",
            {},
            peer.state === "here" ? "● Here now" : "○ Away",
            peer.role === "customer" ? " · a customer's" : " · admin",
          ),
          facts([["To send", count(peer.pending, "change")], [
            "Round trip",
            peer.roundTripMicroseconds !== null && peer.state === "here"
              ? `${(peer.roundTripMicroseconds / 1000).toFixed(1)} ms`
              : "",
          ], [
            "Loss",
            peer.lossPermille !== null && peer.state === "here" ? `${(peer.lossPermille / 10).toFixed(1)} %` : "",
          ], [
            "Last heard",
            peer.lastHeard ? `${ago(peer.lastHeard)} (${time(peer.lastHeard)})` : "not since this program began",
          ]]),
          spark(history.get(peer.id) ?? []),
        )
      ),
    );
  }
  draw(context.status.peers);
  const connect = () =>
    formDialog("Where another computer listens", {
      fields: [{
        name: "address",
        label: "Address and port",
        required: true,
        placeholder: "192.168.1.20:47000",
        hint: "It admits nobody: who is there must belong to the shop already.",
      }],
      submit: "Connect",
      onsubmit: async (values) => {
        await post("/api/peers", values);
        toast({ text: `Trying ${values.address}.` });
      },
    });
  return {
    title: "Computers",
    element: h(
      "div",
      {},
      heading(
        "Computers",
        button("Invite", () => inviteDialog(), "primary"),
        button("Connect to an address", connect),
      ),
      place,
      h(
        "details",
        { class: "card" },
        h("summary", {}, "If a computer is not found"),
        h(
          "p",
          {},
          "Computers find each other by themselves in one local network. If they do not: let the firewall pass the port below (TCP and UDP) and UDP port 45454 for finding, or connect to the address by hand.",
        ),
        facts([["Port of this computer", context.status.port]]),
      ),
    ),
    refresh: () => {},
    standing: (standing) => draw(standing.peers),
  };
}

function spark(samples) {
  const known = samples.filter((one) => one !== null);
  if (known.length < 5) return null;
  const top = Math.max(...known, 1);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${SAMPLES} 24`);
  svg.setAttribute("class", "spark");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `Round trip of late: ${known.at(-1).toFixed(1)} ms, at most ${top.toFixed(1)} ms`);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  line.setAttribute(
    "points",
    samples.map((one, index) => (one === null ? null : `${index},${23 - (one / top) * 21}`)).filter(Boolean).join(" "),
  );
  svg.append(line);
  return svg;
}

const LENGTHS = [["600", "10 minutes"], ["3600", "1 hour"], ["86400", "1 day"], ["604800", "1 week"]];

/** Asks for whom, and shows the link. */
export function inviteDialog(customer = null) {
  dialog(customer ? `Invite the computer of ${customer.name}` : "Invite a computer", (close) => {
    const place = h("div");
    const expires = field({ name: "expires", label: "It holds for", options: LENGTHS, value: "600" });
    put(
      place,
      h(
        "p",
        {},
        customer
          ? "It will hold this customer's bills and nothing else."
          : "It will keep a full copy of the shop, and may do everything that this one may.",
      ),
      form({
        fields: [expires],
        submit: "Make the link",
        oncancel: close,
        onsubmit: async ({ expires: seconds }) => {
          const made = await post("/api/invitations", {
            role: customer ? "customer" : "admin",
            ...(customer ? { customer: customer.id } : {}),
            expires: Number(seconds),
          });
          const text = h("textarea", { readonly: true, rows: 4, "aria-label": "The link" }, made.link);
          put(
            place,
            h(
              "p",
              {},
              `It admits one computer, once, until ${
                time(made.expires)
              }. It is a secret until then. On that computer, in a terminal:`,
            ),
            h("pre", { class: "copy" }, `replica join ${made.link.slice(0, 28)}…`),
            text,
            h(
              "p",
              { class: "actions" },
              button("Copy the link", async () => {
                try {
                  await navigator.clipboard.writeText(made.link);
                  toast({ text: "Copied.", tone: "good" });
                } catch {
                  text.select();
                }
              }, "primary"),
              button("Close", close),
            ),
          );
          text.select();
        },
      }),
    );
    return place;
  });
}
