import { findNodeAtLocation, type Node, parseTree, type ParseError, printParseErrorCode } from "jsonc-parser";
import type { $ZodIssue } from "zod/v4/core";
import type { Finding } from "../model/finding.ts";
import type { Path, Place } from "../model/place.ts";
import { Config } from "./schema.ts";

/** A configuration file as read: what of it is valid, and what is wrong with it, with places. */
export interface ReadConfig {
  readonly path: Path;
  readonly config: Config;
  readonly findings: readonly Finding[];
  /** The place of a value, by its keys: `["surfaces", "documentation", "paths", 0]`; line 1 when it is not there. */
  place(keys: readonly (string | number)[]): Place;
  /** Whether the file itself sets the value. */
  holds(keys: readonly (string | number)[]): boolean;
}

/**
 * Reads a configuration. Never throws: what is wrong becomes `config/invalid` findings, and the
 * whole file then counts as empty, so that a half-read policy is never enforced.
 */
export function readConfig(path: Path, text: string): ReadConfig {
  const lineAt = lineFinder(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const place = (keys: readonly (string | number)[]): Place => ({
    path,
    line: lineAt(nearest(root, keys)?.offset ?? 0),
  });
  const invalid = (message: string, where: Place): Finding => ({
    rule: "config/invalid",
    severity: "error",
    message,
    place: where,
    because: [],
  });
  if (errors.length > 0 || !root) {
    const first = errors[0];
    const what = first ? spaced(printParseErrorCode(first.error)) : "it is empty";
    const line = first ? lineAt(first.offset) : 1;
    return {
      path,
      config: {},
      findings: [invalid(`The configuration cannot be read: ${what}.`, { path, line })],
      place,
      holds: () => false,
    };
  }
  const twice = duplicateKeys(root).map((node) =>
    invalid(`“${String(node.value)}” is set twice here; keep one.`, { path, line: lineAt(node.offset) }),
  );
  const parsed = Config.safeParse(plain(root));
  const wrong = parsed.success ? [] : parsed.error.issues.flatMap((issue) => wordings(issue, place, invalid));
  const findings = [...twice, ...wrong];
  const isValid = findings.length === 0 && parsed.success;
  const holds: ReadConfig["holds"] = (keys) => isValid && findNodeAtLocation(root, [...keys]) !== undefined;
  return { path, config: isValid ? parsed.data : {}, findings, place, holds };
}

/** The value below a node. Keys named `__proto__` become own properties, never a prototype. */
function plain(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plain);
  if (node.type !== "object") return node.value;
  return Object.fromEntries(
    (node.children ?? []).map((property) => {
      const [key, value] = property.children ?? [];
      return [String(key?.value), value ? plain(value) : undefined];
    }),
  );
}

function duplicateKeys(node: Node): Node[] {
  const children = node.children ?? [];
  const below = children.flatMap(duplicateKeys);
  if (node.type !== "object") return below;
  const seen = new Set<unknown>();
  const here = children.flatMap((property) => {
    const key = property.children?.[0];
    if (!key) return [];
    if (seen.has(key.value)) return [key];
    seen.add(key.value);
    return [];
  });
  return [...here, ...below];
}

function wordings(
  issue: $ZodIssue,
  place: ReadConfig["place"],
  invalid: (message: string, where: Place) => Finding,
): Finding[] {
  const keys = issue.path.filter((key): key is string | number => typeof key !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      invalid(`There is no setting “${[...keys, key].join(".")}”.`, place([...keys, key])),
    );
  }
  const name = keys.length > 0 ? `“${keys.join(".")}”` : "The configuration";
  return [invalid(`${name}: ${issue.message.replace(/^Invalid /, "invalid ")}.`, place(keys))];
}

/** The node for the longest prefix of the keys that is there. */
function nearest(root: Node | undefined, keys: readonly (string | number)[]): Node | undefined {
  if (!root) return undefined;
  for (let length = keys.length; length > 0; length--) {
    const found = findNodeAtLocation(root, keys.slice(0, length));
    if (found) return found.parent?.type === "property" ? found.parent : found;
  }
  return root;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
}

function spaced(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
