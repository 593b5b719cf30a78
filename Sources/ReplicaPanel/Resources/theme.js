// Light or dark: as the user chose, or as the system is. The choice is this browser's.

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
systemIsDark.addEventListener("change", () => showColours());

/** From the system's colours to the others, to the system's like, and back to the system. */
function next() {
  const chosen = localStorage.getItem("theme");
  const other = systemIsDark.matches ? "light" : "dark";
  if (!chosen) return other;
  return chosen === other ? (systemIsDark.matches ? "dark" : "light") : null;
}

/** To the next colours, kept for the next time. */
export const changeColours = () => theme(next());

/** The colours that were chosen, at the start. */
export const showColours = () => theme(localStorage.getItem("theme"));

/** Light or dark as the user chose, or as the system is. */
function theme(chosen) {
  if (chosen) localStorage.setItem("theme", chosen);
  else localStorage.removeItem("theme");
  document.documentElement.dataset.theme = chosen ?? (systemIsDark.matches ? "dark" : "light");
}
