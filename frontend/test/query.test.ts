import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, boxOf, queryOf, textOfBox, withValues } from "../src/query.ts";

test("a form's entries make the shortest query that says the same", () => {
  const entries: [string, unknown][] = [["q", " bridge "], ["kind", "Armed clash"], ["kind", "Attack"], ["from", ""], ["page", "4"]];
  assert.equal(queryOf(entries), "q=bridge&kind=Armed+clash&kind=Attack");
});

test("values are set in place and taken away", () => {
  assert.equal(withValues("kind=a&kind=b&from=1912-10-01", { from: "1912-11-01", to: "1912-12-01" }), "kind=a&kind=b&from=1912-11-01&to=1912-12-01");
  assert.equal(withValues("kind=a&bbox=1,2,3,4", { bbox: null }), "kind=a");
});

test("an address that asks something already is asked on", () => {
  assert.equal(addressOf("/api/map", ""), "/api/map");
  assert.equal(addressOf("/api/map", "q=x"), "/api/map?q=x");
  assert.equal(addressOf("/api/control?on=1912-10-01", "q=x"), "/api/control?on=1912-10-01&q=x");
});

test("boxes are read and written as the API has them", () => {
  assert.deepEqual(boxOf("20.5,40,27,43.25"), [20.5, 40, 27, 43.25]);
  for (const bad of [null, "", "1,2,3", "1,2,3,x", "1,9,3,4", "1,,3,4"]) assert.equal(boxOf(bad), null, String(bad));
  assert.equal(textOfBox([20.12345, -95, 190, 43]), "20.123,-90,180,43");
});
