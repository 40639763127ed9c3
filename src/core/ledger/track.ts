import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { Said } from "./fold.ts";

/** How much of the protocol a change walks through. */
export type Track = "lite" | "full";

/** One changed file, as far as right-sizing looks at it. */
export interface SizedFile {
  readonly path: Path;
  readonly kind: "documents" | "tests" | "code";
  readonly lines: number;
  /** The edit cannot have changed behaviour. */
  readonly neutral: boolean;
  /** Titles of the high-risk change types it belongs to. */
  readonly risks: readonly string[];
}

/** A track and the reasons that are shown with it, most telling first. */
export interface RightSize {
  readonly track: Track;
  readonly reasons: readonly string[];
}

const SMALL = { files: 3, lines: 40 } as const;

/** How many lines an edit touched: of each hunk, the longer side. */
export function changedLines({ hunks }: Pick<FileChange, "hunks">): number {
  return hunks.reduce((sum, { oldCount, newCount }) => sum + Math.max(oldCount, newCount), 0);
}

/** The track a diff deserves: lite for documents, for tests, and for what is small and low-risk. */
export function rightSize(files: readonly SizedFile[]): RightSize {
  const risky = files.filter(({ risks }) => risks.length > 0);
  if (risky.length > 0) {
    return {
      track: "full",
      reasons: risky.map(({ path, risks }) => `${path}: ${risks.join(", ")}`).slice(0, 10),
    };
  }
  const telling = files.filter(({ neutral }) => !neutral);
  const code = telling.filter(({ kind }) => kind === "code");
  if (telling.length === 0) return { track: "lite", reasons: ["nothing that runs was changed"] };
  if (code.length === 0) {
    const documents = telling.every(({ kind }) => kind === "documents");
    return {
      track: "lite",
      reasons: [documents ? "only documents were changed" : "only tests and documents were changed"],
    };
  }
  const lines = code.reduce((sum, file) => sum + file.lines, 0);
  const size = `${code.length} code ${code.length === 1 ? "file" : "files"}, ${lines} ${lines === 1 ? "line" : "lines"}`;
  const small = code.length <= SMALL.files && lines <= SMALL.lines;
  return small
    ? { track: "lite", reasons: [size, "no high-risk change type"] }
    : { track: "full", reasons: [`${size}; lite allows ${SMALL.files} files and ${SMALL.lines} lines`] };
}

/**
 * The track that holds. Starting a change says one: full unless a person said lite. A diff that outgrows the
 * lite track upgrades it by itself, but not where the person chose it against what the diff said.
 * @param said the last word in the record, as the fold gives it; where nobody said any, the diff decides
 */
export function trackNow(computed: RightSize, said: Said<"track"> | undefined): RightSize {
  if (said === undefined) return computed;
  if (said.track === "full") return { track: "full", reasons: said.reasons };
  const byPerson = said.by.kind === "human";
  if (computed.track === "full" && !(byPerson && said.although !== undefined)) return computed;
  if (!byPerson) return { track: "full", reasons: ["only a person chooses the lite track"] };
  return { track: "lite", reasons: said.reasons };
}

/** The phases a track walks through: the lite one leaves out those that only ask and plan. */
export function phasesOn(track: Track, phases: readonly ProtocolPhase[]): readonly ProtocolPhase[] {
  if (track === "full") return phases;
  const doing = phases.filter(({ planOnly }) => !planOnly);
  return doing.length > 0 ? doing : phases.slice(-1);
}
