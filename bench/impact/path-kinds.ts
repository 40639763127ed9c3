import { isArchive, isCode, isDocument, isTest } from "../../src/core/impact/classify.ts";
import { mayBeSpec } from "../../src/core/impact/documents/spec-lines.ts";

/** What paths are, found out once each: a replay asks for every path of every tree. */
export class PathKinds {
  readonly #source = new Map<string, boolean>();
  readonly #living = new Map<string, boolean>();
  readonly #spec = new Map<string, boolean>();

  /** Code people run, tests left out. */
  isSource(path: string): boolean {
    return known(this.#source, path, () => isCode(path) && !isTest(path));
  }

  /** A document that is no archive. */
  isLiving(path: string): boolean {
    return known(this.#living, path, () => isDocument(path) && !isArchive(path));
  }

  /** What may describe an API. */
  isSpec(path: string): boolean {
    return known(this.#spec, path, () => mayBeSpec(path));
  }
}

function known(answers: Map<string, boolean>, path: string, ask: () => boolean): boolean {
  const answer = answers.get(path) ?? ask();
  answers.set(path, answer);
  return answer;
}
