// Where words stand in a text, in Unicode code points, when the text lies cut into the text nodes of a page (and back).
// A page counts in UTF-16 units: a character outside the basic plane is two of them, and one code point.

/** As much of a DOM node as is needed here. */
export interface TreeNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<TreeNode>;
}

const TEXT = 3;

/** The text nodes under a node, in the order of the text. */
export function textNodes<N extends TreeNode>(root: N): N[] {
  if (root.nodeType === TEXT) return [root];
  const found: N[] = [];
  for (const child of Array.from(root.childNodes) as N[]) found.push(...textNodes(child));
  return found;
}

export function codePoints(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

/** The code point that a DOM boundary point (`node`, `offset`) stands before, counted from the start of `root`'s text;
 * `null` if it lies outside. Between the two halves of one character counts as before it. */
export function offsetAt<N extends TreeNode>(root: N, node: N, offset: number): number | null {
  if (node.nodeType !== TEXT) return offsetOfChild(root, node, offset);
  let points = 0;
  for (const part of textNodes(root)) {
    const text = part.nodeValue ?? "";
    if (part === node) return points + codePoints(text.slice(0, splits(text, offset) ? offset - 1 : offset));
    points += codePoints(text);
  }
  return null;
}

/** The boundary point before the code point at `offset`; the end of the text for its length, `null` beyond. */
export function pointAt<N extends TreeNode>(root: N, offset: number): { node: N; offset: number } | null {
  let left = offset;
  const nodes = textNodes(root);
  for (const [i, node] of nodes.entries()) {
    const text = node.nodeValue ?? "";
    const points = codePoints(text);
    if (left < points || (left === points && i === nodes.length - 1)) return { node, offset: units(text, left) };
    left -= points;
  }
  return null;
}

/** The words between two code points. */
export function sliceOf(text: string, start: number, end: number): string {
  const from = units(text, start);
  return text.slice(from, from + units(text.slice(from), end - start));
}

/** Without the white space at both ends of the words. */
export function trimmed(words: string, start: number): { text: string; start: number; end: number } {
  const text = words.trim();
  const from = start + codePoints(words) - codePoints(words.trimStart());
  return { text, start: from, end: from + codePoints(text) };
}

function units(text: string, points: number): number {
  let at = 0;
  for (let point = 0; point < points && at < text.length; point += 1) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}

function splits(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && text.codePointAt(offset - 1)! > 0xffff;
}

function offsetOfChild<N extends TreeNode>(root: N, node: N, index: number): number | null {
  const within = (textNodes(node) as N[])[0];
  const children = Array.from(node.childNodes) as N[];
  const before = children.slice(0, index).flatMap((child) => textNodes(child)).at(-1);
  if (before) return offsetAt(root, before, (before.nodeValue ?? "").length);
  return within ? offsetAt(root, within, 0) : null;
}
