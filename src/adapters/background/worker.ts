import { parentPort, workerData } from "node:worker_threads";
import { openRepository } from "../repository.ts";
import { learn } from "./learn.ts";

/** What a worker is started with. */
export interface Lesson {
  /** A folder of the repository. */
  readonly root: string;
  /** The commit up to which code and history are read. */
  readonly commit: string;
}

/** What a worker says: the share that is done, in steps of a hundredth. */
export interface Progress {
  readonly share: number;
}

async function work({ root, commit }: Lesson): Promise<void> {
  const repository = await openRepository(root);
  let told = 0;
  try {
    await learn(repository, commit, {
      progress(share) {
        if (share - told < 0.01) return;
        told = share;
        const progress: Progress = { share };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
        parentPort?.postMessage(progress);
      },
    });
  } finally {
    repository.close();
  }
}

// What it rejects with ends the thread, and whoever started it is told.
void work(workerData as Lesson);
