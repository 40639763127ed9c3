import type { Lesson, Progress } from "#adapters/background/worker";
import { Worker } from "node:worker_threads";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Log } from "./log.ts";

/** Work that takes longer than this shows itself, with a way to stop it. Milliseconds. */
const PATIENCE = 3_000;

/**
 * Reads a repository's code and history in a thread of its own, so that the editor goes on meanwhile. One
 * lesson at a time; the commits that were asked for before are not read again, and a lesson that somebody
 * stopped is not begun again by itself.
 */
export class Learning {
  readonly #root: string;
  /** The program of the worker. */
  readonly #program: string;
  readonly #log: Log;
  readonly #learned: () => void;
  readonly #asked = new Set<string>();
  #worker: Worker | undefined;
  #next: string | undefined;

  /** @param learned told when there is more to know than before */
  constructor(root: string, home: string, log: Log, learned: () => void) {
    this.#root = root;
    this.#program = path.join(home, "dist", "worker.cjs");
    this.#log = log;
    this.#learned = learned;
  }

  /** Asks that everything up to a commit be known. */
  want(commit: string | undefined): void {
    if (commit === undefined || this.#asked.has(commit)) return;
    this.#asked.add(commit);
    if (this.#worker) this.#next = commit;
    else this.#begin(commit);
  }

  dispose(): void {
    this.#next = undefined;
    void this.#worker?.terminate();
  }

  #begin(commit: string): void {
    const began = performance.now();
    const workerData: Lesson = { root: this.#root, commit };
    const worker = new Worker(this.#program, { workerData });
    this.#worker = worker;
    const stopped = new vscode.EventEmitter<void>();
    let share = 0;
    let report: ((share: number) => void) | undefined;
    const patience = setTimeout(() => {
      void vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: "Lockstep: reading code and history",
          cancellable: true,
        },
        (progress, token) => {
          let said = 0;
          report = (now) => {
            progress.report({ increment: 100 * (now - said) });
            said = now;
          };
          report(share);
          token.onCancellationRequested(() => void worker.terminate());
          return new Promise<void>((resolve) => stopped.event(() => resolve()));
        },
      );
    }, PATIENCE);
    worker.on("message", (said: Progress) => {
      share = said.share;
      report?.(share);
    });
    worker.on("error", (cause) => this.#log.warn(cause.stack ?? cause.message));
    worker.once("exit", (exit) => {
      clearTimeout(patience);
      stopped.fire();
      stopped.dispose();
      this.#worker = undefined;
      this.#log.debug(
        `${this.#root}: code and history read, exit ${exit}, ${Math.round(performance.now() - began)} ms`,
      );
      if (exit === 0) this.#learned();
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) this.#begin(next);
    });
  }
}
