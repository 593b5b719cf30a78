// Two people in one draft: what another saved is taken over where nobody types, and offered beneath the field where somebody does.
// Until somebody decides, what the form has seen of that field stays what it was: saving then lists both as a conflict.

import { freshen } from "/app/dom.js";
import { lineTyped, sameLine, typedOf } from "/app/draft-fields.js";
import { offer } from "/app/draft-merge.js";

/**
 * Brings what `who` made of the draft into a form: its `boxes` and `rows`, and its `base`, which is what the node has as far as the form has
 * seen it.
 */
export function takeOver(form, one, who) {
  const { boxes, customer } = form;
  const before = form.base;
  const theirs = typedOf(one);
  const next = { ...theirs, seen: { ...one.seen }, lines: new Map() };
  for (const name of ["customer", "due", "discount", "note"]) {
    if (theirs[name] === before[name]) continue;
    const box = boxes[name];
    const mine = box.input.value.trim();
    if (mine === theirs[name]) continue;
    if (mine === before[name] && document.activeElement !== box.input) {
      box.input.value = theirs[name];
      if (name === "customer") customer.know(one.customerName, one.customer);
      freshen(box);
      continue;
    }
    const token = one.seen[name];
    next[name] = before[name];
    next.seen[name] = before.seen[name];
    offer(box, {
      who,
      text: theirs[name],
      use: () => {
        box.input.value = theirs[name];
        if (name === "customer") customer.know(one.customerName, one.customer);
        settle(form, name, theirs[name], token);
      },
      keep: () => settle(form, name, theirs[name], token),
    });
  }
  mergeLines(form, one, before, next, who);
  form.base = next;
}

/** Somebody has decided: what the form has seen of a field is what the other made of it. */
function settle(form, name, value, token) {
  form.base[name] = value;
  form.base.seen[name] = token;
  form.changed();
}

function mergeLines(form, one, before, next, who) {
  const { rows } = form;
  const theirs = new Map(one.lines.map((line) => [line.key, lineTyped(line)]));
  for (const [key, line] of theirs) {
    const row = rows.find((each) => each.key === key);
    const was = before.lines.get(key);
    next.lines.set(key, line);
    if (!was) {
      if (row) continue;
      // Saved here a moment ago, or another's new line.
      const own = rows.find((each) => !each.key && sameLine(each.values, line));
      if (own) own.key = key;
      else {
        const spare = rows.find((each) =>
          each.isEmpty && !each.key && !each.element.contains(document.activeElement)
        );
        if (spare) removeQuietly(rows, spare);
        freshen(form.addLine(line).element);
      }
      continue;
    }
    if (!row || sameLine(was, line) || sameLine(row.values, line)) continue;
    const isTouched = !sameLine(row.values, was) || row.element.contains(document.activeElement);
    if (!isTouched) {
      row.values = line;
      freshen(row.element);
      continue;
    }
    const path = `lines/${key}`;
    const token = one.seen[path];
    next.lines.set(key, was);
    next.seen[path] = before.seen[path];
    const decide = () => {
      form.base.lines.set(key, line);
      form.base.seen[path] = token;
      form.changed();
    };
    offer(row.boxes.sku, {
      who,
      text: [line.quantity, "×", line.sku, line.price && `at ${line.price}`, line.discount && `less ${line.discount}`]
        .filter(Boolean).join(" "),
      use: () => {
        row.values = line;
        decide();
      },
      keep: decide,
    });
  }
  for (const row of rows.filter((each) => each.key && before.lines.has(each.key) && !theirs.has(each.key))) {
    if (sameLine(row.values, before.lines.get(row.key)) && !row.element.contains(document.activeElement)) {
      removeQuietly(rows, row);
      continue;
    }
    // Its key is gone: kept, it is a new line.
    row.key = null;
    offer(row.boxes.sku, { who, text: "", use: () => form.removeLine(row), keep: form.changed });
  }
  if (!rows.length) form.addLine();
}

function removeQuietly(rows, row) {
  rows.splice(rows.indexOf(row), 1);
  row.element.remove();
}
