// A claim as a form: codes are chosen, rows are added and removed, words come from what is selected in the article. Reads and
// gives claims; what changed and where it is sent is for others.
import { ask } from "./api.ts";
import { all, find, make } from "./dom.ts";
import { type Claim, CODES, type Words } from "./records.ts";
import type { Scope } from "./decisions.ts";

/** What a field of a record takes: words of the article (with offsets), a code, a date, a number, a text, an id to look up. */
interface Input {
  name: string;
  label: string;
  takes: "words" | "code" | "date" | "number" | "text" | "actor" | "place" | "scope";
  codes?: readonly string[];
  needed?: boolean;
  list?: string;
}

type Row = Record<string, unknown>;

const text = (name: string, label: string, list?: string): Input => ({ name, label, takes: "text", ...(list ? { list } : {}) });
const code = (name: string, label: string, codes: readonly string[]): Input => ({ name, label, takes: "code", codes, needed: true });
const classes = (most: number): string[] => Array.from({ length: most }, (_, i) => String(i + 1));
const scope = (of: string): Input => ({ name: "scope", label: `${of} so meant`, takes: "scope" });

const LISTS = {
  attribution: [
    { name: "source", label: "source", takes: "words" },
    code("kind", "kind", CODES.source),
    text("cue", "cue"),
    { name: "actor_id", label: "actor", takes: "actor" },
    scope("actor"),
    text("side", "side"),
    { name: "said_on", label: "said on", takes: "date" },
  ],
  participants: [
    code("role", "role", CODES.role),
    { name: "mention", label: "words", takes: "words" },
    { name: "actor_id", label: "actor", takes: "actor" },
    scope("actor"),
  ],
  places: [
    { name: "mention", label: "words", takes: "words" },
    { name: "place_id", label: "place", takes: "place" },
    scope("place"),
    text("name", "name"),
    text("country", "country"),
    text("admin1", "region"),
    { name: "lat", label: "latitude", takes: "number" },
    { name: "lon", label: "longitude", takes: "number" },
    { name: "precision", label: "precision (1 exact … 7)", takes: "code", codes: classes(7) },
  ],
  quantities: [
    code("measure", "measure", CODES.measure),
    { name: "low", label: "low", takes: "number" },
    { name: "high", label: "high", takes: "number" },
    text("of", "of"),
    code("category", "category", CODES.category),
    { name: "text", label: "words", takes: "words" },
  ],
} as const satisfies Record<string, readonly Input[]>;

const TITLES = { attribution: "Who says so", participants: "Who", places: "Where", quantities: "How many" };

const TIME: readonly Input[] = [
  text("mention", "words"),
  { name: "start_date", label: "first day", takes: "date" },
  { name: "end_date", label: "last day", takes: "date" },
  { name: "precision", label: "precision (1 day … 5 year)", takes: "code", codes: classes(5) },
];

const CHOICES: readonly Input[] = [
  code("status", "status", CODES.status),
  code("polarity", "polarity", CODES.polarity),
  code("stance", "stance", CODES.stance),
  { name: "evidence", label: "evidence", takes: "code", codes: CODES.evidence },
];

/** An actor or place that is to be meant by the same words in more than this claim. */
export interface Meant {
  of: "actor" | "place";
  scope: Scope;
  row: Row;
}

export interface Edited {
  claim: Claim;
  meant: Meant[];
  why: string | null;
}

export interface Editor {
  form: HTMLFormElement;
  /** Puts selected words where the reader was: the field that has the focus last, or a new row of this list. */
  use(words: Words, as: keyof typeof LISTS | "quote" | "time"): void;
}

