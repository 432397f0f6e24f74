// The overview's map: events by place from /api/map, clustered by scale, with a legend of kinds.
import { fromLonLat } from "ol/proj.js";
import { ask } from "../api.ts";
import { make, numbers, rangeOf } from "../dom.ts";
import { addressOf, boxOf, type Box } from "../query.ts";
import { clustered, type Cluster, type Located } from "./clusters.ts";
import { DeskMap } from "./desk-map.ts";
import type { Ground, Mark } from "./marks.ts";
import { families, mainFamily, type MapAnswer, type Place, placesOf } from "./places.ts";
import { type Radii, scaleOf } from "./radii.ts";

const APART = 42;
const KINDS = 4;

export interface EventMap {
  /** Shows what answers a query; the view moves to it where `fit` says so. */
  load(query: string, fit: boolean): Promise<void>;
}

/** A map of events in an element whose `data-source` is the address of /api/map. */
export function mountMap(
  element: HTMLElement,
  chosen: { onPlace: (place: Place) => void; onBox: (box: Box | null) => void },
): EventMap {
  const source = element.dataset.source ?? "/api/map";
  const legend = make("details", { class: "map-legend", open: element.clientWidth > 480 }, make("summary", {}, "Legend"));
  let located: Located[] = [];
  let asked = new AbortController();
  const marks = new Map<number, Mark[]>();
  const map = new DeskMap(element, {
    onChoose: (target) => chosen.onPlace(located.find((one) => one.place.id === target.key)!.place),
    onBox: chosen.onBox,
    onScale: (zoom) => map.show(marksAt(zoom)),
  });
  element.append(legend);

  /** The marks at a whole zoom, made once for what is loaded. */
  function marksAt(zoom: number): Mark[] {
    let made = marks.get(zoom);
    if (!made) {
      const clusters = clustered(located, APART * map.resolution(zoom));
      const scale = scaleOf(clusters);
      made = clusters.map((cluster) => markOf(cluster, scale(cluster)));
      marks.set(zoom, made);
    }
    return made;
  }

  return {
    async load(query, fit) {
      asked.abort();
      asked = new AbortController();
      const answer = await ask<MapAnswer>(addressOf(source, query), asked.signal);
      const places = placesOf(answer);
      located = places.map((place) => {
        const [x, y] = fromLonLat([place.lon, place.lat]);
        return { x: x!, y: y!, place };
      });
      marks.clear();
      map.show(marksAt(map.nearestZoom()), located.filter((one) => one.place.precision > 1).map(groundOf));
      map.drawBox(boxOf(new URLSearchParams(query).get("bbox")));
      if (fit) map.fit(located);
      tell(legend, places, answer.unmapped);
    },
  };
}

function markOf(cluster: Cluster, radii: Radii): Mark {
  const [first, ...more] = cluster.places;
  const kinds = cluster.kinds.slice(0, KINDS).map(([label, n]) => `${label} ${numbers.format(n)}`);
  const killed = rangeOf(cluster.low, cluster.high);
  return {
    x: cluster.x,
    y: cluster.y,
    ...radii,
    colour: `kind-${mainFamily(cluster)}`,
    contested: cluster.contested > 0,
    label: cluster.events > 1 && radii.outer >= 8 ? numbers.format(cluster.events) : "",
    title: more.length ? `${first!.name} and ${more.length} more` : first!.name,
    lines: [
      `${numbers.format(cluster.events)} event${cluster.events === 1 ? "" : "s"}${cluster.contested ? `, ${numbers.format(cluster.contested)} contested` : ""}`,
      ...(killed ? [`killed: ${killed}`] : []),
      kinds.join(" · ") + (cluster.kinds.length > KINDS ? " · …" : ""),
      ...(more.length ? [] : wherePrecise(first!.precision)),
    ],
    targets: cluster.places.map((place) => {
      const [x, y] = fromLonLat([place.lon, place.lat]);
      return { key: place.id, name: place.name, x: x!, y: y! };
    }),
  };
}

function wherePrecise(precision: number): string[] {
  return { 2: ["near it, not in it"], 3: ["somewhere in this district"], 4: ["somewhere in this province"] }[precision] ?? [];
}

function groundOf({ place }: Located): Ground {
  return { lon: place.lon, lat: place.lat, precision: place.precision, colour: `kind-${mainFamily(place)}` };
}

function tell(legend: HTMLDetailsElement, places: readonly Place[], unmapped: number): void {
  const there = new Set(places.flatMap((place) => place.kinds.map(([label]) => mainFamily({ kinds: [[label, 1]] }))));
  const swatches = families.flatMap((name, i) =>
    there.has(i) ? [make("li", {}, make("span", { class: "swatch", "data-kind": i }), name)] : [],
  );
  const list = make(
    "ul",
    {},
    ...swatches,
    make("li", {}, make("span", { class: "swatch range" }), "Disc lowest, ring highest killed"),
    make("li", {}, make("span", { class: "swatch dashed" }), "Contested"),
  );
  const rest = unmapped ? [make("p", {}, `${numbers.format(unmapped)} without a place on the map`)] : [];
  legend.replaceChildren(legend.firstElementChild!, list, ...rest);
}
