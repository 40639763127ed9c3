import type { Repository } from "../repository.ts";
import type { Told } from "./code-index.ts";

/**
 * Reads the code and the history that ends in a commit, as far as they were not read before, and keeps both
 * in git's directory. @param told.progress is told the share that is done, 0 to 1
 */
export async function learn(
  repository: Pick<Repository, "learnCode" | "learnHistory">,
  commit: string,
  { signal, progress }: Told = {},
): Promise<void> {
  const part = (from: number) => ({
    ...(signal === undefined ? {} : { signal }),
    progress: (share: number) => progress?.(from + share / 2),
  });
  await repository.learnCode(commit, part(0));
  await repository.learnHistory(commit, part(0.5));
}
