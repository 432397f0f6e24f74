import assert from "node:assert/strict";
import { test } from "node:test";
import { clustered, type Located } from "../src/map/clusters.ts";
import { familyOf, families, mainFamily, placesOf, sum } from "../src/map/places.ts";
import { groundRadius, scaleOf } from "../src/map/radii.ts";

const answer = {
  kinds: ["Armed clash", "Air/drone strike", "ASSAULT"],
  columns: ["lon", "lat", "precision", "events", "contested", "low", "high", "kind", "place_id", "name"],
  rows: [
    [26.5, 41.6, 1, 3, 1, 10, 25, 0, "p:1", "Karasu"],
    [26.5, 41.6, 1, 5, 0, null, null, 1, "p:1", "Karasu"],
    [26.6, 41.7, 3, 2, 2, null, null, 2, "p:2", "Dere"],
  ],
  unmapped: 4,
};

test("rows of a place and kind become one place", () => {
  const [karasu, dere] = placesOf(answer);
  assert.deepEqual(karasu!.kinds, [["Air/drone strike", 5], ["Armed clash", 3]]);
  assert.deepEqual([karasu!.events, karasu!.contested, karasu!.low, karasu!.high], [8, 1, 10, 25]);
  assert.deepEqual([dere!.low, dere!.high, dere!.precision], [null, null, 3]);
});

test("kinds are coloured by their family, and what has none as the rest", () => {
  assert.equal(families[familyOf("Shelling/artillery/missile attack")], "Explosions/Remote violence");
  assert.equal(families[familyOf("Battles")], "Battles");
  assert.equal(families[familyOf("ASSAULT")], "Other");
  assert.equal(families[mainFamily(placesOf(answer)[0]!)], "Explosions/Remote violence");
});

test("a cluster has what its places have, whatever their order", () => {
  const located: Located[] = placesOf(answer).map((place, i) => ({ x: i * 10, y: 0, place }));
  const [one, ...rest] = clustered(located, 40);
  assert.equal(rest.length, 0);
  assert.deepEqual([one!.events, one!.contested, one!.low, one!.high], [10, 3, 10, 25]);
  assert.deepEqual(clustered([...located].reverse(), 40), [one]);
  assert.equal(clustered(located, 9).length, 2);
});

test("clusters lose no place and stand apart", () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const place = placesOf(answer)[0]!;
  const located = Array.from({ length: 3000 }, (_, i) => ({ x: random() * 1000, y: random() * 500, place: { ...place, id: `p:${i}`, events: 1 + Math.floor(random() * 9) } }));
  const clusters = clustered(located, 50);
  assert.equal(clusters.reduce((n, cluster) => n + cluster.places.length, 0), 3000);
  assert.equal(sum(clusters).events, sum(located.map((one) => one.place)).events);
  for (const a of clusters) for (const b of clusters) assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) >= 50);
});

test("a ring is the highest toll, a disc the lowest; a number of events where none is told", () => {
  const all = [
    { events: 1, low: 100, high: 400 },
    { events: 1, low: 60, high: null },
    { events: 1, low: null, high: 100 },
    { events: 9, low: null, high: null },
    { events: 80, low: null, high: null },
  ];
  const [told, open, most, few, many] = all.map(scaleOf(all));
  assert.equal(told!.outer, 2 * told!.inner); // four times the area
  assert.equal(open!.inner, open!.outer);
  assert.ok(most!.inner < most!.outer && most!.outer === told!.inner);
  assert.ok(few!.inner < many!.inner);
  assert.equal(many!.inner, told!.outer);
  assert.ok(scaleOf(all)({ events: 1, low: 0, high: 0 }).inner > 0);
  assert.deepEqual([1, 2, 3, 4, 7].map(groundRadius), [0, 25_000, 50_000, 100_000, 0]);
});
