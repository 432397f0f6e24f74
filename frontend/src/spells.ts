// Who is claimed to hold what, day by day: spells of control from /api/control in, those of a day and colours of holders out.

/** As sayso.views.control has it; dates are ISO. `until` is the first day on which it is over. */
export interface Spell {
  place_id: string | null;
  place: string;
  part: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
  relation: "holds" | "besieges";
  party: string;
  holder: string;
  side: string | null;
  since: string;
  last_told: string;
  until: string | null;
  contested: boolean;
  claims: string[];
}

/** What the map shows at a place on a day: whoever holds it, and who besieges it. */
export interface Held {
  place: string;
  placeId: string | null;
  lon: number;
  lat: number;
  precision: number;
  spells: Spell[];
  contested: boolean;
}

/** The spells that had begun by a day and were not over. */
export function on<S extends Pick<Spell, "since" | "until">>(spells: readonly S[], day: string): S[] {
  return spells.filter((spell) => spell.since <= day && (spell.until === null || day < spell.until));
}

/** By place, in the order of their names; contested where a claim contests it or two parties are said to hold all of it at once. */
export function heldBy(spells: readonly Spell[]): Held[] {
  const places = new Map<string, Held>();
  for (const spell of spells) {
    if (spell.lon === null || spell.lat === null) continue;
    const key = spell.place_id ?? spell.place;
    const held = places.get(key) ?? { place: spell.place, placeId: spell.place_id, lon: spell.lon, lat: spell.lat, precision: spell.precision ?? 1, spells: [], contested: false };
    held.spells.push(spell);
    places.set(key, held);
  }
  for (const held of places.values()) {
    const holders = new Set(held.spells.filter((spell) => spell.relation === "holds" && spell.part === null).map((spell) => spell.party));
    held.contested = holders.size > 1 || held.spells.some((spell) => spell.contested);
    held.spells.sort((a, b) => Number(a.relation === "besieges") - Number(b.relation === "besieges") || (a.last_told < b.last_told ? 1 : -1));
  }
  return [...places.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Who holds a place where no claim tells it. */
const UNTOLD = "not told";

/** The party's colour, by how many places it is ever claimed to hold: the same on every day. The last one is for the rest,
 * and for whoever is not told. */
export function coloursOf(spells: readonly Spell[], colours: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const spell of spells) if (spell.party !== UNTOLD) counts.set(spell.party, (counts.get(spell.party) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(ranked.map(([party], rank) => [party, Math.min(rank, colours - 1)]));
}
