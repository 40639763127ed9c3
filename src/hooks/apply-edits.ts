import type { Path } from "#core";
import type { Edit, Swap } from "./edit.ts";
import { editCell } from "./notebook.ts";
import { applyHunks } from "./patch.ts";

/**
 * The texts that edits would leave, by path; `undefined` takes a file away. A file whose edit does not fit
 * (a text to replace that is not there) is left as it is: the agent's own tool refuses it. Paths that
 * `pathOf` does not know lie outside the repository and are left out.
 */
export async function applyEdits(
  edits: readonly Edit[],
  pathOf: (said: string) => Path | undefined,
  read: (path: Path) => Promise<string | undefined>,
): Promise<ReadonlyMap<Path, string | undefined>> {
  const texts = new Map<Path, string | undefined>();
  for (const edit of edits) {
    const path = pathOf(edit.path);
    const to = "to" in edit && edit.to !== undefined ? pathOf(edit.to) : undefined;
    const leaves = "to" in edit && edit.to !== undefined;
    const old = path === undefined ? undefined : texts.has(path) ? texts.get(path) : await read(path);
    const now = textAfter(edit, old);
    if (path !== undefined && (leaves || edit.is === "delete")) texts.set(path, undefined);
    if (now === undefined) continue;
    const place = leaves ? to : path;
    if (place !== undefined && (leaves || now !== old)) texts.set(place, now);
  }
  return texts;
}

/** A file's text after an edit; `undefined` where there is none, or it cannot be known. */
function textAfter(edit: Edit, old: string | undefined): string | undefined {
  switch (edit.is) {
    case "write":
      return edit.text;
    case "swap":
      return edit.swaps.reduce(swap, old);
    case "insert": {
      const lines = (old ?? "").split("\n");
      lines.splice(Math.max(0, edit.line), 0, ...edit.text.replace(/\n$/, "").split("\n"));
      return lines.join("\n");
    }
    case "patch":
      return old === undefined ? undefined : (applyHunks(old, edit.hunks) ?? old);
    case "cell":
      return old === undefined ? undefined : (editCell(old, edit) ?? old);
    case "move":
      return old;
    case "delete":
      return undefined;
    case "touch":
      return old;
  }
}

/** An empty text to find makes a file that is not there. */
function swap(text: string | undefined, { old, new: now, all }: Swap): string | undefined {
  if (old === "") return text === undefined || text === "" ? now : text;
  if (text === undefined) return undefined;
  const wanted = text.includes(old) ? old : old.replaceAll("\r\n", "\n");
  if (all) return text.replaceAll(wanted, () => now);
  return text.replace(wanted, () => now);
}
