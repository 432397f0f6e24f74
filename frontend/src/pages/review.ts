// The review queue: one claim after the other; the next ones are fetched when these are done.
import { find } from "../dom.ts";
import { mountReviewing } from "../reviewing.ts";
import { mountSelecting } from "../selecting.ts";
import { pageAt, swap } from "../swap.ts";

const list = find("#queue");
if (list) {
  const reviewing = mountReviewing({ list, ended: (sent) => void more(sent) });
  mountSelecting(reviewing);
  reviewing.go(reviewing.items()[0], true);

  /** What has been decided leaves the queue, so that the same address gives what comes next. */
  async function more(sent: Promise<unknown>): Promise<void> {
    await sent;
    const page = await pageAt(location.pathname + location.search, new AbortController().signal);
    swap(page, ["#queue", "#decisions"]);
    reviewing.equip();
    reviewing.go(reviewing.items()[0], true);
  }
}
