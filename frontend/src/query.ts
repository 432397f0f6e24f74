// Filters as query strings: form entries in, a canonical query string out, and back. Knows no page.

/** The entries that tell something, in the order given: empty ones go, and the page of the list with them. */
export function queryOf(entries: Iterable<[string, unknown]>): string {
  const query = new URLSearchParams();
  for (const [name, value] of entries) {
    const text = typeof value === "string" ? value.trim() : "";
    if (text && name !== "page") query.append(name, text);
  }
  return query.toString();
}

/** The query with these values in place of what it had of those names; `null` takes a name away. */
export function withValues(query: string, values: Record<string, string | null>): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return changed.toString();
}

/** An address of the API with the filters of a query; what the address asks itself stays. */
export function addressOf(path: string, query: string): string {
  if (!query) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

export type Box = [west: number, south: number, east: number, north: number];

/** "west,south,east,north" in degrees as the API reads it, or `null` where that is no box. */
export function boxOf(text: string | null): Box | null {
  const sides = (text ?? "").split(",").map((side) => (side.trim() ? Number(side) : Number.NaN));
  const [west, south, east, north] = sides as Box;
  if (sides.length !== 4 || sides.some((side) => !Number.isFinite(side)) || south > north) return null;
  return [west, south, east, north];
}

/** To a thousandth of a degree (100 m), kept on the globe. */
export function textOfBox(box: Box): string {
  const limits = [180, 90, 180, 90];
  return box.map((side, i) => String(Number(Math.max(-limits[i]!, Math.min(limits[i]!, side)).toFixed(3)))).join(",");
}
