// Elements made of names and texts: nothing is ever read as markup, so that words of articles stay words.

type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** An element with attributes (`on…` functions listen; true sets, false and null leave out) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** The first element that the selector names, or `null`. */
export function find<E extends HTMLElement>(selector: string, within: ParentNode = document): E | null {
  return within.querySelector<E>(selector);
}

export function all<E extends HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return Array.from(within.querySelectorAll<E>(selector));
}

/** A function that runs once its calls have paused for so many milliseconds. */
export function debounced(run: () => void, milliseconds: number): () => void {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(run, milliseconds);
  };
}

export const numbers = new Intl.NumberFormat("en-GB");

/** "12–40", "at least 12", "up to 40", or "" where nobody tells. */
export function rangeOf(low: number | null, high: number | null): string {
  if (low === null && high === null) return "";
  if (high === null) return `at least ${numbers.format(low!)}`;
  if (low === null) return `up to ${numbers.format(high)}`;
  return low === high ? numbers.format(low) : `${numbers.format(low)}–${numbers.format(high)}`;
}

/** Once the style sheet is there, which maps and timelines take their sizes and colours from. */
export async function styled(): Promise<void> {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}
