// The words of an article that the reader has selected, with their code points in the document.
import { find } from "./dom.ts";
import { codePoints, offsetAt, sliceOf, textNodes, trimmed } from "./offsets.ts";
import type { Words } from "./records.ts";

/** Where a text of a document begins on the page: the whole in `#text`, or a slice from `data-text-start` on. */
export const TEXTS = "#text, [data-text-start]";

export interface Selected extends Words {
  documentId: string;
  range: Range;
}

/** What is selected within one text, without white space at its ends; `null` if nothing is, or not within one. */
export function selected(): Selected | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const root = elementOf(range.commonAncestorContainer)?.closest<HTMLElement>(TEXTS);
  if (!root) return null;
  const from = offsetAt<Node>(root, range.startContainer, range.startOffset);
  const to = offsetAt<Node>(root, range.endContainer, range.endOffset);
  if (from === null || to === null || from >= to) return null;
  const text = textNodes<Node>(root).map((node) => node.nodeValue ?? "").join("");
  const words = trimmed(sliceOf(text, from, to), from);
  if (!words.text) return null;
  const base = Number(root.dataset.textStart ?? 0);
  const documentId = root.dataset.document ?? find("[data-document]")?.dataset.document ?? "";
  return { text: words.text, start: base + words.start, end: base + words.start + codePoints(words.text), documentId, range };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}
