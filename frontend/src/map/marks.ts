// How marks look on the map: an inner disc, a ring, a dashed ring where contested, a number; and which one lies under a point.
import Feature from "ol/Feature.js";
import { circular } from "ol/geom/Polygon.js";
import Point from "ol/geom/Point.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { hatch, ink } from "../palette.ts";
import { groundRadius } from "./radii.ts";

/** What a mark stands for, where a click leads. */
export interface Target {
  key: string;
  name: string;
  x: number;
  y: number;
}

/** A mark at a point of the map's plane (web Mercator metres). `colour` names a custom property of the style sheet. */
export interface Mark {
  x: number;
  y: number;
  /** Radii in pixels. */
  inner: number;
  outer: number;
  colour: string;
  contested: boolean;
  /** Striped, where a colour stands for one party and another one contests it. */
  hatched?: boolean;
  label: string;
  title: string;
  lines: string[];
  targets: Target[];
}

/** The ground that an imprecise place stands for: `precision` is UCDP where_prec. */
export interface Ground {
  lon: number;
  lat: number;
  precision: number;
  colour: string;
}

const REACH = 4;
const SEEN_FROM = 10;

export function markFeature(mark: Mark): Feature {
  const one = new Feature(new Point([mark.x, mark.y]));
  one.set("mark", mark, true);
  return one;
}

export function groundFeature(ground: Ground): Feature | null {
  const radius = groundRadius(ground.precision);
  if (!radius || Math.abs(ground.lat) > 85) return null;
  const one = new Feature(circular([ground.lon, ground.lat], radius, 48).transform("EPSG:4326", "EPSG:3857"));
  one.set("colour", ground.colour, true);
  one.set("radius", radius / Math.cos((ground.lat * Math.PI) / 180), true);
  return one;
}

/** The styles of marks in the colours of the theme as it is now. */
export function markStyles(): (one: { get(key: string): unknown }) => Style[] {
  const kept = new Map<string, Style[]>();
  return (one) => {
    const mark = one.get("mark") as Mark;
    const key = [mark.inner, mark.outer, mark.colour, mark.contested, mark.hatched, mark.label].join(" ");
    let styles = kept.get(key);
    if (!styles) kept.set(key, (styles = stylesOf(mark)));
    return styles;
  };
}

/** Ground is shown where it is larger than a mark; below that it would be a smudge. */
export function groundStyles(): (one: { get(key: string): unknown }, resolution: number) => Style | undefined {
  const kept = new Map<string, Style>();
  return (one, resolution) => {
    if ((one.get("radius") as number) / resolution < SEEN_FROM) return undefined;
    const colour = one.get("colour") as string;
    let style = kept.get(colour);
    if (!style) {
      style = new Style({
        fill: new Fill({ color: ink(colour, 0.13) }),
        stroke: new Stroke({ color: ink(colour, 0.5), width: 1, lineDash: [2, 3] }),
      });
      kept.set(colour, style);
    }
    return style;
  };
}

/** The mark nearest to a pixel of those that reach so far, given where each mark's middle is in pixels. */
export function markAt(marks: readonly Mark[], pixelOf: (mark: Mark) => number[] | null, at: number[]): Mark | null {
  let found: Mark | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const pixel = pixelOf(mark);
    if (!pixel) continue;
    const away = Math.hypot(pixel[0]! - at[0]!, pixel[1]! - at[1]!) - Math.max(mark.outer, 7);
    if (away < Math.min(least, REACH)) [found, least] = [mark, away];
  }
  return found;
}

function stylesOf(mark: Mark): Style[] {
  const edge = new Stroke({ color: ink("map-edge"), width: 1 });
  const styles: Style[] = [];
  if (mark.outer > mark.inner) {
    const ring = new Stroke({ color: ink(mark.colour), width: 1.5 });
    styles.push(new Style({ image: new CircleStyle({ radius: mark.outer, fill: new Fill({ color: ink(mark.colour, 0.25) }), stroke: ring }) }));
  }
  styles.push(new Style({ image: new CircleStyle({ radius: mark.inner, fill: new Fill({ color: mark.hatched ? hatch(ink(mark.colour), ink("paper")) : ink(mark.colour, 0.85) }), stroke: edge }) }));
  if (mark.contested) {
    const dashes = new Stroke({ color: ink("contested"), width: 2, lineDash: [4, 3] });
    styles.push(new Style({ image: new CircleStyle({ radius: mark.outer + 3, stroke: dashes }) }));
  }
  if (mark.label) {
    const halo = new Stroke({ color: ink("map-halo"), width: 3 });
    const font = "600 11px system-ui, sans-serif";
    styles.push(new Style({ text: new Text({ text: mark.label, font, fill: new Fill({ color: ink("ink") }), stroke: halo }) }));
  }
  return styles;
}
