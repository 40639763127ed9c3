import type { Repository } from "../repository.ts";
import type { Told } from "./code-index.ts";

/**
 * Reads the code, the documents and the history that end in a commit, as far as they were not read before, and keeps them
 * in git's directory. @param told.progress is told the share that is done, 0 to 1
 */
export async function learn(
  repository: Pick<Repository, "learnCode" | "learnDocuments" | "learnHistory">,
  commit: string,
  { signal, progress }: Told = {},
): Promise<void> {
  const part = (from: number) => ({
    ...(signal === undefined ? {} : { signal }),
    progress: (share: number) => progress?.(from + share / 3),
  });
  await repository.learnCode(commit, part(0));
  await repository.learnDocuments(commit, part(1 / 3));
  await repository.learnHistory(commit, part(2 / 3));
}
