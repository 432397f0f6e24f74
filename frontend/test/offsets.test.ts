import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoints, offsetAt, pointAt, sliceOf, type TreeNode, trimmed } from "../src/offsets.ts";

const text = (nodeValue: string): TreeNode => ({ nodeType: 3, nodeValue, childNodes: [] });
const mark = (...childNodes: TreeNode[]): TreeNode => ({ nodeType: 1, nodeValue: null, childNodes });

// "A 🕊 over the 𐎤𐎢𐎽𐎢𐏁 gate: 3 hurt." with a claim's mark that has a place's mark in it.
const [dove, gate, end] = [text("A 🕊 over "), text("the 𐎤𐎢𐎽𐎢𐏁 gate"), text(": 3 hurt.")];
const place = mark(gate);
const claim = mark(dove, place);
const root = mark(claim, end);
const whole = "A 🕊 over the 𐎤𐎢𐎽𐎢𐏁 gate: 3 hurt.";

test("a point in a text node is counted in code points from the start of the text", () => {
  assert.equal(offsetAt(root, dove, 0), 0);
  assert.equal(offsetAt(root, dove, 4), 3); // behind the dove, which is two units long
  assert.equal(offsetAt(root, gate, 4), 13);
  assert.equal(offsetAt(root, end, end.nodeValue!.length), codePoints(whole));
});

test("a point between the halves of a character is before it", () => {
  assert.equal(offsetAt(root, dove, 3), 2);
});

test("a point between elements counts all that is before it", () => {
  assert.equal(offsetAt(root, root, 0), 0);
  assert.equal(offsetAt(root, root, 1), codePoints("A 🕊 over the 𐎤𐎢𐎽𐎢𐏁 gate"));
  assert.equal(offsetAt(root, claim, 1), codePoints("A 🕊 over "));
  assert.equal(offsetAt(root, place, 0), codePoints("A 🕊 over "));
  assert.equal(offsetAt(root, text("elsewhere"), 0), null);
});

test("every code point is found again where it stands", () => {
  for (let point = 0; point <= codePoints(whole); point += 1) {
    const found = pointAt(root, point)!;
    assert.equal(offsetAt(root, found.node, found.offset), point);
  }
  assert.equal(pointAt(root, codePoints(whole) + 1), null);
});

test("words are sliced and trimmed by code points", () => {
  assert.equal(sliceOf(whole, 13, 18), "𐎤𐎢𐎽𐎢𐏁");
  assert.equal(sliceOf(whole, 2, 3), "🕊");
  assert.deepEqual(trimmed(" 🕊 over ", 1), { text: "🕊 over", start: 2, end: 8 });
  assert.deepEqual(trimmed("  ", 4), { text: "", start: 6, end: 6 });
});
