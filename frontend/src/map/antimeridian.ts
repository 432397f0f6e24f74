// Land that lies across the line of 180 degrees, as a flat map draws it: once from either side.
import type { Geometry, Position } from "geojson";

/** The geometry with each polygon whose rings jump over the line twice: in degrees that go on beyond 180, and again a turn
 * further west. Everything else stays as it is. */
export function unrolled(geometry: Geometry): Geometry {
  if (geometry.type === "Polygon") return { type: "MultiPolygon", coordinates: twice(geometry.coordinates) };
  if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.flatMap(twice) };
  return geometry;
}

function twice(rings: Position[][]): Position[][][] {
  const on = rings.map(goingOn);
  const beyond = on.flat().some(([x]) => x! > 180);
  return beyond ? [on, on.map((ring) => ring.map(([x, y]) => [x! - 360, y!]))] : [rings];
}

/** The ring without jumps: a step of more than half the globe is one over the line, and all is east of 180 degrees west. */
function goingOn(ring: Position[]): Position[] {
  let turn = 0;
  const on = ring.map(([x, y], i): Position => {
    const step = i ? x! - ring[i - 1]![0]! : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [x! + turn, y!];
  });
  return on.some(([x]) => x! < -180) ? on.map(([x, y]) => [x! + 360, y!]) : on;
}
