import type { Protocol } from "../model/protocol.ts";

export interface Completion {
  readonly kind: "path" | "line" | "surface" | "verdict" | "marker" | "trace" | "phase";
  readonly label: string;
  /** What replaces the columns `start` to `end` of the line. */
  readonly insert: string;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

export interface CompletionFacts {
  readonly protocol: Protocol;
  /** Changed files with their changed lines, most telling first. */
  readonly changed: readonly { readonly path: string; readonly lines: readonly number[] }[];
  /** Every tracked path. */
  readonly paths: readonly string[];
}

/** Paths offered at most; an editor asks again as more is typed. */
const MOST_PATHS = 50;
const VERDICTS = ["Pass", "Fail"] as const;

/**
 * What may be typed at a column (0-based) of a line of a protocol or report document: after `path:` its
 * changed lines, in a path the tracked paths (changed ones first), in a table cell verdicts and surfaces, at
 * `[` the trace fields, at `===` the gate markers.
 */
export function completionsAt(line: string, column: number, facts: CompletionFacts): Completion[] {
  const before = line.slice(Math.max(0, column - 300), column);
  const item = (
    kind: Completion["kind"],
    typed: string,
    insert: string,
    detail: string,
    label = insert,
  ): Completion => ({
    kind,
    label,
    insert,
    detail,
    start: column - typed.length,
    end: column,
  });
  const lineOf = /([\w@.+/-]{1,200}):(\d{0,7})$/.exec(before);
  if (lineOf) {
    const file = facts.changed.find(({ path }) => path === lineOf[1]);
    return (file?.lines ?? []).map((number) =>
      item("line", lineOf[2] ?? "", String(number), "changed line", `${lineOf[1]}:${number}`),
    );
  }
  const marker = /={1,3}[^=]{0,80}$/.exec(before)?.[0];
  if (marker !== undefined && !/\w=/.test(before.slice(0, -marker.length + 1)))
    return unique(facts.protocol.phases.flatMap(({ marker: exact }) => exact ?? [])).map((exact) =>
      item("marker", marker, exact, "gate marker"),
    );
  const field = /^\s*(\[[A-Z]*)$/.exec(before)?.[1];
  if (field !== undefined)
    return (facts.protocol.trace?.fields ?? []).map((name) =>
      item("trace", field, `[${name}] `, "trace block"),
    );
  const phase = /^\s*#{1,6}\s+(?:\*\*)?(P[A-Z]*)$/i.exec(before)?.[1];
  if (phase !== undefined)
    return facts.protocol.phases.map(({ number, title }) =>
      item("phase", phase, `PHASE ${number} — ${title}`, "phase"),
    );

  const typed = /[\w@.+/-]*$/.exec(before)?.[0] ?? "";
  const cell = /\|\s*([^|`]*)$/.exec(before)?.[1];
  const inCode = (before.split("`").length - 1) % 2 === 1;
  const verdicts =
    cell === undefined
      ? []
      : VERDICTS.filter((verdict) => startsWith(verdict, cell)).map((verdict) =>
          item("verdict", cell, verdict, "result"),
        );
  const surfaces =
    cell === undefined
      ? []
      : facts.protocol.surfaces
          .filter(({ title }) => startsWith(title, cell))
          .map(({ title, requirement }) => item("surface", cell, title, requirement));
  const wantsPath = inCode || typed.includes("/") || (cell !== undefined && typed.length >= 2);
  return [
    ...verdicts,
    ...surfaces,
    ...(wantsPath ? paths(typed, facts).map((path) => item("path", typed, path.path, path.detail)) : []),
  ];
}

function paths(
  typed: string,
  { changed, paths: tracked }: CompletionFacts,
): { path: string; detail: string }[] {
  const wanted = typed.toLowerCase();
  const first = changed.map(({ path }) => path).filter((path) => path.toLowerCase().includes(wanted));
  const known = new Set(first);
  const found = first.map((path) => ({ path, detail: "changed" }));
  for (const path of tracked) {
    if (found.length >= MOST_PATHS) break;
    if (!known.has(path) && path.toLowerCase().includes(wanted)) found.push({ path, detail: "" });
  }
  return found.slice(0, MOST_PATHS);
}

function startsWith(word: string, typed: string): boolean {
  return word.toLowerCase().startsWith(typed.trimStart().toLowerCase());
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
