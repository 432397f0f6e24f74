import assert from "node:assert/strict";
import { test } from "node:test";
import { corrections, newClaim } from "../src/decisions.ts";
import type { Claim } from "../src/records.ts";

const claim: Claim = { ...newClaim("d1", { text: "shelled the fort", start: 4, end: 20 }), claim_id: "c1" };

test("a claim that is left as it was asks for nothing", () => {
  assert.deepEqual(corrections(claim, structuredClone(claim), null), []);
  const { plover, ...rest } = claim.event;
  assert.deepEqual(corrections(claim, { ...claim, event: { ...rest, plover } }, null), []);
});

test("each field that differs is one decision, with what it was and what it is", () => {
  const time = { mention: "on Monday", start_date: "1912-10-21", end_date: "1912-10-21", precision: 1 };
  const decided = corrections(claim, { ...claim, status: "planned", time }, "it is announced");
  assert.deepEqual(decided.map(({ field, before, after }) => [field, before, after]), [["status", "actual", "planned"], ["time", null, time]]);
  assert.ok(decided.every((one) => one.kind === "correct" && one.claims![0] === "c1" && one.why === "it is announced"));
});

test("the words of a claim go with their offsets", () => {
  const [only, ...more] = corrections(claim, { ...claim, quote: "the fort", start: 12 }, null);
  assert.equal(more.length, 0);
  assert.deepEqual([only!.field, only!.after], ["quote", { quote: "the fort", start: 12, end: 20 }]);
});
