import type { ChangedFact, Fact, FileChange, Hunk } from "../../model/change.ts";
import { groupBy, uniqueBy } from "../../group.ts";
import { anchorFacts } from "./anchors.ts";
import { isDocument, isTest } from "../classify.ts";
import type { Named } from "./extract/named.ts";
import { readNames } from "./extract/source.ts";
import { fileRoute } from "./file-routes.ts";
import { textFacts } from "./changed-texts.ts";
import { amountsOf, sameAmount } from "../lines/quantity.ts";

/** A file's change gives at most this many facts; the rest is noise of a rewrite. */
const MAX_FACTS = 500;

/**
 * What a file's change altered of what a document may state: names removed, renamed and added, values
 * changed, the file itself moved or deleted. Nothing for neutral edits. Pure, linear in the two texts.
 */
export function changedFacts(change: FileChange): ChangedFact[] {
  if (change.neutral !== undefined && change.status !== "renamed") return [];
  const facts = pathFacts(change);
  if (isDocument(change.path)) return [...facts, ...anchorFacts(change)];
  if (change.before === undefined && change.after === undefined) return facts;
  const before = readNames(change.from ?? change.path, change.before ?? "");
  const after = readNames(change.path, change.after ?? "");
  const old = inHunks(before.names, change.hunks, "old");
  const now = inHunks(after.names, change.hunks, "new");
  const found = [
    ...valueFacts(old, now, before.names, change),
    ...nameFacts(old, now, before, after, change),
  ];
  return uniqueBy(
    [...facts, ...withoutEchoes(found), ...(isTest(change.path) ? [] : textFacts(change, before.lexemes))],
    ({ fact }) => `${fact.kind} ${fact.name} ${fact.before} ${fact.after}`,
  ).slice(0, MAX_FACTS);
}

interface Placed extends Named {
  /** Index of the hunk it stands in. */
  readonly hunk: number;
}

function inHunks(names: readonly Named[], hunks: readonly Hunk[], side: "old" | "new"): Placed[] {
  const ranges = hunks.map(
    (hunk) =>
      (side === "old" ? [hunk.oldStart, hunk.oldCount] : [hunk.newStart, hunk.newCount]) as [number, number],
  );
  return names.flatMap((named) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [start, count] = ranges[middle] ?? [0, 0];
      if (named.line < start) high = middle - 1;
      else if (named.line >= start + count) low = middle + 1;
      else return [{ ...named, hunk: middle }];
    }
    return [];
  });
}

function pathFacts({ path, from, status }: FileChange): ChangedFact[] {
  const cause = { path, line: 1 };
  const facts: Fact[] = [];
  if (status === "deleted") facts.push({ kind: "path", before: path });
  else if (from !== undefined && from !== path) facts.push({ kind: "path", before: from, after: path });
  const oldRoute = status === "deleted" ? fileRoute(path) : from === undefined ? undefined : fileRoute(from);
  const newRoute =
    status === "deleted" || (status !== "added" && from === undefined) ? undefined : fileRoute(path);
  if (oldRoute !== newRoute) facts.push(factOf("route", oldRoute, newRoute));
  return facts.map((fact) => ({ fact, cause, defines: true }));
}

/** The line of the after tree where an old line's place is now. */
function placeOf(change: FileChange, named: Placed): ChangedFact["cause"] {
  const hunk = change.hunks[named.hunk];
  if (!hunk || change.after === undefined) return { path: change.path, line: 1 };
  if (hunk.newCount === 0) return { path: change.path, line: Math.max(hunk.newStart, 1) };
  return {
    path: change.path,
    line: hunk.newStart + Math.min(Math.max(named.line - hunk.oldStart, 0), hunk.newCount - 1),
  };
}

/** Literals that differ under the same name, paired in order within a hunk, then across the file. */
function valueFacts(
  old: readonly Placed[],
  now: readonly Placed[],
  all: readonly Named[],
  change: FileChange,
): ChangedFact[] {
  const literals = groupBy(
    all.filter(({ kind }) => kind === "value"),
    ({ text }) => text,
  );
  /** A name bound again and again to this and that (`method`, `status_code`) is no setting. */
  const isSetting = (name: string): boolean => {
    const bound = literals.get(name) ?? [];
    return bound.length < 3 || new Set(bound.map(({ detail }) => detail)).size < 2;
  };
  const out: ChangedFact[] = [];
  const taken = new Set<Placed>();
  const fresh = groupBy(
    now.filter(({ kind }) => kind === "value"),
    ({ text }) => text,
  );
  for (const sameHunk of [true, false]) {
    for (const before of old) {
      if (before.kind !== "value" || taken.has(before)) continue;
      const after = fresh
        .get(before.text)
        ?.find((one) => !taken.has(one) && (!sameHunk || one.hunk === before.hunk));
      if (!after) continue;
      taken.add(before).add(after);
      const from = before.detail ?? "";
      const to = after.detail ?? "";
      if (from === to || sameMeaning(from, to, before.text)) continue;
      out.push({
        fact: { kind: "value", name: before.text, before: from, after: to },
        cause: { path: change.path, line: after.line },
        defines: isSetting(before.text),
      });
    }
  }
  return out;
}

