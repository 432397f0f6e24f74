// The record shapes that the review pages edit, as docs/records.md has them, and the codes their fields take.
export const CODES = {
  status: ["actual", "planned", "threatened", "possible", "hypothetical"],
  polarity: ["asserted", "denied"],
  stance: ["endorsed", "neutral", "distanced"],
  evidence: ["none_offered", "photo", "video", "document", "satellite"],
  role: ["agent", "target", "victim", "instrument"],
  source: ["outlet", "official", "party", "media", "ngo", "witness", "expert", "document", "anonymous", "other"],
  measure: ["killed", "wounded", "captured", "missing", "displaced", "destroyed", "damaged", "shot_down", "seized", "deployed", "supplied", "area_km2", "settlements", "other"],
  category: ["civilian", "combatant", "mixed", "unknown", "materiel", "place"],
} as const;

type Code<K extends keyof typeof CODES> = (typeof CODES)[K][number];

/** Words of a document: its code points from `start` to `end`, end-exclusive. */
export interface Words {
  text: string;
  start: number;
  end: number;
}

export interface EventType {
  plover: string;
  mode: string | null;
  acled: string | null;
  acled_sub: string | null;
}

export interface Source {
  source: string;
  start: number;
  end: number;
  cue: string | null;
  kind: Code<"source">;
  actor_id: string | null;
  side: string | null;
  said_on: string | null;
}

export interface Participant {
  role: Code<"role">;
  mention: string;
  actor_id: string | null;
  start: number;
  end: number;
}

export interface Place {
  mention: string;
  start: number;
  end: number;
  place_id: string | null;
  name: string | null;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
}

export interface Time {
  mention: string | null;
  start_date: string | null;
  end_date: string | null;
  precision: number | null;
}

export interface Quantity {
  measure: Code<"measure">;
  of: string | null;
  category: Code<"category">;
  low: number | null;
  high: number | null;
  text: string;
  start: number;
  end: number;
}

export interface Claim {
  claim_id: string | null;
  document_id: string;
  quote: string;
  start: number;
  end: number;
  event: EventType;
  status: Code<"status">;
  polarity: Code<"polarity">;
  stance: Code<"stance">;
  attribution: Source[];
  participants: Participant[];
  places: Place[];
  time: Time | null;
  quantities: Quantity[];
  evidence: Code<"evidence"> | null;
  confidence: number;
}
