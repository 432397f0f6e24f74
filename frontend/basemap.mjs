// What the base map is made of, as TopoJSON: the borders between first-level regions, and files without what is not drawn.
import { meshArcs, quantize } from "topojson-client";
import { filter, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const EARTH_KM2 = 6371 ** 2;
/** Metres of the Mercator plane. */
const DEGREE = 111_319.5;
/** A bend that spans less is no bend, square kilometres: about as fine as the borders of countries. */
const THINNED = 12;
/** Degrees to which lines are exact. */
const STEP = 0.01;
/** Pixels that a region is to be wide on average where borders are drawn. */
const WIDE = 36;

/** The topology with these objects and the arcs they need; of their geometries those that are `kept`.
 * @param {(geometry: any) => boolean} kept */
export function pruned(topology, names, kept = () => true) {
  const objects = names.map((name) => {
    const { type, geometries } = topology.objects[name];
    return [name, { type, geometries: geometries.filter(kept) }];
  });
  return filter({ ...topology, objects: Object.fromEntries(objects) });
}

/** The points of a gazetteer's regions (first and second level) by country code: longitude, latitude, code of the region.
 * `tables` are CSV whose second column is a code as `SY.09` or `FR.84.01` and whose last three are latitude, longitude and
 * people; names, which may have commas, lie between. */
export function pointsOf(tables) {
  const found = new Map();
  for (const line of tables.flatMap((table) => table.trim().split("\n").slice(1))) {
    const cells = line.split(",");
    const [country, region] = cells[1].split(".");
    if (!found.has(country)) found.set(country, []);
    found.get(country).push([Number(cells.at(-2)), Number(cells.at(-3)), region]);
  }
  return found;
}

/** One topology of the borders inside countries, a geometry a country, with the `resolution` (metres of the Mercator plane a
 * pixel) at which its regions are just wide enough to see. `countries` are pairs of a country's code and the topology of its units, whatever level these are of: units
 * that the gazetteer has in one region are one, so that borders are those of the regions whose names the map has. */
export function borders(countries, points) {
  const arcs = [];
  const geometries = [];
  for (const [code, topology] of countries) {
    const weighed = presimplify(topology, sphericalTriangleArea);
    const units = Object.values(weighed.objects)[0];
    const named = new Map(units.geometries.map((unit) => [unit, regionOf(ringsOf(weighed, unit), points.get(code) ?? [])]));
    const { arcs: lines } = meshArcs(weighed, units, (one, other) => named.get(one) !== named.get(other));
    if (!lines.length) continue;
    const moved = new Map();
    const move = (number) => {
      if (number < 0) return ~move(~number);
      if (!moved.has(number)) moved.set(number, arcs.push(weighed.arcs[number]) - 1);
      return moved.get(number);
    };
    const resolution = resolutionOf(units.geometries.flatMap((unit) => ringsOf(weighed, unit)), new Set(named.values()).size);
    geometries.push({ type: "MultiLineString", properties: { resolution }, arcs: lines.map((line) => line.map(move)) });
  }
  const whole = { type: "Topology", objects: { regions: { type: "GeometryCollection", geometries } }, arcs };
  return quantize(simplify(whole, THINNED / EARTH_KM2), { scale: [STEP, STEP], translate: [-180, -90] });
}

/** The region that most of the points inside are of; where there are none, that of the nearest point to the middle. */
function regionOf(rings, points) {
  const [west, south, east, north] = boxOf(rings.flat());
  const counts = new Map();
  for (const [x, y, region] of points) {
    if (x < west || x > east || y < south || y > north || !isInside(rings, x, y)) continue;
    counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  const away = ([x, y]) => Math.hypot(x - (west + east) / 2, y - (south + north) / 2);
  return points.toSorted((a, b) => away(a) - away(b))[0]?.[2] ?? rings;
}

/** The even-odd rule, so that holes are outside. */
function isInside(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

function ringsOf(topology, { type, arcs }) {
  const rings = { Polygon: arcs, MultiPolygon: (arcs ?? []).flat() }[type] ?? [];
  return rings.map((ring) => ring.flatMap((number) => (number < 0 ? topology.arcs[~number].toReversed() : topology.arcs[number])));
}

/** Metres of the Mercator plane a pixel at which regions that share this ground are `WIDE` on average. */
function resolutionOf(rings, regions) {
  const square = rings.reduce((sum, ring) => {
    const twice = ring.slice(1).reduce((area, [x, y], i) => area + ring[i][0] * y - x * ring[i][1], 0);
    const [, south, , north] = boxOf(ring);
    return sum - twice / 2 / Math.cos((((south + north) / 2) * Math.PI) / 180);
  }, 0);
  return Math.round((DEGREE * Math.sqrt(Math.abs(square) / regions)) / WIDE);
}

function boxOf(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  }
  return box;
}
