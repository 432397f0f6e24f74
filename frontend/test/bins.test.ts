import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, peakOf, stepOf } from "../src/bins.ts";

const answer = { first: "1912-10-01", counts: [1, 0, 2, 5, 0, 0, 1, 4, 5], contested: [0, 0, 1, 1, 0, 0, 0, 2, 0], imprecise: [1, 0, 0, 2, 0, 0, 0, 0, 1], undated: 3 };

test("a day a bar where there is room, weeks where there is none", () => {
  assert.equal(stepOf(100, 1000), 1);
  assert.equal(stepOf(1000, 1000), 7);
  assert.equal(stepOf(20_000, 1000), 91);
  assert.equal(stepOf(0, 1000), 1);
});

test("bars lose nothing", () => {
  assert.deepEqual(barsOf(answer, 1).all, answer.counts);
  assert.deepEqual(barsOf(answer, 7), { starts: [0, 7], all: [9, 9], precise: [6, 8], contested: [2, 2] });
});

test("the peak is the first of the fullest days", () => {
  assert.equal(peakOf(answer.counts), 3);
  assert.equal(peakOf([0, 0]), -1);
});
