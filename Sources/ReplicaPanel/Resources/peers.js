// The computers of the shop, how they are reached, and how another one comes in.

import { h, link, put, s } from "/app/dom.js";
import { at, get, post } from "/app/api.js";
import { ago, count, time } from "/app/format.js";
import { button, empty, facts, formDialog, heading } from "/app/ui.js";
import { toast } from "/app/toasts.js";
import { copy, inviteDialog, watchJoining } from "/app/invite.js";
import { tableTwin, timeChart } from "/app/time-chart.js";

export { inviteDialog };

const MEASURE_EVERY = 10_000;
/** How much of the past the drawings show. */
const SHOWN_SECONDS = 3_600;
const QUALITY = {
  new: "not measured yet",
  lossy: "loses much",
  slow: "slow",
  behind: "falls behind",
  good: "good",
};
/** UDP, where computers call out for each other. */
const BEACON_PORT = 7701;

/** Takes how the node stands to the others, whichever page is shown. */
export const remember = (standing) => watchJoining(standing.peers);

export function peers(context) {
  const cards = new Map();
  const place = h("div", { class: "cards peers" });
  const picture = h("section", { class: "card network" });
  let measured = 0;
  let isMeasured = true;
  let timer = null;

  function draw(all) {
    watchJoining(all);
    if (!all.length) {
      cards.clear();
      put(picture);
      picture.hidden = true;
      return put(
        place,
        empty(
          "This is the only computer of the shop",
          "Another one keeps a copy of everything, and both go on when the other is away.",
          button("Invite a computer", () => inviteDialog(), "primary"),
        ),
      );
    }
    if (!cards.size) put(place);
    const ids = new Set(all.map((one) => one.id));
    for (const [id, card] of cards) {
      if (ids.has(id)) continue;
      card.element.remove();
      cards.delete(id);
    }
    for (const peer of all) {
      if (!cards.has(peer.id)) {
        cards.set(peer.id, peerCard());
        place.append(cards.get(peer.id).element);
      }
      cards.get(peer.id).draw(peer);
    }
    drawNetwork(all);
  }

  let drawn = "";
  function drawNetwork(all) {
    const text = JSON.stringify(all.map((one) => [one.id, one.name, one.state, one.role]));
    if (text === drawn) return;
    drawn = text;
    picture.hidden = false;
    put(
      picture,
      h("h2", {}, "Who is in touch with this computer"),
      network(context.status.name, all),
      networkTable(all),
    );
  }

  async function measure() {
    if (!isMeasured) return;
    measured = Date.now();
    await Promise.all([...cards].map(async ([id, card]) => {
      try {
        card.chart((await get(at("peers", id, "quality"), { span: SHOWN_SECONDS })).samples ?? []);
      } catch (refusal) {
        if (refusal.status === 404 && refusal.code !== "peer.unknown") isMeasured = false;
        if (!refusal.isAway) card.chart([]);
      }
    }));
  }

  draw(context.status.peers);
  measure();
  timer = setInterval(() => document.hidden || Date.now() - measured < MEASURE_EVERY || measure(), MEASURE_EVERY);
  return {
    title: "Computers",
    element: h(
      "div",
      { class: "peers-page" },
      heading(
        "Computers",
        button("Invite a computer", () => inviteDialog(), "primary"),
        button("Connect to an address", connect, "writes"),
      ),
      h(
        "p",
        { class: "lead" },
        `This is ${context.status.name}. It writes bills as ${context.status.series}, runs version ${context.status.version}`,
        context.status.port ? ` and listens on port ${context.status.port}.` : " and is not on the network.",
      ),
      place,
      picture,
      help(context.status),
    ),
    refresh: () => {},
    standing: (standing) => draw(standing.peers),
    leave: () => clearInterval(timer),
  };
}

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

// MARK: One computer

/** A card that is drawn anew in its parts, so that drawings and unfolded tables stay as they are. */
function peerCard() {
  const head = h("div");
  const values = h("div");
  const charts = h("div", { class: "charts" }, h("p", { class: "mute" }, "Quality: not measured yet."));
  const element = h("section", { class: "card peer" }, head, values, charts);
  let headText = "";
  let valuesText = "";
  let chartText = "";
  return {
    element,
    draw(peer) {
      element.className = `card peer ${peer.state}`;
      const first = JSON.stringify([peer.name, peer.state, peer.role, peer.customer, peer.catchingUp]);
      if (first !== headText) {
        headText = first;
        put(head, headOf(peer));
      }
      const pairs = valuesOf(peer);
      const second = JSON.stringify(pairs);
      if (second !== valuesText) {
        valuesText = second;
        put(values, facts(pairs));
      }
    },
    chart(samples) {
      const text = JSON.stringify(samples.at(-1) ?? null) + samples.length;
      if (text === chartText) return;
      chartText = text;
      const open = charts.querySelector("details")?.open;
      put(charts, samples.length > 1 ? quality(samples) : h("p", { class: "mute" }, "Quality: not measured yet."));
      if (open && charts.querySelector("details")) charts.querySelector("details").open = true;
    },
  };
}

