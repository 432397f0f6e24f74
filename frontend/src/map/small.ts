// The small map of a page: one place with its precision, and its neighbours, which lead to their pages.
import { fromLonLat } from "ol/proj.js";
import { DeskMap } from "./desk-map.ts";
import type { Mark } from "./marks.ts";

type Neighbour = [lon: number, lat: number, title: string, address: string];

/** Mounts in an element that has `data-lon`, `data-lat`, `data-precision` and `data-neighbours` (JSON). */
export function mountSmallMap(element: HTMLElement): void {
  const { lon, lat, precision, name, neighbours } = element.dataset;
  const map = new DeskMap(element, { onChoose: (target) => target.key && location.assign(target.key) });
  const around = (JSON.parse(neighbours ?? "[]") as Neighbour[]).map((one) => markOf(one, "neighbour", 5));
  if (!lon || !lat) {
    map.show(around);
    map.fit();
    return;
  }
  const here: Neighbour = [Number(lon), Number(lat), name ?? "Here", ""];
  map.show([...around, markOf(here, "accent", 7)], [{ lon: here[0], lat: here[1], precision: Number(precision ?? 1), colour: "accent" }]);
  const [x, y] = fromLonLat([here[0], here[1]]);
  map.map.getView().setCenter([x!, y!]);
  map.map.getView().setZoom(Number(precision ?? 1) >= 4 ? 6 : 7);
}

function markOf([lon, lat, title, address]: Neighbour, colour: string, radius: number): Mark {
  const [x, y] = fromLonLat([lon, lat]) as [number, number];
  const targets = address ? [{ key: address, name: title, x, y }] : [];
  return { x, y, inner: radius, outer: radius, colour, contested: false, label: "", title, lines: [], targets };
}
