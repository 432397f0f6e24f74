// Deciding on claims by keyboard or button: shown at once, sent in order, taken back with a line where the desk refuses.
// An item is a card with `data-claim` and a place for buttons (`.judge`) in it; a page has a list of them.
import { ask, send } from "./api.ts";
import { corrections, type Decision, newClaim } from "./decisions.ts";
import { all, find, make } from "./dom.ts";
import { type Edited, type Editor, editorOf } from "./editor.ts";
import type { Claim } from "./records.ts";
import { askReviewer, reviewer } from "./reviewer.ts";
import { type Selected, selected } from "./selection.ts";

export interface Reviewing {
  items(): HTMLElement[];
  current(): HTMLElement | null;
  /** Puts the buttons at items that have come since. */
  equip(): void;
  go(item: HTMLElement | null | undefined, focus?: boolean): void;
  /** Opens the form of a claim that the reading missed. */
  add(words: Selected): void;
  /** Hands words to the form that is open; false where none is. */
  use(words: Selected, as: Parameters<Editor["use"]>[1]): boolean;
}

interface Options {
  list: HTMLElement;
  /** Called when another item is the current one. */
  moved?: (item: HTMLElement) => void;
  /** Called when one goes on beyond the last item; `sent` settles once all that was decided has been answered. */
  ended?: (sent: Promise<unknown>) => void;
  /** Called when an item's claim reads otherwise now. */
  changed?: (item: HTMLElement) => void;
}

interface Done {
  item: HTMLElement;
  sent: Promise<string | null>;
  before: string;
}

const SAID = 6000;
const ITEM = ".card[data-claim]";
const KEYS: [keys: string, what: string, run: string | null][] = [
  ["a", "accept the claim", "accept"],
  ["r", "reject it", "reject"],
  ["c", "correct it", "correct"],
  ["n", "leave a note", "note"],
  ["u", "undo the last decision", "undo"],
  ["j", "next claim", null],
  ["k", "previous claim", null],
  ["Enter", "open the claim's record", null],
  ["?", "show these keys", null],
];
const BUTTONS = [
  ["accept", "Accept", "a"],
  ["reject", "Reject", "r"],
  ["correct", "Correct", "c"],
  ["note", "Note", "n"],
] as const;
const STATES: Partial<Record<Decision["kind"], string>> = { accept: "accepted", reject: "rejected", correct: "corrected", note: "noted" };

