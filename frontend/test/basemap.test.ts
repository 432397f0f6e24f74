import assert from "node:assert/strict";
import { test } from "node:test";
import type { Feature, FeatureCollection, MultiLineString, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { borders, pointsOf, pruned } from "../basemap.mjs";
import { unrolled } from "../src/map/antimeridian.ts";

// Three units in a row, a degree wide each, and beside the third a lake that nobody lives in; arcs 1, 3 and 5 are shared.
const row = (): Topology => ({
  type: "Topology",
  objects: {
    land: {
      type: "GeometryCollection",
      geometries: [
        { type: "Polygon", arcs: [[0, 1]] },
        { type: "Polygon", arcs: [[-2, 2, 3, 4]] },
        { type: "Polygon", arcs: [[-4, 5, 6, 7]] },
        { type: "Polygon", arcs: [[-6, 8]] },
      ],
    },
    sea: { type: "GeometryCollection", geometries: [{ type: "LineString", arcs: [9], properties: { name: "Deep" } }] },
  },
  arcs: [
    [[1, 1], [0, 1], [0, 0], [1, 0]],
    [[1, 0], [1, 1]],
    [[1, 0], [2, 0]],
    [[2, 0], [2, 1]],
    [[2, 1], [1, 1]],
    [[3, 0], [3, 1]],
    [[3, 1], [2, 1]],
    [[2, 0], [3, 0]],
    [[3, 0], [4, 0], [4, 1], [3, 1]],
    [[5, 5], [6, 6]],
  ],
});
const GAZETTEER = [
  "place_id,code,name,alternates,lat,lon,population\ng:1,RR.01,North,,0.5,0.5,9\ng:2,RR.02,South,,0.6,2.4,9\n",
  'place_id,code,name,alternates,lat,lon,population\ng:3,RR.01.7,"Hill, The",a|b,0.5,1.5,0\ng:4,QQ.01.1,Abroad,,0.5,2.5,0\n',
];

type Border = Feature<MultiLineString, { resolution: number }>;

/** A border a country. */
function bordersOf(countries: [string, Topology][]): Border[] {
  const found: Topology = borders(countries, pointsOf(GAZETTEER));
  return (feature(found, found.objects.regions!) as FeatureCollection<MultiLineString, { resolution: number }>).features;
}

test("a gazetteer's regions have the points of their own and of their parts", () => {
  const points = pointsOf(GAZETTEER);
  assert.deepEqual(points.get("RR"), [[0.5, 0.5, "01"], [2.4, 0.6, "02"], [1.5, 0.5, "01"]]);
  assert.deepEqual([...points.keys()], ["RR", "QQ"]);
});

test("borders lie between regions that the gazetteer knows, not between parts of one or round what it has no point in", () => {
  const [only] = bordersOf([["RR", row()]]);
  assert.deepEqual(only!.geometry.coordinates, [[[2, 0], [2, 1]]]);
});

test("borders of units in a country that the gazetteer has no regions of stay, and one country's are not another's", () => {
  const [all, two] = bordersOf([["XX", row()], ["RR", row()]]);
  assert.equal(all!.geometry.coordinates.length, 3);
  assert.equal(two!.geometry.coordinates.length, 1);
  assert.ok(all!.properties.resolution < two!.properties.resolution); // four regions on the ground of two
});

test("what is not drawn is not in the file", () => {
  const kept = pruned(row(), ["sea"]);
  assert.deepEqual(Object.keys(kept.objects), ["sea"]);
  assert.equal(kept.arcs.length, 1);
  assert.equal(pruned(row(), ["sea"], (one: { properties: { name: string } }) => one.properties.name !== "Deep").arcs.length, 0);
});

test("land across the line of 180 degrees is drawn at both sides, other land once", () => {
  const across: Polygon = { type: "Polygon", coordinates: [[[170, 60], [-170, 60], [-170, 65], [170, 65], [170, 60]]] };
  const here: Polygon = { type: "Polygon", coordinates: [[[-10, 0], [10, 0], [10, 5], [-10, 0]]] };
  const east = [[170, 60], [190, 60], [190, 65], [170, 65], [170, 60]];
  const west = [[-190, 60], [-170, 60], [-170, 65], [-190, 65], [-190, 60]];
  assert.deepEqual(unrolled(across), { type: "MultiPolygon", coordinates: [[east], [west]] });
  assert.deepEqual(unrolled({ type: "MultiPolygon", coordinates: [here.coordinates] }), { type: "MultiPolygon", coordinates: [here.coordinates] });
  const begun: Polygon = { type: "Polygon", coordinates: [[[-170, 60], [-170, 65], [170, 65], [170, 60], [-170, 60]]] };
  const { coordinates } = unrolled(begun) as { coordinates: number[][][][] };
  assert.deepEqual(coordinates.map(([ring]) => ring!.map(([x]) => x)), [[190, 190, 170, 170, 190], [-170, -170, -190, -190, -170]]);
});
