import { sayCommand } from "#adapters/runner/command";
import {
  runVerification,
  type Verification,
  type Verifications,
  verificationsOf,
} from "#adapters/verification";
import { count, plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { pickEngine } from "./targets.ts";

/** Runs what the configuration says verifies a change, in a terminal, once somebody has agreed to the commands. */
export async function runVerifications(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verifications = await verificationsOf(engine.world.repository, snapshot);
  if (verifications.wanted.length === 0) {
    await vscode.window.showInformationMessage(
      "Lockstep: the configuration names no verification commands for this change.",
    );
    return;
  }
  if (!(await agreed(verifications))) return;
  const failed = await inTerminal(engine, verifications, snapshot.digest);
  await engine.check();
  if (failed.length === 0) return;
  await vscode.window.showWarningMessage(
    `Lockstep: ${count(failed.length, "verification")} did not pass: ${failed.join(", ")}.`,
  );
}

/** Shows the commands nobody has agreed to yet, in full, and remembers a yes. */
async function agreed({ wanted, consents }: Verifications): Promise<boolean> {
  const open = wanted.filter(({ consented }) => !consented);
  if (open.length === 0) return true;
  const run = "Run";
  const answer = await vscode.window.showWarningMessage(
    "Run these commands of the repository?",
    { modal: true, detail: open.map(({ command }) => plain(sayCommand(command), 1000)).join("\n") },
    run,
  );
  if (answer !== run) return false;
  for (const { command } of open) await consents.consent(command);
  return true;
}

/** Runs one after the other; closing the terminal ends the run. Answers the ids of those that did not pass. */
function inTerminal(engine: Engine, verifications: Verifications, digest: string): Promise<string[]> {
  const written = new vscode.EventEmitter<string>();
  const aborter = new AbortController();
  const write = (text: string): void => written.fire(text.replace(/\r?\n/g, "\r\n"));
  return new Promise((resolve, reject) => {
    const runAll = async (): Promise<string[]> => {
      const failed: string[] = [];
      for (const verification of verifications.wanted) {
        if (aborter.signal.aborted) return [...failed, verification.id];
        if (!(await runOne(verification))) failed.push(verification.id);
      }
      return failed;
    };
    const runOne = async (verification: Verification): Promise<boolean> => {
      write(`> ${plain(sayCommand(verification.command), 1000)}\n`);
      const { result, plan } = await runVerification(verification, {
        repository: engine.world.repository,
        consents: verifications.consents,
        digest,
        onOutput: (chunk) => write(chunk.toString("utf8")),
        signal: aborter.signal,
      });
      await engine.world.perform(plan);
      write(
        `\n${result.ended === "exit" ? `exit ${result.exit}` : result.ended}, ${(result.durationMs / 1000).toFixed(1)} s\n\n`,
      );
      return result.ended === "exit" && result.exit === 0;
    };
    const pty: vscode.Pseudoterminal = {
      onDidWrite: written.event,
      open: () => void runAll().then(resolve, reject),
      close: () => aborter.abort(),
    };
    vscode.window
      .createTerminal({ name: "Lockstep Verification", pty, iconPath: new vscode.ThemeIcon("play") })
      .show(true);
  });
}
