import { CONNECTION_TITLES, CONNECTIONS, connectedPaths, connectionsIn, planConnect } from "#acts/connect";
import { inspectGitHooks, installGitHooks } from "#adapters/git-hooks";
import { repositoryFiles } from "#adapters/repository-files";
import { teamProtocol } from "#gather/team-protocol";
import { count, plain } from "#views/plain";
import * as path from "node:path";
import * as vscode from "vscode";
import type { OwnDocuments } from "../documents.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";
import { pickEngine } from "./targets.ts";

const GIT_HOOKS = "git-hooks";

/** Connects coding agents, git's hooks and pull requests: what would be written is shown first. @param home where Lockstep is installed */
export async function connect(engines: Engines, documents: OwnDocuments, home: string): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const chosen = await choose(engine);
  if (!chosen || chosen.length === 0) return;
  const wanted = CONNECTIONS.filter((one) => chosen.includes(one));
  const gitHooks = chosen.includes(GIT_HOOKS);
  const files = await repositoryFiles(engine.root, connectedPaths());
  const here = `node '${path.join(home, "dist", "cli.mjs").replaceAll("\\", "/")}'`;
  const protocol = await teamProtocol(engine.world);
  if ("rule" in protocol) {
    await vscode.window.showWarningMessage(
      `Lockstep: instructions are compiled from the protocol, which cannot be read: ${plain(protocol.message)}`,
    );
    return;
  }
  const planned = planConnect(wanted, files, { named: "lockstep", absolute: here }, protocol);
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(`Lockstep: ${planned.refused}`);
    return;
  }
  const { plan } = planned;
  if (plan.files.length === 0 && !gitHooks) {
    await vscode.window.showInformationMessage("Lockstep: everything is connected already.");
    return;
  }
  if (plan.files.length > 0) await showChanges(engine, documents, plan.files);
  const names = [...wanted.map((one) => CONNECTION_TITLES[one]), ...(gitHooks ? ["git hooks"] : [])];
  const write = "Write";
  const answer = await vscode.window.showInformationMessage(
    `Connect ${names.join(", ")}?`,
    {
      modal: true,
      detail: `${count(plan.files.length, "file")} would be written${gitHooks ? ", and the hooks of this clone" : ""}. lockstep connect --remove takes it away again.`,
    },
    write,
  );
  if (answer !== write) return;
  await engine.perform(plan);
  if (gitHooks) await connectGit(engine, here);
  const diagnose = "Diagnose Setup";
  const next = await vscode.window.showInformationMessage(
    "Lockstep: connected. Whether each hook is live is for a run to show.",
    diagnose,
  );
  if (next === diagnose) await vscode.commands.executeCommand("lockstep.doctor");
}

async function choose(engine: Engine): Promise<readonly string[] | undefined> {
  const traces: readonly string[] = connectionsIn(await engine.world.paths());
  const items = [
    ...CONNECTIONS.map((one) => ({
      id: one as string,
      label: CONNECTION_TITLES[one],
      picked: traces.includes(one),
    })),
    { id: GIT_HOOKS, label: "Git hooks", picked: false },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: "What should be held to the protocol?",
  });
  return picked?.map(({ id }) => id);
}

async function showChanges(
  engine: Engine,
  documents: OwnDocuments,
  files: readonly { readonly path: string; readonly text: string; readonly replaces?: string }[],
): Promise<void> {
  const changes = files.map((file) => [
    uriOf(engine.root, file.path),
    documents.put(`/before/${file.path}`, file.replaces ?? ""),
    documents.put(`/proposed/${file.path}`, file.text),
  ]);
  await vscode.commands.executeCommand("vscode.changes", "Lockstep: what would be written", changes);
}

async function connectGit({ world: { repository } }: Engine, lockstep: string): Promise<void> {
  const { manager } = await inspectGitHooks(repository, process.env, lockstep);
  if (manager === undefined) return installGitHooks(repository, process.env, lockstep);
  await vscode.window.showWarningMessage(
    `Lockstep: ${manager} manages the hooks of this repository; they were left alone. Have it run “lockstep check --staged” before a commit.`,
  );
}
