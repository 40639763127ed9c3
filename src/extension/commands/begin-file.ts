import * as vscode from "vscode";
import * as z from "zod";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";

const NewFile = z.object({ root: z.string(), path: z.string(), text: z.string() });

/** Shows a file of a repository that is not there yet, with what it begins with: whoever writes it saves it. One that is there is opened as it is. */
export async function beginFile(engines: Engines, argument: unknown): Promise<void> {
  const parsed = NewFile.safeParse(argument);
  const engine = parsed.success ? engines.at(parsed.data.root) : undefined;
  if (!engine || !parsed.success) return;
  const uri = uriOf(engine.root, parsed.data.path);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await vscode.workspace.openTextDocument(isThere ? uri : uri.with({ scheme: "untitled" }));
  const editor = await vscode.window.showTextDocument(document);
  if (isThere || document.getText() !== "") return;
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), parsed.data.text));
}
