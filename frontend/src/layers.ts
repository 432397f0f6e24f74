// Which layers of marks are shown is the style sheet's affair (checkboxes with `data-layer`); here it is remembered.
import { all } from "./dom.ts";

const KEY = "sayso-layers";

export function rememberLayers(): void {
  const boxes = all<HTMLInputElement>("input[data-layer]");
  const kept = localStorage.getItem(KEY)?.split(" ");
  for (const box of boxes) {
    if (kept) box.checked = kept.includes(box.dataset.layer!);
    box.addEventListener("change", () => {
      const shown = boxes.filter((one) => one.checked).map((one) => one.dataset.layer);
      localStorage.setItem(KEY, shown.join(" "));
    });
  }
}
