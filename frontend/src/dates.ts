// Days as whole numbers since 1970-01-01, proleptic Gregorian, no time zone: ISO dates in, ISO dates out.
const DAY = 86_400_000;

/** The number of the day that an ISO date names, or NaN. */
export function dayOf(iso: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (!parts) return Number.NaN;
  const time = new Date(0).setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return isoOf(time / DAY) === iso ? time / DAY : Number.NaN;
}

export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** "3 Oct 1912". */
export function wordsOf(day: number): string {
  return WORDS.format(new Date(day * DAY));
}
