// Words selected in an article: what they can be used for, in a bar beside them.
import { find, make } from "./dom.ts";
import type { Reviewing } from "./reviewing.ts";
import { type Selected, selected } from "./selection.ts";

const USES = [
  ["quote", "the claim's words"],
  ["attribution", "source"],
  ["participants", "participant"],
  ["places", "place"],
  ["time", "time"],
  ["quantities", "number"],
] as const;

export function mountSelecting(reviewing: Reviewing): void {
  const bar = make("div", { class: "selection-bar", role: "toolbar", "aria-label": "Selected words", hidden: true });
  document.body.append(bar);

  function show(words: Selected): void {
    const editing = find("form.editor") !== null;
    const uses = editing
      ? USES.map(([as, name]) => button(name, () => reviewing.use(words, as)))
      : [button("Add a missed claim", () => reviewing.add(words))];
    bar.replaceChildren(...(editing ? [make("span", {}, "Use as")] : []), ...uses);
    bar.hidden = false;
    const box = words.range.getBoundingClientRect();
    const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - bar.offsetWidth - 8);
    bar.style.left = `${Math.max(8, left)}px`;
    bar.style.top = `${box.bottom + scrollY + 6}px`;
  }

  function button(name: string, run: () => void): HTMLButtonElement {
    return make("button", {
      type: "button",
      onmousedown: (event) => event.preventDefault(), // the selection stays
      onclick: () => {
        bar.hidden = true;
        run();
      },
    }, name);
  }

  let dragging = false;
  const look = (): void => {
    if (dragging) return;
    const words = selected();
    if (words) show(words);
    else bar.hidden = true;
  };
  document.addEventListener("pointerdown", (event) => {
    dragging = !bar.contains(event.target as Node);
  });
  document.addEventListener("pointerup", () => {
    dragging = false;
    setTimeout(look);
  });
  document.addEventListener("selectionchange", look);
}
