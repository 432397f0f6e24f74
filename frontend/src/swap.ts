// Parts of the page put in place of those of another page of the desk, without a reader noticing: focus and what is open stay.
import { all, find } from "./dom.ts";

/** The page at an address, parsed but not run. */
export async function pageAt(address: string, signal: AbortSignal): Promise<Document> {
  const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok) throw new Error(page.body?.textContent?.trim().slice(0, 300) || `The desk answered ${response.status}.`);
  return page;
}

/** Swaps the children of each element that the selectors name; an element the new page lacks is emptied. */
export function swap(page: Document, selectors: readonly string[]): void {
  const focus = placeOf(document.activeElement);
  const open = new Set(all<HTMLDetailsElement>("details[open]").map(nameOf));
  const shut = new Set(all<HTMLDetailsElement>("details:not([open])").map(nameOf));
  for (const selector of selectors) {
    const [here, there] = [find(selector), find(selector, page)];
    here?.replaceChildren(...(there ? Array.from(there.childNodes, (node) => document.importNode(node, true)) : []));
  }
  for (const details of all<HTMLDetailsElement>(selectors.map((selector) => `${selector} details`).join(","))) {
    if (open.has(nameOf(details))) details.open = true;
    else if (shut.has(nameOf(details))) details.open = false;
  }
  if (focus && !document.contains(focus.element)) find(focus.selector)?.focus({ preventScroll: true });
}

function nameOf(details: HTMLDetailsElement): string {
  return details.dataset.facet ?? details.id ?? details.querySelector("summary")?.textContent ?? "";
}

function placeOf(element: Element | null): { element: Element; selector: string } | null {
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  if (element.id) return { element, selector: `#${CSS.escape(element.id)}` };
  if (element instanceof HTMLInputElement && element.name) {
    const value = element.type === "checkbox" || element.type === "radio" ? `[value="${CSS.escape(element.value)}"]` : "";
    return { element, selector: `input[name="${CSS.escape(element.name)}"]${value}` };
  }
  if (element instanceof HTMLAnchorElement) return { element, selector: `a[href="${CSS.escape(element.getAttribute("href") ?? "")}"]` };
  const details = element.closest<HTMLDetailsElement>("details[data-facet]");
  return details ? { element, selector: `details[data-facet="${CSS.escape(details.dataset.facet!)}"] > summary` } : null;
}
