import type { Repository } from "../repository.ts";
import type { Told } from "./code-index.ts";

/**
 * Reads the code, the documents and the history that end in a commit, as far as they were not read before, and keeps them
 * in git's directory. While git unpacks for one of them another is read. @param told.progress is told the share
 * that is done, 0 to 1
 */
export async function learn(
  repository: Pick<Repository, "learnCode" | "learnDocuments" | "learnHistory">,
  commit: string,
  { signal, progress }: Told = {},
): Promise<void> {
  const shares = [0, 0, 0];
  const part = (at: number): Told => ({
    ...(signal === undefined ? {} : { signal }),
    progress(share) {
      shares[at] = share;
      progress?.(shares.reduce((sum, one) => sum + one, 0) / shares.length);
    },
  });
  await Promise.all([
    repository.learnCode(commit, part(0)),
    repository.learnDocuments(commit, part(1)),
    repository.learnHistory(commit, part(2)),
  ]);
}
