import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";

/** Loads every protocol document of the workspace, so that its problems are shown; built-in ones have no file here. */
export async function openProtocols(engines: Engines): Promise<void> {
  for (const { root, state } of engines.all) {
    if (state.is !== "verdict") continue;
    for (const path of state.verdict.protocols) {
      if (!path.startsWith("lockstep:")) await vscode.workspace.openTextDocument(uriOf(root, path));
    }
  }
}
