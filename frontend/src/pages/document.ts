// A document: marks lead to records and records light their marks; claims are reviewed where they stand.
import { all, find } from "../dom.ts";
import { rememberLayers } from "../layers.ts";
import { mountReviewing } from "../reviewing.ts";
import { mountSelecting } from "../selecting.ts";
import { pageAt, swap } from "../swap.ts";

const text = find("#text")!;
const records = find("#records")!;
rememberLayers();

const reviewing = mountReviewing({
  list: records,
  moved: (item) => light(item.dataset.claim!, true),
  changed: (item) => void renewed(item),
});
mountSelecting(reviewing);

const marksOf = (id: string): HTMLElement[] => all(`mark[data-claim~="${CSS.escape(id)}"]`, text);
const recordOf = (id: string): HTMLElement | null => document.getElementById(`record-${id}`);

function light(id: string, scroll = false): void {
  for (const mark of all("mark.lit", text)) mark.classList.remove("lit");
  const marks = marksOf(id);
  for (const mark of marks) mark.classList.add("lit");
  if (scroll) marks[0]?.scrollIntoView({ block: "nearest" });
}

/** The claims whose marks lie about an element, the innermost first. */
function claimsAt(element: Element): string[] {
  const ids: string[] = [];
  for (let mark = element.closest<HTMLElement>("mark"); mark; mark = mark.parentElement?.closest<HTMLElement>("mark") ?? null) {
    ids.push(...(mark.dataset.claim ?? "").split(" ").filter(Boolean));
  }
  return [...new Set(ids)];
}

/** Shows the record of the claim that was clicked; clicked again, that of the next one there. */
function chosen(element: Element): void {
  const ids = claimsAt(element).filter(recordOf);
  if (!ids.length || getSelection()?.isCollapsed === false) return;
  const at = ids.indexOf(reviewing.current()?.dataset.claim ?? "");
  const id = ids[(at + 1) % ids.length]!;
  history.replaceState(null, "", `#claim-${id}`);
  show(id);
}

function show(id: string): void {
  const record = recordOf(id);
  reviewing.go(record);
  light(id);
  if (record?.matches(":focus-within") === false) record.scrollIntoView({ block: "nearest" });
}

/** The article and the record as they read after a decision. */
async function renewed(item: HTMLElement): Promise<void> {
  const page = await pageAt(location.pathname, new AbortController().signal);
  swap(page, page.getElementById(item.id) ? ["#text", `#${CSS.escape(item.id)}`] : ["#text"]);
  reviewing.equip();
  light(item.dataset.claim!);
}

text.addEventListener("click", (event) => chosen(event.target as Element));
records.addEventListener("pointerover", (event) => {
  const record = (event.target as Element).closest<HTMLElement>("[data-claim]");
  if (record) light(record.dataset.claim!);
});
records.addEventListener("pointerleave", () => {
  const current = reviewing.current();
  if (current) light(current.dataset.claim!);
});
records.addEventListener("focusin", (event) => {
  const record = (event.target as Element).closest<HTMLElement>("[data-claim]");
  if (record) light(record.dataset.claim!);
});

function arrive(): void {
  const id = /^#claim-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
  if (!id || !recordOf(id)) return;
  show(id);
  marksOf(id)[0]?.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", arrive);
arrive();