export function mountReviewing({ list, moved, ended, changed }: Options): Reviewing {
  const history: Done[] = [];
  let open: { editor: Editor; item: HTMLElement | null } | null = null;
  let sending: Promise<unknown> = Promise.resolve();
  let lastSelected: Selected | null = null;
  let saying = 0;

  document.addEventListener("selectionchange", () => {
    lastSelected = selected() ?? lastSelected;
  });
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-do]");
    const item = (event.target as Element).closest<HTMLElement>(ITEM);
    if (item) go(item);
    if (button && item) void run(button.dataset.do!, item);
  });
  document.addEventListener("keydown", key);
  equip();
  named();

  const items = (): HTMLElement[] => all(ITEM, list);
  const current = (): HTMLElement | null => find(`${ITEM}[aria-current="true"]`, list);

  /** Buttons at every item, in place of what a page without script has there. */
  function equip(): void {
    for (const place of all(".judge", list)) {
      place.replaceWith(make("p", { class: "judge" }, ...BUTTONS.map(([does, name, key]) => make("button", { type: "button", "data-do": does, title: `${name} (${key})` }, name))));
    }
  }

  function go(item: HTMLElement | null | undefined, focus = false): void {
    if (!item) return;
    if (item !== current()) {
      current()?.removeAttribute("aria-current");
      item.setAttribute("aria-current", "true");
      moved?.(item);
    }
    if (focus) item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function step(by: 1 | -1): void {
    const there = items();
    const at = there.indexOf(current()!);
    const next = there[at < 0 ? 0 : at + by];
    if (next) go(next, true);
    else if (by > 0) ended?.(sending);
  }

  function key(event: KeyboardEvent): void {
    const within = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || within.closest("input:not([type=checkbox]), select, textarea, dialog, #map, .small-map")) return;
    if (event.key === "Enter" && within.closest("a, button, summary, input")) return;
    const known = KEYS.find(([keys]) => keys === event.key);
    if (!known) return;
    event.preventDefault();
    const [name, , does] = known;
    if (name === "j" || name === "k") step(name === "j" ? 1 : -1);
    else if (name === "?") showKeys();
    else if (name === "Enter") opened(current());
    else if (does === "undo") void undo();
    else void run(does!, current() ?? items()[0]!);
  }

  function opened(item: HTMLElement | null): void {
    if (!item) return;
    for (const details of all<HTMLDetailsElement>("details", item)) details.open = true;
    go(item, true);
  }

  async function run(what: string, item: HTMLElement | undefined): Promise<void> {
    if (!item) return;
    go(item);
    if (what === "undo") return undo();
    if (!(await askReviewer())) return;
    named();
    if (what === "correct") return correct(item);
    if (what === "note") return note(item);
    decide(item, { kind: what as "accept" | "reject", claims: [item.dataset.claim!] });
    if (item === current()) step(1);
  }

  /** Marks the item and sends the decision after those before it; what fails is taken back and told at the item. */
  function decide(item: HTMLElement, decision: Decision): Done {
    const before = item.dataset.state ?? "";
    item.dataset.state = STATES[decision.kind] ?? before;
    find(".error", item)?.remove();
    const sent = after(decision).catch((error: unknown) => {
      item.dataset.state = before;
      item.prepend(make("p", { class: "error", role: "alert" }, `Not kept: ${error instanceof Error ? error.message : error}`));
      history.splice(history.indexOf(done), 1);
      return null;
    });
    const done = { item, sent, before };
    history.push(done);
    return done;
  }

  async function undo(): Promise<void> {
    const last = history.pop();
    if (!last) return say("There is nothing to undo on this page.");
    const undoes = await last.sent;
    if (!undoes) return;
    try {
      await after({ kind: "undo", undoes });
      last.item.dataset.state = last.before;
      changed?.(last.item);
      go(last.item, true);
      say("Undone.");
    } catch (error) {
      history.push(last);
      say(`Not undone: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** The id of the decision once all before it and it are kept. */
  function after(decision: Decision): Promise<string> {
    const sent = sending.then(() => send<{ decision_id: string }>("/api/decisions", { ...decision, reviewer: reviewer() }));
    sending = sent.catch(() => undefined);
    return sent.then((told) => told.decision_id);
  }

  function note(item: HTMLElement): void {
    const box = make("textarea", { rows: 2, maxlength: 10000, "aria-label": "Note", required: true });
    const shut = (): void => {
      form.remove();
      go(item, true);
    };
    const form = make("form", { class: "note" }, box, make("p", { class: "actions" }, make("button", { class: "primary" }, "Keep the note"), make("button", { type: "button", onclick: shut }, "Cancel")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      decide(item, { kind: "note", claims: [item.dataset.claim!], why: box.value.trim() });
      shut();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") shut();
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    find("form.note", item)?.remove();
    item.append(form);
    box.focus();
  }

  async function correct(item: HTMLElement): Promise<void> {
    try {
      const claim = await ask<Claim>(`/api/claims/${encodeURIComponent(item.dataset.claim!)}`);
      edit(claim, item, item);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }

  function edit(claim: Claim, item: HTMLElement | null, home: HTMLElement): void {
    open?.editor.form.remove();
    const shut = (): void => {
      editor.form.remove();
      if (open?.editor === editor) open = null;
      go(item, true);
    };
    const editor = editorOf(claim, () => selected() ?? lastSelected, (edited) => save(claim, edited, item, shut), shut);
    open = { editor, item };
    if (item) home.append(editor.form);
    else home.prepend(editor.form);
    find("select, input", editor.form)?.focus();
    editor.form.scrollIntoView({ block: "nearest" });
  }

  async function save(before: Claim, edited: Edited, item: HTMLElement | null, shut: () => void): Promise<void> {
    if (!(await askReviewer())) return;
    named();
    const why = edited.why;
    if (!item) {
      await after({ kind: "add", document_id: before.document_id, claims: [], after: edited.claim, why });
      location.reload();
      return;
    }
    const changes: Decision[] = [
      ...corrections(before, edited.claim, why),
      ...edited.meant.map(({ of, scope, row }): Decision => {
        const { role: _, start: __, end: ___, kind: ____, cue: _____, side: ______, said_on: _______, source, ...rest } = row;
        const mention = row.mention ?? source;
        const meant = of === "actor" ? { mention, actor_id: row.actor_id, scope } : { ...rest, mention, scope };
        return { kind: of === "actor" ? "set_actor" : "set_place", claims: [before.claim_id!], after: meant, why };
      }),
    ];
    const state = item.dataset.state ?? "";
    for (const change of changes) {
      const sent = await after(change);
      history.push({ item, sent: Promise.resolve(sent), before: state });
    }
    shut();
    if (!changes.length) return;
    item.dataset.state = "corrected";
    changed?.(item);
    say(`${changes.length} correction${changes.length > 1 ? "s" : ""} kept. Undo takes them back one by one.`);
  }

  function say(sentence: string): void {
    let line = find("#said");
    if (!line) {
      line = make("p", { id: "said", role: "status" });
      document.body.append(line);
    }
    line.textContent = sentence;
    clearTimeout(saying);
    saying = window.setTimeout(() => line.replaceChildren(), SAID);
  }

  function named(): void {
    for (const place of all("[data-reviewer]")) {
      const name = reviewer();
      place.replaceChildren(...(name ? [`Reviewing as ${name} `, make("button", { type: "button", class: "quiet", onclick: () => void askReviewer(true).then(named) }, "change")] : []));
    }
  }

  return {
    items,
    current,
    equip,
    go,
    add: (words) => edit(newClaim(words.documentId, words), null, list),
    use(words, as) {
      open?.editor.use(words, as);
      return open !== null;
    },
  };
}

function showKeys(): void {
  const rows = KEYS.map(([keys, what]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, what)]).flat();
  const dialog = make("dialog", { "aria-label": "Keys" }, make("h2", {}, "Keys"), make("dl", { class: "keys" }, ...rows), make("form", { method: "dialog" }, make("button", {}, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
