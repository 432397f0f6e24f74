// The overview: form, map, timeline and list filter each other, and the address bar has what holds.
import { debounced, find, styled } from "../dom.ts";
import { mountMap } from "../map/events.ts";
import { around } from "../map/places.ts";
import { addressOf, queryOf, textOfBox, withValues } from "../query.ts";
import { pageAt, swap } from "../swap.ts";
import { mountTimeline } from "../timeline.ts";

const PAUSE = 250;

await styled();
const form = find<HTMLFormElement>("#filters")!;
const results = find("#results")!;
const [mapAt, timelineAt] = [find("#map"), find("#timeline")];
const map = mapAt && mountMap(mapAt, {
  onPlace: (place) => set({ place: place.placeId, bbox: place.placeId ? null : textOfBox(around(place)) }),
  onBox: (box) => set({ bbox: box && textOfBox(box) }),
});
const timeline = timelineAt && mountTimeline(timelineAt, (from, to) => set({ from, to }));
const drawer = find<HTMLDetailsElement>("details.drawer", form);
if (drawer && matchMedia("(max-width: 720px)").matches) drawer.open = false;

let asked = new AbortController();
let submitted = formQuery();

function formQuery(): string {
  return queryOf(new FormData(form));
}

/** The filters in force, without the page of the list. */
function current(): string {
  return queryOf(new URLSearchParams(location.search));
}

function set(values: Record<string, string | null>): void {
  go(withValues(current(), values));
}

function go(query: string): void {
  if (query === current() && !new URLSearchParams(location.search).has("page")) return;
  history.pushState(null, "", addressOf(location.pathname, query));
  void show();
}

/** Brings everything in line with the address. */
async function show(fit = false): Promise<void> {
  asked.abort();
  asked = new AbortController();
  results.setAttribute("aria-busy", "true");
  const query = current();
  draw(query, fit);
  try {
    const page = await pageAt(location.pathname + location.search, asked.signal);
    swap(page, ["#results", "#chosen", "#facets"]);
    document.title = page.title;
    fill(new URLSearchParams(query));
    submitted = formQuery();
    results.removeAttribute("aria-busy");
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    results.removeAttribute("aria-busy");
    complain(error);
  }
}

function draw(query: string, fit: boolean): void {
  for (const drawn of [map?.load(query, fit), timeline?.load(query)]) {
    drawn?.catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) complain(error);
    });
  }
}

function complain(error: unknown): void {
  const line = document.createElement("p");
  line.className = "error";
  line.setAttribute("role", "alert");
  line.textContent = error instanceof Error ? error.message : String(error);
  results.prepend(line);
}

/** The form says what the address says: boxes ticked, fields filled, but for the field that is being written in. */
function fill(query: URLSearchParams): void {
  for (const input of Array.from(form.elements)) {
    if (input instanceof HTMLSelectElement) input.value = query.get(input.name) ?? input.options[0]?.value ?? "";
    if (!(input instanceof HTMLInputElement) || !input.name) continue;
    if (input.type === "checkbox" || input.type === "radio") input.checked = query.getAll(input.name).includes(input.value);
    else if (input !== document.activeElement) input.value = query.get(input.name) ?? (input.type === "range" ? input.min : "");
  }
}

/** What the form has that the address lacks counts; names that the form has no field for stay as the address has them. */
function formChanged(): void {
  if (formQuery() === submitted) return;
  submitted = formQuery();
  const words = new URLSearchParams(formQuery()).get("q");
  // Other words are ranked anew: an order that was chosen before does not hold for them.
  const reordered = words !== new URLSearchParams(location.search).get("q");
  const entries = [...new FormData(form)].filter(([name]) => !(reordered && name === "sort"));
  const named = new Set(Array.from(form.elements, (input) => (input as HTMLInputElement).name).filter(Boolean));
  const others = [...new URLSearchParams(location.search)].filter(([name]) => !named.has(name));
  go(queryOf([...entries, ...others]));
}

const changed = debounced(formChanged, PAUSE);
form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  formChanged();
});
// Links that take a filter away, turn the page or order the list change the view in place.
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.pathname !== location.pathname || link.host !== location.host || link.hash || link.target || link.download) return;
  event.preventDefault();
  history.pushState(null, "", link.pathname + link.search);
  void show();
}
results.addEventListener("click", follow);
find("#chosen")?.addEventListener("click", follow);
addEventListener("popstate", () => void show());
draw(current(), true);
