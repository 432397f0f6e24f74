// Who decides: a name kept in this browser, asked for once.
import { make } from "./dom.ts";

const KEY = "sayso-reviewer";

export function reviewer(): string | null {
  return localStorage.getItem(KEY);
}

/** The reviewer's name; asks for it where it is not known, or `anew`. `null` if it is not told. */
export function askReviewer(anew = false): Promise<string | null> {
  const known = reviewer();
  if (known && !anew) return Promise.resolve(known);
  const input = make("input", { name: "reviewer", required: true, maxlength: 100, autocomplete: "name", value: known ?? "" });
  const form = make(
    "form",
    { method: "dialog" },
    make("label", {}, "Your name, as the log of decisions shall have it ", input),
    make("p", { class: "actions" }, make("button", { value: "keep", class: "primary" }, "Keep"), make("button", { value: "", formnovalidate: true }, "Cancel")),
  );
  const dialog = make("dialog", { "aria-label": "Reviewer" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const name = dialog.returnValue === "keep" ? input.value.trim() : "";
      if (name) localStorage.setItem(KEY, name);
      dialog.remove();
      resolve(name || null);
    });
  });
}
