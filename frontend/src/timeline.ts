// The timeline: events by day as bars, what is contested over them, what is imprecise paler; a brush gives from and to.
// Days are counted from the first one; only the axis knows dates.
import uPlot from "uplot";
import { ask } from "./api.ts";
import { type Bars, barsOf, peakOf, stepOf, type TimelineAnswer } from "./bins.ts";
import { moved, type Span, spanOf, stretched, zoomed } from "./brush.ts";
import { dayOf, isoOf, wordsOf } from "./dates.ts";
import { make, numbers } from "./dom.ts";
import { hatch, ink, onTheme } from "./palette.ts";
import { addressOf } from "./query.ts";

export interface Timeline {
  load(query: string): Promise<void>;
}

/** A timeline in an element whose `data-source` is the address of /api/timeline; `chosen` gets ISO dates, or nulls. */
export function mountTimeline(
  element: HTMLElement,
  chosen: (from: string | null, to: string | null) => void,
): Timeline {
  const source = element.dataset.source ?? "/api/timeline";
  const told = make("p", { class: "timeline-told", "aria-live": "polite" });
  const plotted = make("div", { class: "timeline-plot" });
  element.append(plotted, told);
  let asked = new AbortController();
  let axis: Axis = { first: 0, answer: { first: null, counts: [], contested: [], imprecise: [], undated: 0 } };
  let step = 1;
  let brush: Span | null = null;
  let plot: uPlot | null = null;

  const days = (): number => axis.answer.counts.length;

  function choose(span: Span | null): void {
    brush = span;
    drawBrush();
    chosen(span && isoOf(axis.first + span.from), span && isoOf(axis.first + span.to));
  }

  function drawBrush(): void {
    if (plot?.status !== 1) return;
    const at = (day: number): number => Math.max(0, Math.min(plot!.over.clientWidth, plot!.valToPos(day, "x")));
    const left = brush ? at(brush.from) : 0;
    const width = brush ? Math.max(2, at(brush.to + 1) - left) : 0;
    plot.setSelect({ left, width, top: 0, height: plot.over.clientHeight }, false);
    tell();
  }

  function tell(): void {
    const span = brush ?? { from: 0, to: days() - 1 };
    const n = axis.answer.counts.slice(span.from, span.to + 1).reduce((sum, one) => sum + one, 0);
    const of = step === 1 ? "a bar is a day" : `a bar is ${step} days`;
    const undated = axis.answer.undated && !brush ? `, ${numbers.format(axis.answer.undated)} without a date` : "";
    told.textContent = days()
      ? `${wordsOf(axis.first + span.from)} – ${wordsOf(axis.first + span.to)}: ${numbers.format(n)} events${undated} · ${of}`
      : "No dated events.";
  }

  function scale(): void {
    if (plot?.status !== 1) return;
    const { min, max } = plot.scales.x!;
    const fitting = stepOf((max ?? 0) - (min ?? 0), plot.over.clientWidth || plotted.clientWidth);
    if (fitting !== step) {
      step = fitting;
      plot.setData(dataOf(barsOf(axis.answer, step), step), false);
      plot.setScale("x", { min: min!, max: max! });
    }
    drawBrush();
  }

  function draw(): void {
    plot?.destroy();
    plot = null;
    plotted.replaceChildren();
    element.setAttribute("aria-label", summary(axis));
    tell();
    if (!days()) return;
    step = stepOf(days(), plotted.clientWidth);
    const made = new uPlot(
      options(plotted, () => axis.first, () => step, days(), {
        selected: () => {
          const { left, width } = made.select;
          if (width > 1) choose(spanOf(made.posToVal(left, "x"), made.posToVal(left + width, "x"), days()));
        },
        cleared: () => choose(null),
        scaled: scale,
      }),
      dataOf(barsOf(axis.answer, step), step),
      plotted,
    );
    made.setScale("x", { min: 0, max: days() });
    plot = made;
    made.over.addEventListener("wheel", wheel, { passive: false });
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const { min, max } = plot!.scales.x!;
    const about = plot!.posToVal(event.clientX - plot!.over.getBoundingClientRect().left, "x");
    const [from, to] = zoomed([min!, max!], about, event.deltaY > 0 ? 1.25 : 0.8, days());
    plot!.setScale("x", { min: from, max: to });
  }

  function key(event: KeyboardEvent): void {
    if (!days() || event.altKey || event.ctrlKey || event.metaKey) return;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && brush) choose(null);
    else if (way && !brush) choose(way > 0 ? spanOf(0, step - 1, days()) : spanOf(days() - step, days(), days()));
    else if (way && brush) choose((event.shiftKey ? stretched : moved)(brush, way * step, days()));
    else return;
    event.preventDefault();
  }

  element.addEventListener("keydown", key);
  onTheme(draw);
  let width = plotted.clientWidth;
  new ResizeObserver(() => {
    if (plotted.clientWidth === width) return;
    width = plotted.clientWidth;
    draw();
  }).observe(plotted);

  return {
    async load(query) {
      asked.abort();
      asked = new AbortController();
      const filters = new URLSearchParams(query);
      const [from, to] = [dayOf(filters.get("from") ?? ""), dayOf(filters.get("to") ?? "")];
      filters.delete("from");
      filters.delete("to");
      const answer = await ask<TimelineAnswer>(addressOf(source, filters.toString()), asked.signal);
      const same = JSON.stringify(answer) === JSON.stringify(axis.answer);
      const first = answer.first === null ? 0 : dayOf(answer.first);
      axis = { first, answer };
      const open = Number.isNaN(from) && Number.isNaN(to);
      const n = answer.counts.length;
      brush = open || !n ? null : spanOf((from || 0) - first, (Number.isNaN(to) ? first + n : to) - first, n);
      if (brush && Number.isNaN(from)) brush.from = 0;
      if (same && plot) drawBrush();
      else draw();
    },
  };
}