/** A form for a claim. `save` gets what it became; a sentence that it throws is shown in the form. */
export function editorOf(claim: Claim, chosen: () => Words | null, save: (edited: Edited) => Promise<void>, close: () => void): Editor {
  const error = make("p", { class: "error", role: "alert", hidden: true });
  const quote = fieldset("What is claimed", [words({ name: "quote", label: "words", takes: "words" }, claim as unknown as Row, chosen)], "quote");
  const lists = Object.fromEntries(
    Object.entries(LISTS).map(([name, inputs]) => [name, list(name as keyof typeof LISTS, inputs, claim[name as keyof typeof LISTS] as unknown as Row[], chosen)]),
  ) as Record<keyof typeof LISTS, HTMLFieldSetElement>;
  const why = make("input", { name: "why", maxlength: 10000 });
  const event = fieldset("What happened", [types(claim)], "event");
  const when = fieldset("When", TIME.map((input) => field(input, (claim.time ?? {}) as Row, chosen)), "time");
  const form = make(
    "form",
    { class: "editor", "aria-label": claim.claim_id ? "Correct the claim" : "Add a claim" },
    quote,
    event,
    fieldset("How it is told", CHOICES.map((input) => field(input, claim as unknown as Row, chosen)), "told"),
    lists.attribution,
    lists.participants,
    lists.places,
    when,
    lists.quantities,
    make("label", {}, "Why ", why),
    error,
    make("p", { class: "actions" },
      make("button", { class: "primary" }, "Save"),
      make("button", { type: "button", onclick: close }, "Cancel"),
    ),
  );
  form.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape") close();
    if (pressed.key === "Enter" && (pressed.ctrlKey || pressed.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    error.hidden = true;
    const saved = async (): Promise<void> => save(read(claim, form, why.value.trim() || null));
    saved().catch((reason: unknown) => {
      error.textContent = reason instanceof Error ? reason.message : String(reason);
      error.hidden = false;
    });
  });
  return {
    form,
    use(selected, as) {
      if (as === "quote") put(quote, selected);
      else if (as === "time") find<HTMLInputElement>("[name=mention]", when)!.value = selected.text;
      else put(addRow(lists[as], LISTS[as], {}, chosen), selected);
    },
  };
}

/** The codebook's types as one choice: what it says is asked of the desk, which knows the user's own types too. */
function types(claim: Claim): HTMLElement {
  const now = JSON.stringify(claim.event);
  const label = claim.event.acled_sub ?? claim.event.plover;
  const choice = make("select", { name: "event" }, make("option", { value: now, selected: true }, label));
  ask<{ label: string; event: Claim["event"] }[]>("/api/types").then(
    (known) => {
      for (const one of known) {
        const value = JSON.stringify(one.event);
        if (value === now) choice.options[0]!.textContent = one.label;
        else choice.append(make("option", { value }, one.label));
      }
    },
    () => undefined, // without an answer the type stays as it is
  );
  return make("label", { class: "code" }, "type ", choice);
}

function fieldset(legend: string, children: Node[], part: string): HTMLFieldSetElement {
  return make("fieldset", { "data-part": part }, make("legend", {}, legend), ...children);
}

function list(name: keyof typeof LISTS, inputs: readonly Input[], rows: readonly Row[], chosen: () => Words | null): HTMLFieldSetElement {
  const add = make("button", { type: "button", class: "add" }, "Add");
  const set = fieldset(TITLES[name], [add], name);
  for (const row of rows) addRow(set, inputs, row, chosen);
  add.addEventListener("click", () => {
    const selected = chosen();
    const row = addRow(set, inputs, {}, chosen);
    if (selected) put(row, selected);
    find("input, select", row)?.focus();
  });
  return set;
}

function addRow(set: HTMLFieldSetElement, inputs: readonly Input[], row: Row, chosen: () => Words | null): HTMLElement {
  const made = make("div", { class: "row" }, ...inputs.map((input) => field(input, row, chosen)));
  made.append(make("button", { type: "button", class: "remove", "aria-label": "Remove", title: "Remove", onclick: () => made.remove() }, "✕"));
  set.insertBefore(made, find(".add", set));
  return made;
}

function field(input: Input, row: Row, chosen: () => Words | null): HTMLElement {
  if (input.takes === "words") return words(input, row, chosen);
  const value = row[input.name];
  const label = make("label", { class: input.takes }, `${input.label} `);
  const attributes = { name: input.name, required: input.needed ?? false };
  if (input.takes === "code" || input.takes === "scope") {
    const codes = input.takes === "scope" ? ["document", "ledger"] : input.codes!;
    const none = input.takes === "scope" ? "here" : "not told";
    const options = [...(input.needed ? [] : [make("option", { value: "" }, none)]), ...codes.map((one) => make("option", { value: one, selected: one === String(value ?? "") }, input.takes === "scope" ? `all of the ${one}` : one.replace("_", " ")))];
    label.append(make("select", attributes, ...options));
    return label;
  }
  const type = input.takes === "number" ? "number" : input.takes === "date" ? "date" : "text";
  const box = make("input", { ...attributes, type, step: type === "number" ? "any" : null, list: input.list ?? null });
  box.value = value === null || value === undefined ? "" : String(value);
  if (input.takes === "actor" || input.takes === "place") lookUp(box, input.takes);
  label.append(box);
  return label;
}

