import { commitTrailers } from "#views/trailers";
import * as vscode from "vscode";
import { pickEngine, verdictOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";

/** What we use of the built-in git extension. */
interface GitApi {
  readonly repositories: readonly { readonly rootUri: vscode.Uri; readonly inputBox: { value: string } }[];
}

/** Appends the change's trailers to the commit message being written; what stands there stays. */
export async function insertTrailers(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  const verdict = engine ? await verdictOf(engine) : undefined;
  if (!engine || !verdict) return;
  const lines = commitTrailers(verdict);
  if (lines.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: no change is under way.");
    return;
  }
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  const api = (git?.isActive ? git.exports : await git?.activate())?.getAPI(1);
  const box = api?.repositories.find(({ rootUri }) => rootUri.fsPath === engine.root)?.inputBox;
  if (!box) {
    await vscode.env.clipboard.writeText(`${lines.join("\n")}\n`);
    await vscode.window.showInformationMessage("Lockstep: the trailers are on the clipboard.");
    return;
  }
  const there = box.value.split("\n");
  const fresh = lines.filter((line) => !there.includes(line));
  const text = box.value.trimEnd();
  if (fresh.length > 0) box.value = `${text}${text === "" ? "" : "\n\n"}${fresh.join("\n")}\n`;
}
