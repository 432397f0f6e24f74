// A map in an element: base, names, marks with a card and a list for the keyboard, a box to draw, buttons. What the marks
// are about it does not know. Canvas alone: no graphics processor, no worker, no request but to the desk.
import type Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import { boundingExtent, buffer, containsCoordinate, type Extent } from "ol/extent.js";
import { fromExtent } from "ol/geom/Polygon.js";
import { defaults } from "ol/interaction/defaults.js";
import DragBox from "ol/interaction/DragBox.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import OlFeature from "ol/Feature.js";
import Overlay from "ol/Overlay.js";
import { transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import { all, find, make } from "../dom.ts";
import { ink, onTheme } from "../palette.ts";
import type { Box } from "../query.ts";
import { baseLayers } from "./base.ts";
import { labelLayer } from "./labels.ts";
import { type Ground, type Mark, groundFeature, groundStyles, markAt, markFeature, markStyles, type Target } from "./marks.ts";

export interface MapOptions {
  /** What a click on a mark of one target leads to. */
  onChoose?: (target: Target) => void;
  /** A box in degrees was drawn (or taken away); without it there is no button for boxes. */
  onBox?: (box: Box | null) => void;
  /** The scale is nearest to another whole zoom now, so that marks are better made anew. */
  onScale?: (zoom: number) => void;
}

const WORLD: Extent = transformExtent([-180, -60, 180, 78], "EPSG:4326", "EPSG:3857");
const CLOSEST = 14;
const LISTED = 60;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export class DeskMap {
  readonly map: OlMap;
  private marks: Mark[] = [];
  private readonly grounds = new VectorSource();
  private readonly points = new VectorSource();
  private readonly boxes = new VectorSource();
  private readonly card: Overlay;
  private readonly list: HTMLUListElement;
  private readonly clear: HTMLButtonElement | null = null;
  private readonly element: HTMLElement;
  private readonly options: MapOptions;
  private pinned = false;
  private zoom = Number.NaN;

  constructor(element: HTMLElement, options: MapOptions = {}) {
    this.element = element;
    this.options = options;
    const ground = new VectorImageLayer({ source: this.grounds, imageRatio: 1.6, style: groundStyles() });
    const marks = new VectorLayer({ source: this.points, style: markStyles(), renderBuffer: 80 });
    const box = new VectorLayer({ source: this.boxes, style: boxStyle() });
    onTheme(() => {
      ground.setStyle(groundStyles());
      marks.setStyle(markStyles());
      box.setStyle(boxStyle());
    });
    this.map = new OlMap({
      target: element,
      controls: [],
      interactions: defaults({ altShiftDragRotate: false, pinchRotate: false, zoomDuration: STILL.matches ? 0 : 250 }),
      layers: [...baseLayers(), ground],
      view: new View({ center: [0, 0], zoom: 1, minZoom: 0, maxZoom: CLOSEST, extent: buffer(WORLD, 4e6), constrainOnlyCenter: true, enableRotation: false }),
    });
    this.map.addLayer(labelLayer(this.map));
    this.map.addLayer(box);
    this.map.addLayer(marks);
    this.map.getView().fit(WORLD);
    this.card = new Overlay({ element: make("div", { class: "map-card", hidden: true }), stopEvent: true });
    this.map.addOverlay(this.card);
    this.list = make("ul", { class: "map-places hidden", "aria-label": "Places in view, the largest mark first: arrow keys move, Enter chooses" });
    const tools = make("div", { class: "map-tools" });
    tools.append(
      this.button("+", "Zoom in", () => this.zoomBy(1)),
      this.button("−", "Zoom out", () => this.zoomBy(-1)),
      this.button("⤢", "Show all marks", () => this.fit()),
    );
    if (options.onBox) {
      this.clear = this.button("✕", "Take the box away", () => options.onBox!(null));
      this.clear.hidden = true;
      tools.append(this.drawing(options.onBox), this.button("▣", "Only what is in view", () => options.onBox!(this.view())), this.clear);
    }
    element.append(tools, this.list, make("p", { class: "map-credit" }, "Natural Earth, GeoNames"));
    this.listen();
  }

  /** Shows these marks, and the ground that imprecise places stand for. */
  show(marks: Mark[], grounds?: Ground[]): void {
    this.marks = [...marks].sort((a, b) => b.outer - a.outer);
    this.points.clear(true);
    this.points.addFeatures(this.marks.map(markFeature));
    if (grounds) {
      this.grounds.clear(true);
      this.grounds.addFeatures(grounds.map(groundFeature).filter((one): one is Feature => one !== null) as OlFeature[]);
    }
    this.hideCard();
    this.listPlaces();
  }

  /** Moves so that these points of the plane (the marks', if none are given) are all in view. */
  fit(points: readonly { x: number; y: number }[] = this.marks.flatMap((mark) => mark.targets)): void {
    if (!points.length) return;
    const extent = boundingExtent(points.map(({ x, y }) => [x, y]));
    this.map.getView().fit(extent, { padding: [48, 72, 40, 56], maxZoom: 8, duration: this.duration(300) });
  }

  /** The box that is drawn, in degrees, or none. */
  drawBox(box: Box | null): void {
    this.boxes.clear(true);
    if (this.clear) this.clear.hidden = !box;
    if (box) this.boxes.addFeature(new OlFeature(fromExtent(transformExtent(box, "EPSG:4326", "EPSG:3857"))));
  }

  /** Metres of the plane a pixel at a whole zoom. */
  resolution(zoom: number): number {
    return this.map.getView().getResolutionForZoom(zoom);
  }

  nearestZoom(): number {
    return Math.round(this.map.getView().getZoom() ?? 0);
  }

  private listen(): void {
    this.map.on("moveend", () => {
      const zoom = this.nearestZoom();
      if (zoom !== this.zoom) this.options.onScale?.(zoom);
      this.zoom = zoom;
      this.listPlaces();
    });
    this.map.on("pointermove", (event) => {
      if (event.dragging || this.pinned) return;
      const mark = this.at(event.pixel);
      this.element.classList.toggle("pointing", mark !== null);
      if (mark) this.showCard(mark);
      else this.hideCard();
    });
    this.map.on("singleclick", (event) => {
      this.hideCard();
      const mark = this.at(event.pixel);
      if (mark) this.choose(mark);
    });
    this.element.addEventListener("pointerleave", () => {
      if (!this.pinned) this.hideCard();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.hideCard();
    });
    new ResizeObserver(() => this.map.updateSize()).observe(this.element);
  }

  private at(pixel: number[]): Mark | null {
    const place = (mark: Mark): number[] | null => this.map.getPixelFromCoordinate([mark.x, mark.y]);
    return markAt(this.marks, place, pixel);
  }

  /** One target is chosen at once; several are zoomed to or, where they lie on one another, listed. */
  private choose(mark: Mark): void {
    const [only, ...more] = mark.targets;
    if (!more.length) {
      if (only) this.options.onChoose?.(only);
      return;
    }
    const apart = mark.targets.some(({ x, y }) => Math.hypot(x - mark.x, y - mark.y) > 2000);
    if (apart && (this.map.getView().getZoom() ?? 0) < CLOSEST - 1) this.fit(mark.targets);
    else this.showCard(mark, true);
  }

  private showCard(mark: Mark, pinned = false): void {
    const card = this.card.getElement()!;
    this.pinned = pinned;
    card.replaceChildren(make("strong", {}, mark.title), ...mark.lines.map((line) => make("p", {}, line)));
    if (pinned) {
      const choices = mark.targets.map((target) =>
        make("li", {}, make("button", { type: "button", onclick: () => this.options.onChoose?.(target) }, target.name)),
      );
      card.append(make("ul", {}, ...choices));
    }
    const pixel = this.map.getPixelFromCoordinate([mark.x, mark.y]) ?? [0, 0];
    const [width, height] = this.map.getSize() ?? [0, 0];
    const [right, below] = [pixel[0]! > width! / 2, pixel[1]! < height! / 2];
    const away = mark.outer + 6;
    this.card.setOffset([right ? -away : away, 0]);
    this.card.setPositioning(`${below ? "top" : "bottom"}-${right ? "right" : "left"}`);
    card.hidden = false;
    this.card.setPosition([mark.x, mark.y]);
    if (pinned) find("button", card)?.focus();
  }

  private hideCard(): void {
    this.pinned = false;
    this.card.getElement()!.hidden = true;
    this.card.setPosition(undefined);
  }

  /** What the keyboard reaches: one stop of Tab, and arrow keys from place to place. */
  private listPlaces(): void {
    const extent = this.map.getView().calculateExtent(this.map.getSize());
    const held = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
    const seen = this.marks.filter((mark) => containsCoordinate(extent, [mark.x, mark.y])).slice(0, LISTED);
    const buttons = seen.map((mark, i) =>
      make("button", {
        type: "button",
        tabindex: i ? -1 : 0,
        "data-key": mark.targets[0]?.key ?? "",
        onclick: (event) => {
          event.stopPropagation();
          this.choose(mark);
        },
        onfocus: () => this.showCard(mark),
        onblur: () => this.hideCard(),
        onkeydown: (event) => this.walk(event as KeyboardEvent),
      }, [mark.title, ...mark.lines].join(", ")),
    );
    this.list.replaceChildren(...buttons.map((button) => make("li", {}, button)));
    this.list.hidden = !buttons.length;
    if (held !== undefined) (buttons.find((button) => button.dataset.key === held) ?? buttons[0])?.focus();
  }

  private walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = all<HTMLButtonElement>("button", this.list);
    const next = buttons[buttons.indexOf(event.currentTarget as HTMLButtonElement) + step];
    if (!next) return;
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  /** The button that turns drawing on and off, for pointers; "Only what is in view" is the keyboard's way. */
  private drawing(drawn: (box: Box) => void): HTMLButtonElement {
    const drag = new DragBox({ className: "map-box" });
    drag.setActive(false);
    this.map.addInteraction(drag);
    const button = this.button("⬚", "Draw a box", () => turn(!drag.getActive()));
    const turn = (on: boolean): void => {
      drag.setActive(on);
      button.setAttribute("aria-pressed", String(on));
      this.element.classList.toggle("drawing", on);
    };
    turn(false);
    drag.on("boxend", () => {
      turn(false);
      drawn(transformExtent(drag.getGeometry().getExtent(), "EPSG:3857", "EPSG:4326") as Box);
    });
    return button;
  }

  private view(): Box {
    return transformExtent(this.map.getView().calculateExtent(this.map.getSize()), "EPSG:3857", "EPSG:4326") as Box;
  }

  private button(sign: string, name: string, run: () => void): HTMLButtonElement {
    return make("button", { type: "button", title: name, "aria-label": name, onclick: run }, sign);
  }

  private zoomBy(step: number): void {
    this.map.getView().animate({ zoom: this.nearestZoom() + step, duration: this.duration(200) });
  }

  private duration(milliseconds: number): number {
    return STILL.matches ? 0 : milliseconds;
  }
}

function boxStyle(): Style {
  return new Style({ stroke: new Stroke({ color: ink("accent"), width: 2, lineDash: [6, 4] }) });
}