const headOf = (peer) => [
  h("h2", {}, peer.name),
  h(
    "p",
    {},
    h(
      "span",
      { class: `chip ${peer.state === "here" ? "good" : "mute"}` },
      h("span", { "aria-hidden": "true" }, peer.state === "here" ? "●" : "○"),
      peer.state === "here" ? (peer.catchingUp ? "Catching up" : "Here now") : "Away",
    ),
    h("span", { class: "chip mute" }, peer.role === "customer" ? "A customer's" : "Admin"),
    peer.customer ? customerLink(peer.customer) : null,
  ),
];

/** A customer by name; the name follows when it is known. */
function customerLink(id) {
  const element = link(`/customers/${encodeURIComponent(id)}`, "the customer");
  get(at("customer", id)).then((one) => put(element, one.name), () => {});
  return element;
}

const milliseconds = (seconds) =>
  seconds === null || seconds === undefined
    ? ""
    : seconds >= 10
    ? `${seconds.toFixed(0)} s`
    : seconds >= 1
    ? `${seconds.toFixed(1)} s`
    : `${(seconds * 1000).toFixed(seconds < .01 ? 1 : 0)} ms`;

/** What is known of a computer; what its node does not tell is left out. */
function valuesOf(peer) {
  const isHere = peer.state === "here";
  const known = (value, words) => (value === null || value === undefined ? "" : words(value));
  return [
    ["Still to send there", count(peer.pending, "change")],
    ["Still to come from there", known(peer.missing, (number) => count(number, "change"))],
    ["Connection", isHere ? QUALITY[peer.quality] : ""],
    [
      "Last heard",
      isHere
        ? "now"
        : peer.lastHeard
        ? `${ago(peer.lastHeard)} (${time(peer.lastHeard)})`
        : "not since this program began",
    ],
    ["Round trip", isHere ? known(peer.roundTripMicroseconds, (number) => milliseconds(number / 1e6)) : ""],
    ["Loss", isHere ? known(peer.lossPermille, (number) => `${(number / 10).toFixed(1)} %`) : ""],
    ["Lag", known(peer.lagSeconds, milliseconds)],
    ["Time to be on its disk", known(peer.convergeSeconds, milliseconds)],
    ["Address", peer.address],
    ["Version", peer.version],
    ["Its clock", known(peer.clockOffsetSeconds, clockWords)],
    ["Bills are numbered", peer.series],
  ];
}

function clockWords(seconds) {
  if (Math.abs(seconds) < 1) return "agrees with this one";
  return `${
    Math.abs(seconds) >= 120 ? `${Math.round(Math.abs(seconds) / 60)} min` : `${Math.round(Math.abs(seconds))} s`
  } ${seconds > 0 ? "ahead" : "behind"}`;
}

/** How the connection was over time: two drawings, and all numbers as a table. */
function quality(samples) {
  const moments = samples.map((one) => Date.parse(one.at));
  const [from, to] = [moments[0], moments.at(-1)];
  const points = (name, factor = 1) =>
    samples.map((
      one,
      index,
    ) => [moments[index], one[name] === null || one[name] === undefined ? null : one[name] * factor]);
  const last = samples.at(-1);
  const latest = (name, words) => (last[name] === null || last[name] === undefined ? "not known" : words(last[name]));
  return [
    h("h3", {}, "Round trip and time to be on its disk"),
    timeChart({
      label: `Round trip ${latest("roundTripSeconds", milliseconds)}, time to be on its disk ${
        latest("convergeSeconds", milliseconds)
      } at last.`,
      from,
      to,
      height: 130,
      series: [
        { name: "Round trip", points: points("roundTripSeconds", 1000) },
        { name: "On its disk", points: dots(points("convergeSeconds", 1000)) },
      ],
      format: (value) => `${Number(value.toFixed(2))} ms`,
    }),
    h("h3", {}, "Changes still to send, and loss"),
    timeChart({
      label: `${latest("pendingChanges", (number) => count(number, "change"))} to send, loss ${
        latest("loss", (share) => `${(share * 100).toFixed(1)} %`)
      } at last.`,
      from,
      to,
      height: 110,
      series: [
        { name: "Changes to send", points: points("pendingChanges"), isStep: true },
        { name: "Loss in percent", points: points("loss", 100) },
      ],
    }),
    tableTwin(
      "How the connection was, the latest first",
      ["When", "Round trip", "Loss", "To send", "Lag", "On its disk"],
      [...samples].reverse().slice(0, 100).map((one) => [
        new Date(one.at).toLocaleTimeString(),
        milliseconds(one.roundTripSeconds) || "–",
        one.loss === null || one.loss === undefined ? "–" : `${(one.loss * 100).toFixed(1)} %`,
        one.pendingChanges ?? "–",
        milliseconds(one.lagSeconds) || "–",
        milliseconds(one.convergeSeconds) || "–",
      ]),
    ),
  ];
}

