import type { PlannedFile } from "#acts/plan";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { OwnDocuments } from "./documents.ts";

/** Shows a file as it would be beside what it is, and asks. @param detail what it means, in sentences */
export async function isAgreed(
  documents: OwnDocuments,
  { path, text, replaces }: PlannedFile,
  detail: string,
): Promise<boolean> {
  await vscode.commands.executeCommand(
    "vscode.diff",
    documents.put(`/before/${path}`, replaces ?? ""),
    documents.put(`/proposed/${path}`, text),
    `Proposed: ${plain(path)}`,
  );
  const write = "Write It";
  const answer = await vscode.window.showInformationMessage(
    `Write ${plain(path)}?`,
    { modal: true, detail },
    write,
  );
  return answer === write;
}
