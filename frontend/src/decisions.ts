// Decisions of a reviewer as /api/decisions takes them: a claim before and after in, what to send out. Sends nothing.
import type { Claim, Words } from "./records.ts";

export type Scope = "document" | "ledger";

/** One decision, without the reviewer's name. `claims` are the ids of what it is about. */
export interface Decision {
  kind: "accept" | "reject" | "correct" | "add" | "merge" | "split" | "set_actor" | "set_place" | "note" | "undo";
  claims?: string[];
  /** All claims of these events are meant. */
  events?: string[];
  document_id?: string;
  field?: string;
  before?: unknown;
  after?: unknown;
  why?: string | null;
  undoes?: string;
}

/** The fields of a claim that can be corrected; its words go by the name of `quote`. */
export const FIELDS = [
  "quote",
  "event",
  "status",
  "polarity",
  "stance",
  "attribution",
  "participants",
  "places",
  "time",
  "quantities",
  "evidence",
] as const;

export type Field = (typeof FIELDS)[number];

/** One decision for each field in which the claims differ, in the order of the fields. */
export function corrections(before: Claim, after: Claim, why: string | null): Decision[] {
  return FIELDS.filter((field) => !same(valueOf(before, field), valueOf(after, field))).map((field) => ({
    kind: "correct",
    claims: [before.claim_id!],
    document_id: before.document_id,
    field,
    before: valueOf(before, field),
    after: valueOf(after, field),
    why,
  }));
}

/** A claim of these words about which nothing else is told yet: to be filled in, then added. */
export function newClaim(documentId: string, words: Words): Claim {
  return {
    claim_id: null,
    document_id: documentId,
    quote: words.text,
    start: words.start,
    end: words.end,
    event: { plover: "ASSAULT", mode: null, acled: "Battles", acled_sub: "Armed clash" },
    status: "actual",
    polarity: "asserted",
    stance: "neutral",
    attribution: [],
    participants: [],
    places: [],
    time: null,
    quantities: [],
    evidence: null,
    confidence: 1,
  };
}

function valueOf(claim: Claim, field: Field): unknown {
  return field === "quote" ? { quote: claim.quote, start: claim.start, end: claim.end } : claim[field];
}

/** Equal as JSON, whatever the order of the keys. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, ordered) === JSON.stringify(b, ordered);
}

function ordered(_: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
