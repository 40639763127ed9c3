import type { ContextKey } from "#manifest/views";
import * as vscode from "vscode";
import { pickEngine } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";
import { COMMITS, type RecentCommits } from "./replays.ts";

/** More than this would be a study, and `lockstep replay` is made for it. */
const MOST = 500;

/** Asks how many of the latest commits to try, judges them and shows what would have been said. */
export async function tryOnRecentCommits(engines: Engines, recent: RecentCommits): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const answer = await vscode.window.showInputBox({
    title: "Try Protocol on Recent Commits",
    prompt: "How many of the latest commits? Nothing is changed.",
    value: String(recent.of(engine)?.count ?? COMMITS),
    validateInput: (text) => (countIn(text) === undefined ? `A whole number from 1 to ${MOST}.` : undefined),
  });
  const count = countIn(answer ?? "");
  if (count === undefined) return;
  const commits = await recent.ask(engine, count, "Lockstep: trying recent commits");
  if (!commits) return;
  if (commits.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: nothing is committed here yet.");
    return;
  }
  await recent.show(engine, count, commits);
  const shown: ContextKey = "lockstep.replayed";
  // The view can take the focus only once it is there.
  await vscode.commands.executeCommand("setContext", shown, true);
  await vscode.commands.executeCommand("lockstep.replay.focus");
}

function countIn(text: string): number | undefined {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST ? count : undefined;
}
