// How large a mark is: a toll's range or, where nobody tells one, the number of events, as areas of circles in pixels.

/** The inner disc and the ring round it, in pixels. */
export interface Radii {
  inner: number;
  outer: number;
}

interface Counts {
  events: number;
  low: number | null;
  high: number | null;
}

const LEAST = 5;
const MOST = 26;

/** Areas in proportion to the greatest toll on the map, or the greatest number of events: the disc is the lowest toll that
 * is told, the ring the highest. What would be too small to see is drawn as small as can be seen. */
export function scaleOf(all: readonly Counts[]): (one: Counts) => Radii {
  const tops = all.map(({ low, high }) => Math.max(low ?? 0, high ?? 0));
  const toll = unitOf(Math.max(1, ...tops));
  const events = unitOf(Math.max(20, ...all.map((one) => one.events)));
  return ({ events: n, low, high }) => {
    if (low === null && high === null) return { inner: radiusOf(n, events), outer: radiusOf(n, events) };
    const inner = radiusOf(low ?? 0, toll);
    return { inner, outer: Math.max(inner, radiusOf(high ?? low ?? 0, toll)) };
  };
}

/** The radius in metres of the ground that a UCDP where_prec class stands for; 0 for the place itself. */
export function groundRadius(precision: number): number {
  return { 2: 25_000, 3: 50_000, 4: 100_000 }[precision] ?? 0;
}

function unitOf(most: number): number {
  return MOST / Math.sqrt(most);
}

function radiusOf(value: number, unit: number): number {
  return Math.round(Math.max(LEAST, unit * Math.sqrt(value)));
}
