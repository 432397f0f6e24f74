// Counts a day in, bars out: a bar stands for as many days as it takes to be wide enough to see.

/** As /api/timeline answers; `contested` and `imprecise` count some of the events of `counts`. */
export interface TimelineAnswer {
  first: string | null;
  counts: number[];
  contested: number[];
  imprecise: number[];
  undated: number;
}

export interface Bars {
  /** The first day of each bar, as an index into the counts. */
  starts: number[];
  all: number[];
  precise: number[];
  contested: number[];
}

/** Days a bar may stand for: a day, or whole weeks. */
export const STEPS = [1, 7, 28, 91, 364] as const;
const NARROWEST = 3;

/** The days a bar stands for where `days` are shown on `pixels`. */
export function stepOf(days: number, pixels: number): number {
  return STEPS.find((step) => (pixels * step) / Math.max(1, days) >= NARROWEST) ?? STEPS.at(-1)!;
}

export function barsOf(answer: TimelineAnswer, step: number): Bars {
  const bars: Bars = { starts: [], all: [], precise: [], contested: [] };
  for (let start = 0; start < answer.counts.length; start += step) {
    const all = added(answer.counts, start, step);
    bars.starts.push(start);
    bars.all.push(all);
    bars.precise.push(all - added(answer.imprecise, start, step));
    bars.contested.push(added(answer.contested, start, step));
  }
  return bars;
}

/** The index of the day with most events, the first of several; -1 where there are none. */
export function peakOf(counts: readonly number[]): number {
  let peak = -1;
  for (const [day, n] of counts.entries()) if (n > (counts[peak] ?? 0)) peak = day;
  return peak;
}

function added(values: readonly number[], start: number, step: number): number {
  let n = 0;
  for (let day = start; day < Math.min(start + step, values.length); day += 1) n += values[day]!;
  return n;
}