/** Words of the article: shown as they are, taken anew from what is selected there. */
function words(input: Input, row: Row, chosen: () => Words | null): HTMLElement {
  const shown = make("q", {});
  const box = make("span", { class: "words", "data-words": input.name }, `${input.label} `, shown);
  const take = make("button", { type: "button", title: "Use the words selected in the article" }, "use selection");
  take.addEventListener("click", () => {
    const selected = chosen();
    if (selected) put(box, selected);
  });
  box.append(take);
  put(box, { text: String(row[input.name] ?? ""), start: Number(row.start ?? 0), end: Number(row.end ?? 0) });
  return box;
}

function put(within: HTMLElement, { text, start, end }: Words): void {
  const box = within.matches("[data-words]") ? within : find("[data-words]", within)!;
  find("q", box)!.textContent = text;
  Object.assign(box.dataset, { text, start, end });
}

/** Suggestions from the desk while an id or a name is typed. */
function lookUp(box: HTMLInputElement, of: "actor" | "place"): void {
  const options = make("datalist", { id: `${of}s-${crypto.randomUUID()}` });
  box.setAttribute("list", options.id);
  box.addEventListener("focus", () => box.after(options), { once: true });
  let found: Suggestion[] = [];
  let asked = new AbortController();
  box.addEventListener("input", () => {
    const known = found.find((one) => one.id === box.value);
    if (known) fillRow(box, known.fields);
    if (known || box.value.length < 2) return;
    asked.abort();
    asked = new AbortController();
    suggestions(of, box.value, asked.signal).then(
      (told) => {
        found = told;
        options.replaceChildren(...told.map((one) => make("option", { value: one.id }, one.name)));
      },
      () => undefined, // a look-up that fails leaves what is typed
    );
  });
}

interface Suggestion {
  id: string;
  name: string;
  /** What else of a row it fills. */
  fields: Row;
}

async function suggestions(of: "actor" | "place", words: string, signal: AbortSignal): Promise<Suggestion[]> {
  const query = `q=${encodeURIComponent(words)}`;
  if (of === "actor") {
    const actors = await ask<[id: string, name: string, kind: string][]>(`/api/actors?${query}`, signal);
    return actors.map(([id, name, kind]) => ({ id, name: `${name}, ${kind}`, fields: {} }));
  }
  const places = await ask<(Row & { place_id: string })[]>(`/api/gazetteer?${query}`, signal);
  return places.map((place) => ({ id: place.place_id, name: [place.name, place.admin1, place.country].filter(Boolean).join(", "), fields: place }));
}

function fillRow(box: HTMLInputElement, known: Row): void {
  for (const [name, value] of Object.entries(known)) {
    const input = box.closest(".row")?.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
    if (input && input !== box) input.value = value === null ? "" : String(value);
  }
}

function read(claim: Claim, form: HTMLFormElement, why: string | null): Edited {
  const part = (name: string): HTMLElement => find(`[data-part="${name}"]`, form)!;
  const meant: Meant[] = [];
  const rows = (name: keyof typeof LISTS): Row[] =>
    all(".row", part(name)).map((row) => {
      const values = valuesOf(row, LISTS[name]);
      const { scope, ...record } = values;
      if (scope) meant.push({ of: name === "places" ? "place" : "actor", scope: scope as Scope, row: record });
      return record;
    });
  const time = valuesOf(part("time"), TIME);
  const { quote, start, end } = valuesOf(part("quote"), [{ name: "quote", label: "", takes: "words" }]);
  const edited = {
    ...claim,
    ...{ quote, start, end },
    ...valuesOf(part("told"), CHOICES),
    event: JSON.parse(find<HTMLSelectElement>("[name=event]", part("event"))!.value) as Claim["event"],
    time: Object.values(time).some((value) => value !== null) ? time : null,
    attribution: rows("attribution"),
    participants: rows("participants"),
    places: rows("places"),
    quantities: rows("quantities"),
  };
  return { claim: edited as unknown as Claim, meant, why };
}

function valuesOf(within: HTMLElement, inputs: readonly Input[]): Row {
  const values: Row = {};
  for (const input of inputs) {
    if (input.takes === "words") {
      const { text, start, end } = find(`[data-words="${input.name}"]`, within)!.dataset;
      if (!end || end === "0") throw new Error(`Select the words of “${input.label}” in the article, then press “use selection”.`);
      Object.assign(values, { [input.name]: text, start: Number(start), end: Number(end) });
      continue;
    }
    const given = find<HTMLInputElement | HTMLSelectElement>(`[name="${input.name}"]`, within)!.value.trim();
    const number = input.takes === "number" || input.name === "precision";
    values[input.name] = given === "" ? null : number ? Number(given) : given;
  }
  return values;
}
