import { planTuning } from "#acts/tune";
import { type Marks, remarkKey, type Replayed, SILENCE, tuningFor, demandsOf } from "#core";
import { count } from "#views/plain";
import * as vscode from "vscode";
import { pickEngine } from "../commands/targets.ts";
import { configurationFile } from "../configuration-file.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { isAgreed } from "../propose-file.ts";
import type { RecentCommits, Tried } from "./replays.ts";

/** Proposes settings from marks, tries them on the same commits, shows both, and writes them when somebody agrees. */
export async function proposeTuning(
  engines: Engines,
  documents: OwnDocuments,
  recent: RecentCommits,
): Promise<void> {
  const engine = await pickEngine(engines);
  const tried = engine && recent.of(engine);
  if (!engine) return;
  if (!tried || !tried.commits.some(({ commit }) => (tried.marks.get(commit)?.size ?? 0) > 0)) {
    await sayNothingMarked();
    return;
  }
  const { configuration, protocol, ownProtocol: own } = await engine.snapshot();
  if (configuration?.findings.some(({ rule }) => rule === "config/invalid")) {
    await vscode.commands.executeCommand("lockstep.showConfigProblem");
    return;
  }
  const settings = tuningFor(tried.commits, tried.marks, {
    config: configuration?.config ?? {},
    protocol,
    own,
  });
  const planned = planTuning(settings, await configurationFile(engine));
  if ("refused" in planned) {
    await vscode.window.showInformationMessage(`Lockstep: ${planned.refused}`);
    return;
  }
  const [file] = planned.plan.files;
  if (!file) return;
  const proposed = new Map([[file.path, file.text]]);
  const then = await recent.ask(engine, tried.count, "Lockstep: trying the proposed settings", proposed);
  if (!then) return;
  const why = [...settings.map((setting) => `${setting.why}.`), outcome(tried, then)].join("\n\n");
  if (!(await isAgreed(documents, file, why))) return;
  await engine.perform(planned.plan);
  await recent.show(engine, tried.count, then);
}

async function sayNothingMarked(): Promise<void> {
  const start = "Try Recent Commits…";
  const answer = await vscode.window.showInformationMessage(
    "Lockstep: nothing is marked yet. Mark what was said of recent commits as right or wrong first.",
    start,
  );
  if (answer === start) await vscode.commands.executeCommand("lockstep.replayHistory");
}

/** What the proposed settings make of the marks, seen on the same commits. */
function outcome({ commits, marks }: Tried, then: readonly Replayed[]): string {
  const later = new Map(then.map((one) => [one.commit, one]));
  const tally = { wrong: 0, gone: 0, right: 0, kept: 0 };
  for (const { replayed, key, mark } of markedIn(commits, marks)) {
    const said = saidIn(later.get(replayed.commit), key);
    if (mark === "wrong") {
      tally.wrong++;
      if (!said) tally.gone++;
    } else {
      tally.right++;
      if (said) tally.kept++;
    }
  }
  const asked = (all: readonly Replayed[]): number => all.filter((one) => demandsOf(one).length > 0).length;
  return [
    `Tried on the same ${count(commits.length, "commit")}:`,
    `${tally.gone} of ${tally.wrong} marked wrong would no longer be said,`,
    `${tally.kept} of ${tally.right} marked right stay;`,
    `${asked(then)} instead of ${asked(commits)} commits would be asked for something.`,
  ].join(" ");
}

function markedIn(
  commits: readonly Replayed[],
  marks: Marks,
): { readonly replayed: Replayed; readonly key: string; readonly mark: "right" | "wrong" }[] {
  return commits.flatMap((replayed) =>
    [...(marks.get(replayed.commit) ?? [])].flatMap(([key, mark]) =>
      saidIn(replayed, key) ? [{ replayed, key, mark }] : [],
    ),
  );
}

/** Whether a replay says what a key names. */
function saidIn(replayed: Replayed | undefined, key: string): boolean {
  if (!replayed) return false;
  if (key === SILENCE) return demandsOf(replayed).length === 0;
  return replayed.remarks.some((remark) => remarkKey(remark) === key);
}
