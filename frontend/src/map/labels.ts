// Names of countries, regions and towns on the base map, asked of the desk for what is in view, never one over another.
import Feature from "ol/Feature.js";
import type OlMap from "ol/Map.js";
import { buffer, containsExtent, type Extent } from "ol/extent.js";
import Point from "ol/geom/Point.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import { fromLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { ask, Refused } from "../api.ts";
import { ink, onTheme } from "../palette.ts";
import { type Box, textOfBox } from "../query.ts";

type Label = [lon: number, lat: number, name: string, rank: number, kind: "town" | "region" | "country"];

/** Of two names that would lie on one another a region's gives way to a town's: it has more room. */
const BEHIND = 1e6;
const FONTS: Record<string, string> = { town: "12px", region: "italic 12px", country: "11px" };

/** Drawn once, as the base is, and moved as a picture. */
export function labelLayer(map: OlMap): VectorImageLayer {
  const source = new VectorSource();
  const layer = new VectorImageLayer({ source, declutter: true, imageRatio: 1.6, style: styles() });
  onTheme(() => layer.setStyle(styles()));
  let there: { extent: Extent; zoom: number } | null = null;
  let asked = new AbortController();

  async function look(): Promise<void> {
    const extent = map.getView().calculateExtent(map.getSize());
    const zoom = Math.round(map.getView().getZoom() ?? 0);
    if (there?.zoom === zoom && containsExtent(there.extent, extent)) return;
    const wide = buffer(extent, (extent[2]! - extent[0]!) / 3);
    asked.abort();
    asked = new AbortController();
    const box = textOfBox(transformExtent(wide, "EPSG:3857", "EPSG:4326") as Box);
    const address = `/api/base/labels?bbox=${box}&zoom=${zoom}`;
    const labels = await ask<Label[]>(address, asked.signal);
    there = { extent: wide, zoom };
    source.clear(true);
    source.addFeatures(labels.map(featureOf));
  }
  map.on("moveend", () => {
    look().catch((error: unknown) => {
      if (error instanceof Refused) console.warn(error.message);
    });
  });
  return layer;
}

function featureOf([lon, lat, name, rank, kind]: Label): Feature {
  return new Feature({ geometry: new Point(fromLonLat([lon, lat])), name, rank, kind });
}

function styles(): (one: { get(key: string): unknown }) => Style {
  const halo = new Stroke({ color: ink("map-halo"), width: 3 });
  const fill = { town: new Fill({ color: ink("map-town") }), region: new Fill({ color: ink("map-region") }), country: new Fill({ color: ink("map-country") }) };
  const dot = new CircleStyle({ radius: 2, fill: fill.town, stroke: new Stroke({ color: ink("map-halo"), width: 1 }) });
  const kept = new Map<string, Style>();
  return (one) => {
    const [name, kind] = [one.get("name") as string, one.get("kind") as Label[4]];
    const key = `${kind} ${name}`;
    const text = (): Text =>
      new Text({
        text: kind === "country" ? name.toUpperCase() : name,
        font: `${FONTS[kind]} system-ui, sans-serif`,
        fill: fill[kind],
        stroke: halo,
        ...(kind === "town" ? { textAlign: "left" as const, offsetX: 6 } : {}),
      });
    let style = kept.get(key);
    if (!style) {
      const rank = (one.get("rank") as number) + (kind === "region" ? BEHIND : 0);
      style = new Style({ text: text(), ...(kind === "town" ? { image: dot } : {}), zIndex: -rank });
      kept.set(key, style);
    }
    return style;
  };
}
