import { applyEdits, findNodeAtLocation, type JSONPath, modify, type Node, parseTree } from "jsonc-parser";
import { CONFIG_PATHS, type Path, type Setting } from "#core";
import type { PlannedFile } from "./plan.ts";

const NEW = "// Lockstep: what binds the change protocol to this repository; edit it.\n{}\n";

/** A configuration as it stands in a repository. */
export interface ConfigurationFile {
  readonly path: Path;
  readonly text: string;
}

/** The configuration with settings in it, everything else left as it stands. @param file the one there is */
export function fileWith(settings: readonly Setting[], file: ConfigurationFile | undefined): PlannedFile {
  const path = file?.path ?? CONFIG_PATHS[0];
  const text = settings.reduce(withSetting, file?.text ?? NEW);
  return { path, text, ...(file ? { replaces: file.text } : {}) };
}

/** A list that stands in the text itself gets what is new at its end, comments and all left alone. */
function withSetting(text: string, { keys, value, added = [] }: Setting): string {
  const node = nodeAt(text, keys);
  const own = node?.type === "array" ? (node.children ?? []).length : -1;
  const isAppended = Array.isArray(value) && own >= 0 && own + added.length === value.length;
  if (!isAppended) return set(text, [...keys], value, false);
  return added.reduce((now, one, at) => set(now, [...keys, own + at], one, true), text);
}

/** Sets one value. What stands on one line stays on it; elsewhere the editor's usual layout is kept. */
function set(text: string, keys: JSONPath, value: unknown, isArrayInsertion: boolean): string {
  const above = nodeAt(text, keys.slice(0, -1));
  const old = isArrayInsertion ? undefined : nodeAt(text, keys);
  if (above && above.length > 2 && !old && isOnOneLine(text, above)) {
    const [edit] = modify(text, keys, value, { isArrayInsertion });
    if (edit) return applyEdits(text, [{ ...edit, content: airy(edit.content, value) }]);
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
  return applyEdits(text, modify(text, keys, value, { isArrayInsertion, formattingOptions }));
}

function nodeAt(text: string, keys: readonly (string | number)[]): Node | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && findNodeAtLocation(root, [...keys]);
}

function isOnOneLine(text: string, { offset, length }: Node): boolean {
  return !text.slice(offset, offset + length).includes("\n");
}

/** An edit as jsonc-parser writes it without a layout (`,"key":["a","b"]`), with spaces where people put them. */
function airy(content: string, value: unknown): string {
  const tight = JSON.stringify(value);
  const at = content.lastIndexOf(tight);
  const wide = Array.isArray(value) ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]` : tight;
  return `${content.slice(0, at).replace(/^,/, ", ").replace(/:$/, ": ")}${wide}${content.slice(at + tight.length)}`;
}
