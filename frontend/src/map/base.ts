// The base map from the desk's own files (Natural Earth): land, borders, rivers, lakes. Coarse at once, finer when it is
// there, borders of regions where a reader has come close enough to want them.
import type { FeatureCollection } from "geojson";
import Feature from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { ask } from "../api.ts";
import { ink, onTheme } from "../palette.ts";
import { unrolled } from "./antimeridian.ts";

const FILES = "/static/map";
const FINE_FROM = 3.5;
const REGIONS_FROM = 5;
const reader = new GeoJSON({ dataProjection: "EPSG:4326", featureProjection: "EPSG:3857" });

/** Layers for the world, from closer by, and of regions, that are drawn once and moved as pictures while the reader pans or
 * zooms. Until the finer one is there the coarse one is shown at every scale; regions are asked for when they are near. */
export function baseLayers(): VectorImageLayer[] {
  const [coarse, fine] = [new VectorSource(), new VectorSource()];
  const layers = [
    new VectorImageLayer({ source: coarse, imageRatio: 1.6, style: styles() }),
    new VectorImageLayer({ source: fine, imageRatio: 1.6, style: styles(), minZoom: FINE_FROM }),
    new VectorImageLayer({ source: regions(), imageRatio: 1.6, style: regionStyle(), minZoom: REGIONS_FROM }),
  ];
  onTheme(() => {
    for (const layer of layers.slice(0, 2)) layer.setStyle(styles());
    layers[2]!.setStyle(regionStyle());
  });
  void fill(coarse, fine).then(() => layers[0]!.setMaxZoom(FINE_FROM));
  return layers;
}

async function fill(coarse: VectorSource, fine: VectorSource): Promise<void> {
  coarse.addFeatures(featuresOf(await ask<Topology>(`${FILES}/world-110m.json`), "countries"));
  const [world, water] = await Promise.all([
    ask<Topology>(`${FILES}/world-50m.json`),
    ask<Topology>(`${FILES}/water-50m.json`),
  ]);
  fine.addFeatures([
    ...featuresOf(world, "countries"),
    ...featuresOf(water, "lakes"),
    ...featuresOf(water, "rivers"),
  ]);
}

/** Loads when it is first drawn. */
function regions(): VectorSource {
  const source: VectorSource = new VectorSource({
    loader: () => void ask<Topology>(`${FILES}/regions.json`).then((all) => source.addFeatures(featuresOf(all, "regions"))),
  });
  return source;
}

function featuresOf(topology: Topology, name: string): Feature[] {
  const object = topology.objects[name];
  if (!object) return [];
  const { features } = feature(topology, object) as FeatureCollection;
  const flat = features.map((one) => ({ ...one, geometry: unrolled(one.geometry) }));
  const read = reader.readFeatures({ type: "FeatureCollection", features: flat }) as Feature[];
  for (const one of read) one.set("part", name, true);
  return read;
}

function styles(): (one: { get(key: string): unknown }) => Style {
  const water = ink("map-water");
  const by: Record<string, Style> = {
    countries: new Style({
      fill: new Fill({ color: ink("map-land") }),
      stroke: new Stroke({ color: ink("map-border"), width: 1 }),
    }),
    lakes: new Style({ fill: new Fill({ color: water }), stroke: new Stroke({ color: ink("map-river"), width: 0.75 }), zIndex: 1 }),
    rivers: new Style({ stroke: new Stroke({ color: ink("map-river"), width: 0.9 }), zIndex: 1 }),
  };
  return (one) => by[one.get("part") as string]!;
}

/** A country's regions are drawn from where they are wide enough to see. */
function regionStyle(): (one: { get(key: string): unknown }, resolution: number) => Style | undefined {
  const line = new Style({ stroke: new Stroke({ color: ink("map-region-border"), width: 0.9, lineDash: [4, 3] }) });
  return (one, resolution) => (resolution <= (one.get("resolution") as number) ? line : undefined);
}
