import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, spanOf, stretched, zoomed } from "../src/brush.ts";

test("a brush is whole days, in order, on the axis", () => {
  assert.deepEqual(spanOf(7.9, 3.2, 100), { from: 3, to: 7 });
  assert.deepEqual(spanOf(-5, 400, 100), { from: 0, to: 99 });
  assert.deepEqual(spanOf(5.1, 5.4, 100), { from: 5, to: 5 });
});

test("a brush keeps its length when moved, and stops at the ends", () => {
  assert.deepEqual(moved({ from: 3, to: 7 }, 2, 100), { from: 5, to: 9 });
  assert.deepEqual(moved({ from: 3, to: 7 }, -9, 100), { from: 0, to: 4 });
  assert.deepEqual(moved({ from: 90, to: 95 }, 20, 100), { from: 94, to: 99 });
  assert.deepEqual(stretched({ from: 3, to: 7 }, -20, 100), { from: 3, to: 3 });
});

test("zooming keeps the point under the pointer and never leaves the axis", () => {
  assert.deepEqual(zoomed([0, 100], 50, 0.5, 100), [25, 75]);
  assert.deepEqual(zoomed([25, 75], 25, 2, 100), [0, 100]);
  assert.deepEqual(zoomed([0, 100], 10, 0.01, 100), [9.3, 16.3]);
  assert.deepEqual(zoomed([0, 3], 1, 0.1, 3), [0, 3]);
});
