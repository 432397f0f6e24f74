import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, isoOf, wordsOf } from "../src/dates.ts";

test("days go to dates and back, before 1970 and before 1000 as after", () => {
  for (const iso of ["1970-01-01", "1912-10-17", "2024-02-29", "0812-03-01", "1900-03-01"]) {
    assert.equal(isoOf(dayOf(iso)), iso);
  }
  assert.equal(dayOf("1970-01-02"), 1);
  assert.equal(dayOf("1912-10-18") - dayOf("1912-10-17"), 1);
  assert.equal(wordsOf(dayOf("1912-10-03")), "3 Oct 1912");
});

test("what is no date is none", () => {
  for (const words of ["", "1912-10", "1912-02-30", "17 October 1912", "1912-13-01"]) assert.ok(Number.isNaN(dayOf(words)), words);
});