/** Measured only where something was written: what lies between two values is no gap. */
const dots = (points) => points.filter(([, value]) => value !== null);

// MARK: The network

/** This computer in the middle, the others around it; a whole line to those who are here, a broken one to those who are away. */
function network(name, all) {
  const [width, height] = [480, all.length > 2 ? 300 : 110];
  const [cx, cy] = [width / 2, height / 2];
  const spot = (index) => {
    const angle = (index / all.length) * 2 * Math.PI + Math.PI;
    return [cx + Math.cos(angle) * 170, cy + Math.sin(angle) * (height / 2 - 45)];
  };
  const here = all.filter((one) => one.state === "here").length;
  const short = (text) => (text.length > 16 ? `${text.slice(0, 15)}…` : text);
  const dot = (x, y, text, kind) => [
    s("circle", { cx: x, cy: y, r: kind === "self" ? 14 : 10, class: kind }),
    s("text", { x, y: y + (kind === "self" ? 30 : 25), "text-anchor": "middle" }, short(text)),
  ];
  return s(
    "svg",
    {
      class: "network-drawing",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `${name} is in touch with ${here} of ${count(all.length, "other computer")}.`,
    },
    all.map((peer, index) => {
      const [x, y] = spot(index);
      return s("line", { x1: cx, y1: cy, x2: x, y2: y, class: peer.state });
    }),
    all.map((peer, index) => dot(...spot(index), peer.name, peer.state)),
    dot(cx, cy, name, "self"),
  );
}

const networkTable = (all) =>
  tableTwin(
    "Which computers this one is in touch with",
    ["Computer", "Whose", "Now"],
    all.map((
      one,
    ) => [one.name, one.role === "customer" ? "a customer's" : "admin", one.state === "here" ? "here" : "away"]),
  );

// MARK: Help

function help(status) {
  const port = status.port;
  const command = (text) => {
    const code = h("code", { tabindex: "0" }, text);
    return h("p", { class: "command" }, code, button("Copy", () => copy(text, code)));
  };
  const part = (title, ...content) =>
    h("details", { class: "card", name: "network-help" }, h("summary", {}, title), content);
  return h(
    "section",
    {},
    h("h2", {}, "If a computer is not found"),
    part(
      "How they find each other",
      h(
        "p",
        {},
        `In one local network by themselves: each calls out on UDP port ${BEACON_PORT} and answers the others. In another network, over a VPN or where the router keeps devices apart, use “Connect to an address” on either of the two.`,
      ),
      facts([["Port of this computer (TCP and UDP)", port ?? "not on the network"], [
        "Port for finding (UDP)",
        BEACON_PORT,
      ]]),
      h("p", {}, "The port is chosen anew at each start unless the program is told one:"),
      command(`replica run --listen 0.0.0.0:${port ?? 47000}`),
    ),
    part(
      "Let the firewall pass it",
      h("p", {}, "On Ubuntu and Debian, in a terminal:"),
      command(`sudo ufw allow ${port ?? 47000} && sudo ufw allow ${BEACON_PORT}/udp`),
      h("p", {}, "On Fedora and openSUSE:"),
      command(
        `sudo firewall-cmd --permanent --add-port=${port ?? 47000}/tcp --add-port=${
          port ?? 47000
        }/udp --add-port=${BEACON_PORT}/udp && sudo firewall-cmd --reload`,
      ),
      h("p", {}, "On a Mac: System Settings, Network, Firewall, Options: allow incoming connections for “replica”."),
    ),
    part(
      "See what is wrong",
      h("p", {}, "In a terminal on this computer:"),
      command("replica status"),
      command("replica peers"),
      h(
        "p",
        {},
        "Guest networks of routers often keep devices apart: use the same network for all computers of the shop.",
      ),
    ),
  );
}
