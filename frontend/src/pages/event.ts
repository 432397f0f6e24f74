// Pages with a small map, and an event's claims put together or taken apart.
import { send } from "../api.ts";
import { all, find, styled } from "../dom.ts";
import type { Decision } from "../decisions.ts";
import { mountSmallMap } from "../map/small.ts";
import { askReviewer } from "../reviewer.ts";

await styled();
for (const element of all(".small-map")) mountSmallMap(element);

const form = find<HTMLFormElement>("#grouping");
form?.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("button[data-do]");
  if (!button) return;
  const tell = (error: unknown): void => {
    find("output", form)!.textContent = error instanceof Error ? error.message : String(error);
  };
  (button.dataset.do === "split" ? split(form) : merge(form)).catch(tell);
});

async function split(form: HTMLFormElement): Promise<void> {
  const claims = all<HTMLInputElement>("input[name=claim]:checked", form).map((box) => box.value);
  if (!claims.length) throw new Error("Choose the claims first.");
  if (claims.length === all("input[name=claim]", form).length) throw new Error("Leave at least one claim with this event.");
  await decide({ kind: "split", claims });
}

async function merge(form: HTMLFormElement): Promise<void> {
  const other = find<HTMLSelectElement>("select[name=other]", form)!.value;
  if (!other) throw new Error("Choose the other event first.");
  await decide({ kind: "merge", events: [form.dataset.event!, other] });
}

/** Goes to the event as it is now: it is called after its claims, so that it has another address when they have changed. */
async function decide(decision: Decision): Promise<void> {
  const reviewer = await askReviewer();
  if (!reviewer) return;
  const { event_id } = await send<{ event_id: string | null }>("/api/decisions", { ...decision, reviewer });
  if (event_id) location.assign(`/events/${encodeURIComponent(event_id)}`);
  else location.reload();
}
