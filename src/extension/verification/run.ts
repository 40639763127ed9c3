import { hasPassed, runEach } from "#adapters/run-each";
import { sayCommand } from "#adapters/runner/command";
import type { Consents } from "#adapters/runner/consent";
import { type Verification, type Verifications, verificationsOf } from "#adapters/verification";
import type { Snapshot } from "#core";
import { count, plain } from "#views/plain";
import { sayEnded } from "#views/runs";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";
import type { Shown } from "./terminal.ts";

/** What verifies the change of a repository as it is now. */
export async function offeredBy(
  engine: Engine,
): Promise<{ readonly snapshot: Snapshot; readonly known: Verifications }> {
  engine.world.moved();
  const snapshot = await engine.snapshot();
  return { snapshot, known: await verificationsOf(engine.world.repository, snapshot, await engine.after()) };
}

export interface RunShown {
  readonly engines: Engines;
  readonly engine: Engine;
  readonly picked: readonly Verification[];
  readonly consents: Consents;
  readonly shown: Shown;
}

/**
 * Runs what was picked and agreed to, with its output in a terminal and its progress in a notification; closing the
 * one and cancelling the other both end it. Answers the number of commands that did not pass.
 */
export async function runShown({ engines, engine, picked, consents, shown }: RunShown): Promise<number> {
  const minutes = engines.settings(uriOf(engine.root, ""))["verification.timeLimit"];
  let isCancelled = false;
  const failed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Lockstep", cancellable: true },
    async (progress, token) => {
      const aborter = new AbortController();
      const abort = (): void => aborter.abort();
      token.onCancellationRequested(abort);
      shown.signal.addEventListener("abort", abort, { once: true });
      if (shown.signal.aborted) abort();
      const ended = await runEach(picked, {
        repository: engine.world.repository,
        consents,
        async digest() {
          engine.world.moved();
          return (await engine.snapshot()).digest;
        },
        record: (plan) => engine.world.perform(plan),
        onStart({ name, command }, at) {
          const place = picked.length > 1 ? `${at + 1} of ${picked.length}: ` : "";
          progress.report({ message: `${place}${plain(name, 200)}` });
          shown.write(`> ${plain(sayCommand(command), 1000)}\n`);
        },
        onOutput: (chunk) => shown.write(chunk),
        onEnd({ verification, data, notes }) {
          shown.write(
            `\n${[sayEnded(verification.name, data), ...notes.map((note) => plain(note, 400))].join("\n")}\n\n`,
          );
        },
        signal: aborter.signal,
        timeLimit: minutes * 60_000,
      });
      await engine.check();
      isCancelled = aborter.signal.aborted;
      return ended.filter((one) => !hasPassed(one)).map(({ verification }) => plain(verification.name, 100));
    },
  );
  if (failed.length > 0 && !isCancelled)
    void vscode.window.showWarningMessage(
      `Lockstep: ${count(failed.length, "verification")} did not pass: ${failed.join(", ")}.`,
    );
  return failed.length;
}
