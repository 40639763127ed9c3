import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { pickEngine } from "./targets.ts";

/** Chooses what changes are compared with, for this workspace. */
export async function compareBase(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const now = engines.base(engine.root);
  const automatic = {
    label: "$(git-merge) Where this branch began",
    description: "the default",
    ref: "",
  };
  const refs = await engine.world.repository.refs();
  const picked = await vscode.window.showQuickPick(
    [
      automatic,
      { label: "$(git-commit) HEAD", description: "only what is not committed", ref: "HEAD" },
      ...refs.map((ref) => ({ label: `$(git-branch) ${ref}`, ref })),
    ],
    { placeHolder: now ? `Compared with ${now} now` : "Compare changes with…" },
  );
  if (picked) await engines.chooseBase(engine.root, picked.ref);
}
