import { diagnose } from "#adapters/diagnose";
import { toDoctorMarkdown } from "#views/doctor";
import * as vscode from "vscode";
import type { OwnDocuments } from "../documents.ts";

/** Looks at everything Lockstep depends on and shows a report. */
export async function doctor(home: string, documents: OwnDocuments): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
  const checks = !vscode.workspace.isTrusted
    ? [
        {
          title: "Trust",
          state: "unsure" as const,
          says: "This workspace is not trusted; Lockstep runs no program here.",
        },
      ]
    : folder === undefined
      ? [{ title: "Folder", state: "bad" as const, says: "No folder is open." }]
      : await diagnose({ folder, home, env: process.env });
  await documents.preview(documents.put("/doctor.md", toDoctorMarkdown(checks)));
}
