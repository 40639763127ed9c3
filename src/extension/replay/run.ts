import type { ReplayMessage, ReplayTask } from "#adapters/replay/worker";
import { Worker } from "node:worker_threads";
import * as path from "node:path";
import * as vscode from "vscode";

/** What a replay came to. */
export type Replays = Extract<ReplayMessage, { is: "done" }>;

/**
 * Judges the latest commits in a thread of its own, with progress and a way to stop it. Resolves to nothing
 * where it was stopped, rejects where the repository could not be read.
 */
export function runReplay(task: ReplayTask, title: string): Thenable<Replays | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      new Promise<Replays | undefined>((resolve, reject) => {
        const worker = new Worker(path.join(task.home, "dist", "replay.cjs"), { workerData: task });
        let said = 0;
        token.onCancellationRequested(() => {
          resolve(undefined);
          void worker.terminate();
        });
        worker.on("message", (message: ReplayMessage) => {
          if (message.is === "done") return resolve(message);
          const share = message.is === "reading" ? message.share / 2 : 0.5 + message.done / message.of / 2;
          const words =
            message.is === "reading" ? "reading code and history" : `commit ${message.done} of ${message.of}`;
          progress.report({ increment: 100 * (share - said), message: words });
          said = share;
        });
        worker.on("error", reject);
        worker.once("exit", (exit) => reject(new Error(`The replay ended with ${exit}.`)));
      }),
  );
}
