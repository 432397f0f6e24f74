// Light or dark as the reader chose, set before the page is painted: load it plainly in <head>, not as a module.
{
  const KEY = "sayso-theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is forbidden: the system's theme then
    }
  };
  const kept = read();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector<HTMLButtonElement>("#theme");
    if (!button) return;
    const now = (): string => root.dataset.theme ?? (dark.matches ? "dark" : "light");
    const tell = (): void => {
      const other = now() === "dark" ? "light" : "dark";
      button.textContent = other === "dark" ? "☾" : "☀";
      button.title = `Show in ${other} colours`;
      button.setAttribute("aria-label", button.title);
    };
    button.hidden = false;
    tell();
    dark.addEventListener("change", tell);
    button.addEventListener("click", () => {
      root.dataset.theme = now() === "dark" ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.theme);
      } catch {
        // it holds for this page then
      }
      tell();
    });
  });
}
