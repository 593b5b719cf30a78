// The browser's own command to print, on a bill's page: what is wanted then is the bill's paper, not the page around it. So it leads
// to the page of the paper and prints there, as its link and its button do one after the other.

/** How long the paper may take to come, in milliseconds; after that it is shown and not printed. */
const PATIENCE = 5_000;

const BILL = /^\/bills\/(?!new$)[^/]+$/;

/** Does it, if the page that is shown leads to a paper; says whether it did. */
export function printPaper(context) {
  const href = `${location.pathname}/print`;
  const main = document.getElementById("main");
  if (!BILL.test(location.pathname) || document.querySelector("dialog[open]")) return false;
  if (![...main.querySelectorAll("a")].some((one) => one.getAttribute("href") === href)) return false;
  context.go(href);
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => observer.disconnect(), PATIENCE);
  observer.observe(main, { childList: true, subtree: true });
  function look() {
    const isThere = main.querySelector(".sheet") !== null;
    if (!isThere && location.pathname === href) return;
    observer.disconnect();
    clearTimeout(timer);
    // A moment for the paper to be laid out: the dialog stops the page.
    if (isThere) requestAnimationFrame(() => setTimeout(print));
  }
  look();
  return true;
}
