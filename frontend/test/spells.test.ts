import assert from "node:assert/strict";
import { test } from "node:test";
import { coloursOf, heldBy, on, type Spell } from "../src/spells.ts";

const spell = (place: string, party: string, since: string, until: string | null, more: Partial<Spell> = {}): Spell => ({
  place_id: `p:${place}`, place, part: null, lat: 41, lon: 26, precision: 1, relation: "holds", party, holder: party, side: null,
  since, last_told: since, until, contested: false, claims: ["c"], ...more,
});

const spells = [
  spell("Karasu", "north", "1912-10-20", "1912-11-03"),
  spell("Karasu", "south", "1912-11-03", null),
  spell("Dere", "north", "1912-10-25", null),
  spell("Dere", "south", "1912-10-28", null, { relation: "besieges" }),
];

test("a spell holds from its first day up to the day it is over", () => {
  assert.deepEqual(on(spells, "1912-11-02").map((one) => one.party), ["north", "north", "south"]);
  assert.deepEqual(on(spells, "1912-11-03").filter((one) => one.place === "Karasu").map((one) => one.party), ["south"]);
  assert.deepEqual(on(spells, "1912-10-19"), []);
});

test("a besieged place is not contested, one that two are said to hold is", () => {
  const [dere, karasu] = heldBy(on(spells, "1912-11-02"));
  assert.deepEqual([dere!.place, dere!.contested, dere!.spells[0]!.party], ["Dere", false, "north"]);
  assert.equal(karasu!.contested, false);
  assert.equal(heldBy([spells[0]!, spells[1]!])[0]!.contested, true);
  assert.equal(heldBy([spell("Dere", "north", "1912-10-25", null, { contested: true })])[0]!.contested, true);
  assert.equal(heldBy([spells[0]!, spell("Karasu", "south", "1912-10-20", null, { part: "eastern" })])[0]!.contested, false);
});

test("what has no point on the map is not shown on it", () => {
  assert.deepEqual(heldBy([spell("Nowhere", "north", "1912-10-25", null, { lat: null, lon: null })]), []);
});

test("parties keep their colours, the rest share the last", () => {
  const colours = coloursOf([...spells, spell("Tepe", "third", "1912-10-01", null), spell("Tepe", "fourth", "1912-10-01", null), spell("Tepe", "not told", "1912-10-01", null)], 3);
  assert.deepEqual([...colours], [["north", 0], ["south", 1], ["fourth", 2], ["third", 2]]);
});
