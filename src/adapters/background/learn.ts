import type { Repository } from "../repository.ts";
import { together, type Told } from "./told.ts";

/**
 * Reads the code, the documents and the history that end in a commit, as far as they were not read before, and keeps them
 * in git's directory. While git unpacks for one of them another is read.
 */
export async function learn(
  repository: Pick<Repository, "learnCode" | "learnDocuments" | "learnHistory">,
  commit: string,
  told?: Told,
): Promise<void> {
  const [ofCode, ofDocuments, ofHistory] = together(3, told);
  await Promise.all([
    repository.learnCode(commit, ofCode),
    repository.learnDocuments(commit, ofDocuments),
    repository.learnHistory(commit, ofHistory),
  ]);
}
