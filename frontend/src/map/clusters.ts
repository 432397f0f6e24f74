// Places that would lie on one another at a scale, put together: the one with most events draws in what is near it.
import { type Place, sum } from "./places.ts";

/** A point on the map's plane (metres in web Mercator) with the place that lies there. */
export interface Located {
  x: number;
  y: number;
  place: Place;
}

export interface Cluster extends Pick<Place, "events" | "contested" | "low" | "high" | "kinds"> {
  x: number;
  y: number;
  places: Place[];
}

/** Greedy by number of events over a grid, so that it takes linear time and the same places give the same clusters.
 * `distance` is in the units of the plane. A cluster lies where its greatest place does. */
export function clustered(located: readonly Located[], distance: number): Cluster[] {
  const order = [...located].sort((a, b) => b.place.events - a.place.events || (a.place.id < b.place.id ? -1 : 1));
  const cell = (value: number): number => Math.floor(value / distance);
  const centres = new Map<string, { centre: Located; places: Place[] }[]>();
  const groups: { centre: Located; places: Place[] }[] = [];
  for (const one of order) {
    let home: { centre: Located; places: Place[] } | undefined;
    let least = distance;
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const group of centres.get(`${cell(one.x) + dx} ${cell(one.y) + dy}`) ?? []) {
          const away = Math.hypot(group.centre.x - one.x, group.centre.y - one.y);
          if (away < least) [home, least] = [group, away];
        }
      }
    }
    if (home) {
      home.places.push(one.place);
      continue;
    }
    const group = { centre: one, places: [one.place] };
    groups.push(group);
    const key = `${cell(one.x)} ${cell(one.y)}`;
    centres.set(key, [...(centres.get(key) ?? []), group]);
  }
  return groups.map(({ centre, places }) => ({ x: centre.x, y: centre.y, places, ...sum(places) }));
}
