// What every page has: light or dark as the reader chose, set before the page is painted (load it plainly in <head>, not as
// a module), and tables that the keyboard can scroll where they are wider than the page.
{
  const KEY = "sayso-theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const kept = (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is forbidden: the system's theme then
    }
  };

  const keep = (theme: string): void => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // it holds for this page then
    }
  };

  const switchable = (button: HTMLButtonElement): void => {
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
      keep(root.dataset.theme);
      tell();
    });
  };

  const reachable = (): void => {
    for (const table of document.querySelectorAll<HTMLElement>("table, figure")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };

  const theme = kept();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector<HTMLButtonElement>("#theme");
    if (button) switchable(button);
  });
  addEventListener("load", reachable);
  addEventListener("resize", reachable);
}
