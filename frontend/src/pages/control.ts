// Claimed control through time: a slider over the days on which it changes, and a map coloured by holder.
import { fromLonLat } from "ol/proj.js";
import { ask } from "../api.ts";
import { dayOf, wordsOf } from "../dates.ts";
import { debounced, find, make, styled } from "../dom.ts";
import { DeskMap } from "../map/desk-map.ts";
import type { Ground, Mark } from "../map/marks.ts";
import { SIDES } from "../palette.ts";
import { coloursOf, type Held, heldBy, on, type Spell } from "../spells.ts";
import { pageAt, swap } from "../swap.ts";

const PACE = 700;

await styled();
const mapAt = find("#control-map");
const sliderAt = find("#control-slider");
if (mapAt && sliderAt) {
  mount(mapAt, sliderAt).catch((error: unknown) => {
    sliderAt.append(make("p", { class: "error", role: "alert" }, error instanceof Error ? error.message : String(error)));
  });
}

async function mount(mapAt: HTMLElement, sliderAt: HTMLElement): Promise<void> {
  const [days, { spells }] = await Promise.all([
    ask<string[]>(sliderAt.dataset.days!),
    ask<{ spells: Spell[] }>(mapAt.dataset.source!),
  ]);
  const colours = coloursOf(spells, SIDES);
  const date = find<HTMLInputElement>("input[name=on]");
  const play = make("button", { type: "button" }, "Play");
  const slider = make("input", { type: "range", min: 0, max: days.length - 1, "aria-label": "Day" });
  const told = make("output", {});
  const legend = make("ul", { "aria-label": "Who is claimed to hold how many places" });
  sliderAt.append(play, slider, told, legend);
  const map = new DeskMap(mapAt, { onChoose: (target) => list({ on: days[Number(slider.value)]!, place: target.key }) });
  let playing = 0;

  /** The index of the last day of change that is not after a date. */
  const nearest = (day: string): number => Math.max(0, days.findLastIndex((one) => one <= day));
  const colourOf = (spell: Spell): number => colours.get(spell.party) ?? SIDES - 1;
  const listed = debounced(() => list({ on: days[Number(slider.value)]! }), 250);

  function show(index: number): void {
    const day = days[index]!;
    const held = heldBy(on(spells, day));
    slider.value = String(index);
    told.textContent = wordsOf(dayOf(day));
    slider.setAttribute("aria-valuetext", told.textContent);
    if (date) date.value = day;
    map.show(held.map((one) => markOf(one, colourOf)), held.filter((one) => one.precision > 1).map((one) => groundOf(one, colourOf)));
    key(legend, held, colourOf);
  }

  function stop(): void {
    clearInterval(playing);
    playing = 0;
    play.textContent = "Play";
  }

  function next(): void {
    const index = Number(slider.value) + 1;
    if (index < days.length) show(index);
    if (index >= days.length - 1) stop();
    listed();
  }

  play.addEventListener("click", () => {
    if (playing) return stop();
    if (Number(slider.value) >= days.length - 1) show(0);
    play.textContent = "Pause";
    playing = window.setInterval(next, PACE);
  });
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
    listed();
  });
  date?.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    stop();
    show(nearest(date.value));
    listed();
  });
  map.show(heldBy(spells).map((one) => markOf(one, colourOf)));
  map.fit();
  show(nearest(mapAt.dataset.on ?? days.at(-1)!));
}

function markOf(held: Held, colourOf: (spell: Spell) => number): Mark {
  const [x, y] = fromLonLat([held.lon, held.lat]) as [number, number];
  return {
    x,
    y,
    inner: 7,
    outer: held.spells.some((spell) => spell.relation === "besieges") ? 11 : 7,
    colour: `side-${colourOf(held.spells[0]!)}`,
    contested: held.contested,
    hatched: held.contested,
    label: "",
    title: held.place,
    lines: held.spells.map(sentenceOf),
    targets: [{ key: held.placeId ?? "", name: held.place, x, y }],
  };
}

function sentenceOf(spell: Spell): string {
  const verb = spell.relation === "holds" ? "claimed to be held" : "claimed to be besieged";
  return `${verb} by ${spell.holder} since ${wordsOf(dayOf(spell.since))}${spell.contested ? ", contested" : ""}`;
}

function groundOf(held: Held, colourOf: (spell: Spell) => number): Ground {
  return { lon: held.lon, lat: held.lat, precision: held.precision, colour: `side-${colourOf(held.spells[0]!)}` };
}

/** Who is claimed to hold how many places on this day. */
function key(legend: HTMLElement, held: readonly Held[], colourOf: (spell: Spell) => number): void {
  const counts = new Map<string, { spell: Spell; places: number }>();
  for (const spell of held.map((one) => one.spells[0]!)) {
    counts.set(spell.party, { spell, places: (counts.get(spell.party)?.places ?? 0) + 1 });
  }
  const rows = [...counts.values()].sort((a, b) => b.places - a.places || (a.spell.holder < b.spell.holder ? -1 : 1));
  const swatch = (attributes: Record<string, string | number>): HTMLElement => make("span", { class: "swatch", ...attributes });
  legend.replaceChildren(
    ...rows.map(({ spell, places }) => make("li", {}, swatch({ "data-side": colourOf(spell) }), `${spell.holder} `, make("span", { class: "count" }, String(places)))),
    make("li", {}, swatch({ class: "swatch hatched" }), "Contested"),
    make("li", {}, swatch({ class: "swatch range" }), "Besieged (ring)"),
  );
}

let asked = new AbortController();

/** The list of a day below the map, or the claims of one place on it; the address says which. */
function list(shown: { on: string; place?: string }): void {
  asked.abort();
  asked = new AbortController();
  const address = `${location.pathname}?${new URLSearchParams(shown)}`;
  history.replaceState(null, "", address);
  pageAt(address, asked.signal).then(
    (page) => {
      swap(page, ["#results"]);
      if (shown.place) find("#results")?.scrollIntoView({ block: "start" });
    },
    () => undefined, // the map and its legend show the day; the list follows with the next one
  );
}
