import { parentPort, workerData } from "node:worker_threads";
import { type Path, type Replayed, replayedOf } from "#core";
import { openRepository } from "../repository.ts";
import { replay } from "./replay.ts";

/** What a worker is started with. */
export interface ReplayTask {
  /** A folder of the repository. */
  readonly root: string;
  readonly home: string;
  /** How many of the latest commits of the main line. */
  readonly count: number;
  /** Texts that stand in for files where configuration and protocols are read. */
  readonly proposed: ReadonlyMap<Path, string>;
}

/** What a worker says: the share that is read before the first commit, then each commit, then all of them, newest first. */
export type ReplayMessage =
  | { readonly is: "reading"; readonly share: number }
  | { readonly is: "judged"; readonly done: number; readonly of: number }
  | { readonly is: "done"; readonly commits: readonly Replayed[]; readonly failed: readonly string[] };

async function work({ root, home, count, proposed }: ReplayTask): Promise<void> {
  const repository = await openRepository(root);
  let told = 0;
  const progress = (share: number): void => {
    if (share - told < 0.01) return;
    told = share;
    say({ is: "reading", share });
  };
  try {
    const commits = await repository.mainLine(count);
    const replayed: (Replayed | undefined)[] = [];
    const failed: string[] = [];
    let done = 0;
    const asked = { repository, home, commits, proposed, told: { progress } };
    for await (const { commit, at, subject, said } of replay(asked)) {
      if ("verdict" in said) replayed[at] = replayedOf(said.verdict, commit, subject);
      else failed.push(`${commit}: ${String(said.trouble)}`);
      say({ is: "judged", done: ++done, of: commits.length });
    }
    say({ is: "done", commits: replayed.filter((one) => one !== undefined), failed });
  } finally {
    repository.close();
  }
}

function say(message: ReplayMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(message);
}

// What it rejects with ends the thread, and whoever started it is told.
void work(workerData as ReplayTask);
