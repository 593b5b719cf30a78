// A QR code as a drawing, from the rows of modules that the node made.

import { s } from "/app/dom.js";

/** Light modules that belong on every side (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** `rows`: texts of 1 for dark and 0 for light; `label`: what it is, for those who do not see it. Black on white in every theme. */
export function qrCode(rows, label) {
  const side = rows.length + 2 * QUIET;
  let dark = "";
  rows.forEach((row, top) => {
    for (const run of row.matchAll(/1+/g)) {
      dark += `M${run.index + QUIET} ${top + QUIET}h${run[0].length}v1h-${run[0].length}z`;
    }
  });
  return s(
    "svg",
    { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    s("rect", { width: side, height: side, fill: "#fff" }),
    s("path", { d: dark, fill: "#000" }),
  );
}
