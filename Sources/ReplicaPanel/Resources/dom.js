// Elements from data. Text is always text: nothing that comes from a document is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and children; null and false are left out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" && "value" in element) element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

/** Appends children: elements, texts, numbers, lists of them. */
export function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Puts children in the place of those that are there. */
export function put(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** A link within the page. */
export const link = (href, ...children) => h("a", { href }, ...children);

/** Calls back when somebody has paused typing in a field. */
export function onTyping(input, callback) {
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(callback, 150);
  });
}

/** Says something to screen readers, at most once in ten seconds if it is not urgent. */
export const say = (() => {
  let last = 0;
  let waiting = null;
  const speak = (id, text) => {
    const region = document.getElementById(id);
    region.textContent = "";
    setTimeout(() => {
      region.textContent = text;
    }, 50);
  };
  return (text, isUrgent = false) => {
    if (isUrgent) return speak("assertive", text);
    clearTimeout(waiting);
    const pause = Math.max(0, last + 10_000 - Date.now());
    waiting = setTimeout(() => {
      last = Date.now();
      speak("polite", text);
    }, pause);
  };
})();

/** How long what has come or changed stands out, in milliseconds. */
const FRESH = 1_500;

/** Lets an element stand out for a moment, at rest: a colour that fades draws a whole table anew sixty times a second. */
export function freshen(element) {
  element.classList.add("fresh");
  clearTimeout(element.freshTimer);
  element.freshTimer = setTimeout(() => element.classList.remove("fresh"), FRESH);
  return element;
}

/** Whether the user wants no motion. */
export const isStill = () =>
  document.documentElement.dataset.motion === "off" || matchMedia("(prefers-reduced-motion: reduce)").matches;
