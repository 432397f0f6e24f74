// The span of days that is chosen on the timeline, as whole days from its first one; both ends are in it.
export interface Span {
  from: number;
  to: number;
}

/** The span between two points of the axis, in either order, kept on the `days` there are. */
export function spanOf(a: number, b: number, days: number): Span {
  const on = (day: number): number => Math.max(0, Math.min(days - 1, Math.floor(day)));
  return { from: on(Math.min(a, b)), to: on(Math.max(a, b)) };
}

/** Moved by so many days without changing its length. */
export function moved(span: Span, by: number, days: number): Span {
  const step = Math.max(-span.from, Math.min(days - 1 - span.to, by));
  return { from: span.from + step, to: span.to + step };
}

/** With its end moved, never before its start. */
export function stretched(span: Span, by: number, days: number): Span {
  return { from: span.from, to: Math.max(span.from, Math.min(days - 1, span.to + by)) };
}

/** What of the axis is shown after zooming about a point, at least `least` days and never more than there are. */
export function zoomed(shown: [number, number], about: number, factor: number, days: number, least = 7): [number, number] {
  const width = Math.min(days, Math.max(Math.min(least, days), (shown[1] - shown[0]) * factor));
  const share = (about - shown[0]) / (shown[1] - shown[0]);
  const start = Math.max(0, Math.min(days - width, about - share * width));
  return [start, start + width];
}
