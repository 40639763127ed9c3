import { planClose } from "#acts/close";
import { LEAST_REASON } from "#acts/not-needed";
import type { Planned } from "#acts/plan";
import { planStart } from "#acts/start";
import { judge, presentChangeSet, sizeOf, type Snapshot, type Track } from "#core";
import { plain } from "#views/plain";
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { openPlace } from "../uris.ts";
import { pickEngine } from "../commands/targets.ts";

/** Asks for a title and a track, then begins a change and opens its first document. */
export async function startChange(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const title = await vscode.window.showInputBox({
    title: "Start Change",
    prompt: "What will be different? A title for the record.",
    validateInput: (text) => (text.trim() === "" ? "A change needs a title." : undefined),
  });
  if (title === undefined) return;
  const track = snapshot.policy.protocol.phases.length > 0 ? await chosenTrack(snapshot) : "full";
  if (track === undefined) return;
  const reason = await reasonFor(snapshot, track);
  if (reason === undefined) return;
  const { branch } = await engine.world.repository.head();
  const planned = planStart(snapshot, {
    title,
    branch,
    track,
    reason,
    day: new Date().toISOString().slice(0, 10),
    hex: randomBytes(3).toString("hex"),
  });
  if (!(await done(engine, planned))) return;
  const first = "plan" in planned ? planned.plan.files[0] : undefined;
  if (first) await openPlace(engine.root, { path: first.path, line: 1 });
}

/** Closes the change at hand: done where every gate is open, else given up with a reason. */
export async function closeChange(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verdict = judge(snapshot);
  const changeSet = presentChangeSet(snapshot);
  const complete = planClose(verdict, changeSet, undefined);
  if ("plan" in complete) {
    const close = "Close as Done";
    const detail = "Every gate is open. Edits from now on belong to another change.";
    const answer = await vscode.window.showInformationMessage(
      complete.plan.title,
      { modal: true, detail },
      close,
    );
    if (answer === close) await engine.perform(complete.plan);
    return;
  }
  if (verdict.record === undefined || verdict.record.closed !== undefined) return tell(complete.refused);
  const giveUp = "Give It Up…";
  const answer = await vscode.window.showWarningMessage(
    "The change is not done",
    { modal: true, detail: complete.refused },
    giveUp,
  );
  if (answer !== giveUp) return;
  const reason = await vscode.window.showInputBox({
    title: "Give the Change Up",
    prompt: "Why? Recorded with your name.",
    validateInput: enough,
  });
  if (reason !== undefined) await done(engine, planClose(verdict, changeSet, reason));
}

/** Performs a plan, or says why there is none. */
export async function done(engine: Engine, planned: Planned): Promise<boolean> {
  if ("refused" in planned) {
    await tell(planned.refused);
    return false;
  }
  await engine.perform(planned.plan);
  return true;
}

async function tell(refused: string): Promise<void> {
  await vscode.window.showWarningMessage(`Lockstep: ${refused}`);
}

/** The track, the one the diff deserves first. */
async function chosenTrack(snapshot: Snapshot): Promise<Track | undefined> {
  const computed = sizeOf(snapshot);
  const { phases } = snapshot.policy.protocol;
  const tracks = [
    { track: "full", label: "Full", description: `all ${phases.length} phases` },
    { track: "lite", label: "Lite", description: "only the phases in which something is done" },
  ] as const;
  const picked = await vscode.window.showQuickPick(
    tracks.map((one) => ({
      ...one,
      detail:
        one.track === computed.track && snapshot.files.length > 0
          ? `What the diff so far asks for: ${plain(computed.reasons.join("; "), 200)}`
          : one.track === "full"
            ? "Questions and plan are approved before code is written."
            : "The diff upgrades it by itself when it outgrows it.",
    })),
    { title: "Start Change", placeHolder: "How much of the protocol?" },
  );
  return picked?.track;
}

/** Why the lite track, where the diff speaks against it; empty where nobody asks. */
async function reasonFor(snapshot: Snapshot, track: Track): Promise<string | undefined> {
  const computed = sizeOf(snapshot);
  if (track === "full" || computed.track === "lite") return "";
  return vscode.window.showInputBox({
    title: "The Lite Track",
    prompt: `Why, although: ${plain(computed.reasons.join("; "), 300)}?`,
    validateInput: enough,
  });
}

export function enough(text: string): string | undefined {
  return text.trim().length < LEAST_REASON ? `At least ${LEAST_REASON} characters.` : undefined;
}
