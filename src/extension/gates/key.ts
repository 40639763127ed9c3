import { type EditorKey, editorKeyOf, makeEditorKey } from "#adapters/signing/editor-key";
import type * as vscode from "vscode";

const NAME = "lockstep.approvalKey";

/** The key this editor approves with, made at the first approval and kept in the editor's secret storage. */
export async function approvalKey(secrets: vscode.SecretStorage): Promise<EditorKey> {
  const kept = await secrets.get(NAME);
  const known = kept === undefined ? undefined : editorKeyOf(kept);
  if (known) return known;
  const made = makeEditorKey();
  await secrets.store(NAME, made.secret);
  return made;
}