interface Axis {
  /** The day of index 0. */
  first: number;
  answer: TimelineAnswer;
}

function summary({ first, answer }: Axis): string {
  if (!answer.counts.length) return "Timeline of events by day: none is dated.";
  const peak = peakOf(answer.counts);
  const ends = `from ${wordsOf(first)} to ${wordsOf(first + answer.counts.length - 1)}`;
  const most = peak < 0 ? "" : ` Most on ${wordsOf(first + peak)}: ${numbers.format(answer.counts[peak]!)}.`;
  return `Timeline of events by day ${ends}.${most} Left and right arrows move the chosen days, with Shift their end; Escape clears.`;
}

function dataOf(bars: Bars, step: number): uPlot.AlignedData {
  const middles = bars.starts.map((start) => start + step / 2);
  return [middles, bars.all, bars.precise, bars.contested];
}

interface Told {
  selected: () => void;
  cleared: () => void;
  scaled: () => void;
}

function options(element: HTMLElement, first: () => number, step: () => number, days: number, told: Told): uPlot.Options {
  const font = "11px system-ui, sans-serif";
  const axis = { stroke: ink("muted"), font, grid: { stroke: ink("line"), width: 1 }, ticks: { stroke: ink("line"), size: 4 } };
  const bars = (share: number): uPlot.Series.PathBuilder => {
    const wide: uPlot.Series.PathBuilder = (plot, ...rest) => {
      const pixels = Math.max(1, plot.valToPos(step(), "x", true) - plot.valToPos(0, "x", true));
      return uPlot.paths.bars!({ size: [1, Math.max(1, pixels * share), 1] })(plot, ...rest);
    };
    return wide;
  };
  const series = (label: string, fill: () => string | CanvasPattern, share: number): uPlot.Series => ({
    label,
    fill: fill as uPlot.Series["fill"],
    width: 0,
    points: { show: false },
    paths: bars(share),
  });
  return {
    width: Math.max(200, element.clientWidth),
    height: 110,
    legend: { show: false },
    padding: [6, 8, 0, 0],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 3 },
      bind: { dblclick: () => () => (told.cleared(), null) },
    },
    scales: { x: { time: false, range: (_, min, max) => [min ?? 0, max ?? days] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] } },
    axes: [
      {
        ...axis,
        size: 26,
        splits: (_, __, min, max) => splitsOf(first(), min, max, element.clientWidth / 110),
        values: (_, splits) => splits.map((day) => wordsOf(first() + day)),
      },
      { ...axis, size: 34, values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? numbers.format(n) : "")) },
    ],
    series: [
      {},
      series("imprecise", () => ink("bar-pale"), 0.85),
      series("events", () => ink("bar"), 0.85),
      series("contested", () => hatch(ink("contested"), ink("paper")), 0.85),
    ],
    hooks: {
      ready: [told.scaled],
      setSelect: [told.selected],
      setScale: [(_, key) => key === "x" && told.scaled()],
    },
  };
}

/** Days to name on the axis: firsts of years, of months, Mondays or days, as many as there is room for. */
function splitsOf(first: number, min: number, max: number, room: number): number[] {
  const each = (max - min) / Math.max(1, room);
  const months = [1, 3, 6, 12, 24, 60, 120, 240, 600].find((n) => n * 30.4 >= each) ?? 1200;
  if (each < 20) {
    const step = [1, 2, 7, 14].find((n) => n >= each) ?? 14;
    const start = Math.ceil((first + min + 3) / step) * step - 3 - first;
    return Array.from({ length: Math.floor((max - start) / step) + 1 }, (_, i) => start + i * step);
  }
  const found: number[] = [];
  const begin = new Date((first + min) * 86_400_000);
  for (let month = 0, at = -1; at < max; month += 1) {
    const date = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1));
    at = date.getTime() / 86_400_000 - first;
    const count = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (at >= min && at <= max && count % months === 0) found.push(at);
  }
  return found;
}
