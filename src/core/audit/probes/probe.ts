import type { Ground } from "../../evidence/ground.ts";
import type { FileChange } from "../../model/change.ts";
import type { Path, Place } from "../../model/place.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Finding } from "../../model/finding.ts";
import type { Result, TraceBlock } from "../audit.ts";

/** A secret that a scan found: where, which rule, and never the secret itself. */
export interface SecretFinding {
  readonly rule: string;
  readonly place: Place;
  /** Its first four characters. */
  readonly begins: string;
  /** Tells secrets of one scan apart. */
  readonly hash: string;
}

/** Everything a probe may look at. Plain values. */
export interface ProbeCase {
  readonly ground: Ground;
  readonly changes: readonly FileChange[];
  readonly verdict: Verdict;
  /** The approved plan: what the change promised to do. */
  readonly plan?: { readonly path: Path; readonly text: string };
  /** The lines of the phase documents' gate markers, where the change has such documents. */
  readonly markers?: readonly Place[];
  /** The trace blocks written for this change, and what checking them found. */
  readonly traces?: { readonly blocks: readonly TraceBlock[]; readonly findings: readonly Finding[] };
  /** What a scan of the changed files found; absent where nobody scanned. */
  readonly secrets?: readonly SecretFinding[];
}

/** What a probe says of an item. `Pass` is only proposed: the draft checks every piece of evidence before it writes it. */
export interface Answer {
  readonly result: Result;
  /** `path:line` and runs, written as claims; checked before they count. */
  readonly evidence: readonly string[];
  /** One sentence: what was looked for and found. */
  readonly says: string;
  /** The probe only suggests: a person has to look before it can be a Pass. */
  readonly candidate?: true;
  /** Only a run can answer it: what a person points at is none. */
  readonly needsRun?: true;
  /** What is left to do, where something is. */
  readonly followUp?: string;
}

/** One question about a change. Pure; reads nothing that the case does not hold. */
export interface Probe {
  readonly id: string;
  /** Whether an item of a self-audit, by its words, asks what this probe answers. */
  readonly answers: RegExp;
  probe(facts: ProbeCase, item: string): Answer;
}

/** How a place is written as evidence. */
export function at({ path, line, endLine }: Place): string {
  return endLine === undefined || endLine === line ? `${path}:${line}` : `${path}:${line}-${endLine}`;
}
