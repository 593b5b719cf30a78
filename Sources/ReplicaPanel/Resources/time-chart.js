// Values over time as a drawing, and the same as a table.

import { h, s } from "/app/dom.js";

const LEFT = 54;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 24;

/** Round steps so that about four lines lie between two values. */
function ticks(least, most) {
  const span = most - least || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const found = [];
  for (let value = Math.ceil(least / step) * step; value <= most + step / 1e6; value += step) {
    found.push(Number(value.toPrecision(12)));
  }
  return found;
}

/**
 * A drawing of values over time that fills its place.
 *
 * `series`: {name, points: [[milliseconds, value or null]], isStep}; null interrupts the line. `marks`: {value, label}, lines across.
 * `format`: a value in words; `label`: what the drawing says, in one sentence.
 */
export function timeChart({ label, from, to, series, marks = [], format = String, height = 180, isWhole = false }) {
  const figure = h("div", { class: "chart" });
  const known = series.flatMap((one) => one.points.map(([, value]) => value)).filter((value) => value !== null);
  const levels = [...known, ...marks.map((one) => one.value)];
  const least = Math.min(0, ...levels);
  const top = Math.max(least, ...levels);
  // A line of nothing but zeros has room above it, too.
  const highest = top > least && !isWhole ? top : Math.max(least + 1, top);
  const [lower = 0, upper = highest] = ticks(least, highest).slice(-2);
  // Room up to the next line, so that the highest value has one above it.
  const most = highest > upper ? Math.max(highest, upper + (upper - lower)) : highest;
  const y = (value) => TOP + (1 - (value - least) / (most - least)) * (height - TOP - BOTTOM);
  const draw = (width) => {
    const x = (moment) => LEFT + ((moment - from) / (to - from || 1)) * (width - LEFT - RIGHT);
    const values = ticks(least, most).filter((value) => !isWhole || Number.isInteger(value));
    figure.querySelector("svg")?.remove();
    figure.prepend(
      s(
        "svg",
        { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
        values.map((value) => [
          s("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }),
          s("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, format(value)),
        ]),
        days(from, to, width).map(([moment, text], index, all) =>
          s("text", {
            x: x(moment),
            y: height - 6,
            "text-anchor": index === 0 ? "start" : index === all.length - 1 ? "end" : "middle",
          }, text)
        ),
        marks.map((one) => [
          s("line", { class: "mark", x1: LEFT, x2: width - RIGHT, y1: y(one.value), y2: y(one.value) }),
          s("text", { class: "mark", x: width - RIGHT, y: y(one.value) - 5, "text-anchor": "end" }, one.label),
        ]),
        series.map((one, index) => s("path", { class: `line line-${index}`, d: path(one, x, y) })),
      ),
    );
  };
  if (series.length > 1) {
    figure.append(
      h(
        "p",
        { class: "legend" },
        series.map((one, index) => h("span", { class: `key key-${index}` }, one.name)),
      ),
    );
  }
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width > 80 && figure.dataset.width !== String(width)) {
      figure.dataset.width = String(width);
      // In the next frame: drawing changes the height, which may not be seen in this one.
      requestAnimationFrame(() => draw(width));
    }
  }).observe(figure);
  return figure;
}

function path({ points, isStep }, x, y) {
  let text = "";
  let isDown = false;
  for (const [moment, value] of points) {
    if (value === null) {
      isDown = false;
      continue;
    }
    const [left, top] = [x(moment).toFixed(1), y(value).toFixed(1)];
    text += !isDown ? `M${left} ${top}` : isStep ? `H${left}V${top}` : `L${left} ${top}`;
    isDown = true;
  }
  return text;
}

/** Moments to write below a drawing: as many as have room. */
function days(from, to, width) {
  const number = Math.max(2, Math.min(6, Math.floor(width / 130)));
  const isShort = to - from < 2 * 86_400_000;
  const format = new Intl.DateTimeFormat(
    undefined,
    isShort ? { timeStyle: "short" } : { day: "numeric", month: "short" },
  );
  return Array.from({ length: number }, (_, index) => {
    const moment = from + ((to - from) * index) / (number - 1);
    return [moment, format.format(new Date(moment))];
  });
}

/** The table that says what a drawing shows: `columns` are titles, `rows` lists of cells; folded away until it is asked for. */
export const tableTwin = (title, columns, rows) =>
  h(
    "details",
    { class: "twin" },
    h("summary", {}, "The same as a table"),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
      h(
        "table",
        { class: "list plain" },
        h("caption", { class: "unseen" }, title),
        h(
          "thead",
          {},
          h("tr", {}, columns.map((text, index) => h("th", { scope: "col", class: index ? "amount" : "" }, text))),
        ),
        h(
          "tbody",
          {},
          rows.map((row) => h("tr", {}, row.map((cell, index) => h("td", { class: index ? "amount" : "" }, cell)))),
        ),
      ),
    ),
  );
