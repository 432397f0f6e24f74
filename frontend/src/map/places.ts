// Rows of /api/map in, places out: one a place, with what is claimed of it by kind, its toll and what is contested.
import kinds from "../kinds.json";
import type { Box } from "../query.ts";

const NEAR = 0.02;

/** As /api/map answers. */
export interface MapAnswer {
  kinds: string[];
  columns: string[];
  rows: unknown[][];
  unmapped: number;
}

export interface Place {
  /** What tells it from the others. */
  id: string;
  /** The gazetteer's id, or `null`: it is known by its point alone. */
  placeId: string | null;
  name: string;
  lon: number;
  lat: number;
  /** UCDP where_prec: 1 the place itself, 2 near it, 3 its district, 4 its province. */
  precision: number;
  events: number;
  contested: number;
  /** Killed, lowest and highest added up; `null` where no event tells a number. */
  low: number | null;
  high: number | null;
  /** Events by kind, the most frequent first. */
  kinds: [label: string, events: number][];
}

export function placesOf(answer: MapAnswer): Place[] {
  const at = Object.fromEntries(answer.columns.map((name, i) => [name, i]));
  const places = new Map<string, Place>();
  for (const row of answer.rows) {
    const value = <T>(name: string): T => row[at[name]!] as T;
    const placeId = value<string | null>("place_id");
    const id = `${placeId ?? `${value("lon")} ${value("lat")}`} ${value("precision")}`;
    const kind: [string, number] = [answer.kinds[value<number>("kind")] ?? "", value<number>("events")];
    const row_ = {
      events: value<number>("events"),
      contested: value<number>("contested"),
      low: value<number | null>("low"),
      high: value<number | null>("high"),
      kinds: [kind],
    };
    const known = places.get(id);
    places.set(id, known ? { ...known, ...sum([known, row_]) } : {
      id,
      placeId,
      name: value<string | null>("name") ?? "",
      lon: value<number>("lon"),
      lat: value<number>("lat"),
      precision: value<number | null>("precision") ?? 1,
      ...row_,
    });
  }
  return [...places.values()];
}

/** A box of some kilometres about a place, for one that has no id to filter by. */
export function around({ lon, lat }: Pick<Place, "lon" | "lat">): Box {
  return [lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR];
}

type Counts = Pick<Place, "events" | "contested" | "low" | "high" | "kinds">;

/** What several places have together. */
export function sum(places: readonly Counts[]): Counts {
  const by = new Map<string, number>();
  for (const place of places) for (const [label, n] of place.kinds) by.set(label, (by.get(label) ?? 0) + n);
  return {
    events: places.reduce((n, place) => n + place.events, 0),
    contested: places.reduce((n, place) => n + place.contested, 0),
    low: total(places.map((place) => place.low)),
    high: total(places.map((place) => place.high)),
    kinds: [...by].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  };
}

/** The index of a kind's family (ACLED's event types) in the palette. */
export function familyOf(kind: string): number {
  const family = (kinds.family_of as Record<string, string>)[kind] ?? kind;
  const index = kinds.families.indexOf(family);
  return index < 0 ? kinds.families.length - 1 : index;
}

export const families: readonly string[] = kinds.families;

/** The family that most of the events are of. */
export function mainFamily(counts: Pick<Place, "kinds">): number {
  const by = new Array<number>(families.length).fill(0);
  for (const [label, n] of counts.kinds) by[familyOf(label)]! += n;
  return by.indexOf(Math.max(...by));
}

function total(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length ? told.reduce((n, value) => n + value, 0) : null;
}
