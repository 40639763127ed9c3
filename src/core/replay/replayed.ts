import type { Verdict } from "../model/verdict.ts";
import { type Remark, remarksOf } from "./remarks.ts";

/** What Lockstep would have said of a commit of history, as far as people judge it. */
export interface Replayed {
  /** As it was named. */
  readonly commit: string;
  /** The first line of its message. */
  readonly subject?: string;
  readonly remarks: readonly Remark[];
  /** How likely the change needs a document, 0 to 1; absent where nothing of it is ranked. */
  readonly need?: number;
}

/** What a verdict on a commit of history comes to. */
export function replayedOf(verdict: Verdict, commit: string, subject: string | undefined): Replayed {
  const { ranking } = verdict;
  return {
    commit,
    ...(subject === undefined ? {} : { subject }),
    remarks: remarksOf(verdict),
    ...(ranking ? { need: Number(ranking.need.toFixed(4)) } : {}),
  };
}

/** What a person says of a remark; of a commit about which nothing was said: whether that was right. */
export type Mark = "right" | "wrong";

/** A person's marks: by commit, and there by the key of a remark, or `SILENCE`. */
export type Marks = ReadonlyMap<string, ReadonlyMap<string, Mark>>;

/** Stands for “nothing was said” among the keys of a commit's remarks. */
export const SILENCE = "";

/** What was said of a commit beyond hints, which nobody has to follow. */
export function demandsOf({ remarks }: Pick<Replayed, "remarks">): Remark[] {
  return remarks.filter(({ kind }) => kind !== "hint");
}