function sameMeaning(a: string, b: string, name: string): boolean {
  const [first] = amountsOf(a, name);
  const [second] = amountsOf(b, name);
  return first !== undefined && second !== undefined && sameAmount(first, [second]);
}

const keyOf = ({ kind, text, detail }: Named): string =>
  `${kind} ${kind === "model" || kind === "command" ? (detail ?? "") : ""} ${text}`;

function nameFacts(
  old: readonly Placed[],
  now: readonly Placed[],
  before: { readonly names: readonly Named[]; readonly held: ReadonlySet<string> },
  after: { readonly names: readonly Named[]; readonly held: ReadonlySet<string> },
  change: FileChange,
): ChangedFact[] {
  const oldKeys = new Set(before.names.map(keyOf));
  const newKeys = new Set(after.names.map(keyOf));
  const isGone = (named: Named): boolean =>
    named.kind !== "value" &&
    !newKeys.has(keyOf(named)) &&
    !(named.kind === "token" && after.held.has(named.text));
  const isNew = (named: Named): boolean =>
    named.kind !== "value" &&
    !oldKeys.has(keyOf(named)) &&
    !(named.kind === "token" && before.held.has(named.text));
  const gone = groupBy(
    uniqueBy(old.filter(isGone).sort(definitionsFirst), keyOf),
    ({ kind, hunk }) => `${kind} ${hunk}`,
  );
  const fresh = groupBy(
    uniqueBy(now.filter(isNew).sort(definitionsFirst), keyOf),
    ({ kind, hunk }) => `${kind} ${hunk}`,
  );
  const out: ChangedFact[] = [];
  const paired = new Set<Named>();
  for (const [key, removed] of gone) {
    const added = fresh.get(key) ?? [];
    const pairs = pairUp(removed, added, change.hunks[removed[0]?.hunk ?? 0]);
    for (const named of removed) {
      const replacement = pairs.get(named);
      if (replacement) paired.add(replacement);
      out.push({
        fact: { ...factOf(named.kind, named.text, replacement?.text), ...detailOf(named) },
        cause: replacement ? { path: change.path, line: replacement.line } : placeOf(change, named),
        defines: named.defines,
        ...(named.declares ? { declares: named.declares } : {}),
      });
    }
  }
  for (const added of fresh.values()) {
    for (const named of added) {
      if (paired.has(named) || (named.kind === "token" && !named.defines)) continue;
      out.push({
        fact: { ...factOf(named.kind, undefined, named.text), ...detailOf(named) },
        cause: { path: change.path, line: named.line },
        defines: named.defines,
      });
    }
  }
  return out;
}

function definitionsFirst(a: Placed, b: Placed): number {
  return rankOf(b) - rankOf(a) || a.line - b.line;
}

function rankOf({ defines, declares }: Named): number {
  return declares ? 2 : Number(defines);
}

/** Which removed name became which added one: by order where a hunk's two sides have the same shape, or by itself. */
function pairUp(
  removed: readonly Placed[],
  added: readonly Placed[],
  hunk: Hunk | undefined,
): Map<Named, Named> {
  const out = new Map<Named, Named>();
  for (const defines of [true, false]) {
    const from = removed.filter((one) => one.defines === defines).sort((a, b) => a.line - b.line);
    const to = added.filter((one) => one.defines === defines).sort((a, b) => a.line - b.line);
    if (from.length !== to.length || from.length === 0) continue;
    if (from.length > 1 && hunk?.oldCount !== hunk?.newCount) continue;
    from.forEach((one, k) => {
      const other = to[k];
      if (other) out.set(one, other);
    });
  }
  return out;
}

function factOf(kind: Fact["kind"], before: string | undefined, after: string | undefined): Fact {
  return { kind, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The model of a column; how a command is run. */
function detailOf({ kind, detail }: Named): { name?: string } {
  return (kind === "model" || kind === "command") && detail !== undefined ? { name: detail } : {};
}

/** A name said by a more telling kind is not said again as a token, nor a route as a value. */
function withoutEchoes(facts: readonly ChangedFact[]): ChangedFact[] {
  const told = new Set<string>();
  for (const { fact } of facts) {
    if (fact.kind === "token" || fact.kind === "value") continue;
    for (const said of [fact.before, fact.after]) {
      if (said !== undefined) told.add(fact.kind === "config-key" ? (said.split(".").at(-1) ?? said) : said);
    }
  }
  return facts.filter(
    ({ fact }) =>
      (fact.kind !== "token" && fact.kind !== "value") || !told.has(fact.before ?? fact.after ?? ""),
  );
}
