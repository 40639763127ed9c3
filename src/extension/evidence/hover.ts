import { type AuditedEvidence, type EvidenceSpan, type Place, type Verdict } from "#core";
import { CLAIM_LOOKS } from "#views/look";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { uriOf } from "../uris.ts";

/** So many lines of a file a hover shows. */
const SHOWN = 12;

/**
 * The lines that evidence points at and whether it holds.
 * @param claimed where the evidence is written: there may be a verdict on it
 */
export async function evidenceHover(
  written: EvidenceSpan,
  claimed: Place,
  root: string,
  verdict: Verdict | undefined,
): Promise<vscode.Hover> {
  const text = new vscode.MarkdownString(undefined, true);
  const judged = verdict && judgedAt(verdict, claimed, written);
  if (judged) {
    const { icon, word } = CLAIM_LOOKS[judged.state];
    text
      .appendMarkdown(`$(${icon}) **${word}**`)
      .appendText(`: ${plain(judged.says, 200)}`)
      .appendMarkdown("\n\n");
  }
  const shown = judged?.place ?? {
    path: written.path,
    line: written.line,
    ...(written.endLine === undefined ? {} : { endLine: written.endLine }),
  };
  await appendLines(text, shown, root);
  return new vscode.Hover(text);
}

/** What the verdict says of evidence that stands on a line of a document. */
function judgedAt(
  { audit }: Verdict,
  { path, line }: Place,
  written: EvidenceSpan,
): AuditedEvidence | undefined {
  const here = [...(audit?.items ?? []), ...(audit?.rubric ?? [])]
    .flatMap(({ evidence }) => evidence)
    .filter(({ claimed }) => claimed?.path === path && claimed.line === line);
  return here.find(({ text }) => text.includes(written.path) && text.includes(String(written.line)));
}

async function appendLines(
  text: vscode.MarkdownString,
  { path, line, endLine }: Place,
  root: string,
): Promise<void> {
  try {
    const target = await vscode.workspace.openTextDocument(uriOf(root, path));
    if (line > target.lineCount) {
      text.appendText(`${plain(path)} has only ${target.lineCount} lines.`);
      return;
    }
    const last = Math.min(endLine ?? line, line + SHOWN - 1, target.lineCount);
    const lines = target.getText(new vscode.Range(line - 1, 0, last - 1, Number.MAX_SAFE_INTEGER));
    text.appendCodeblock(lines, target.languageId);
  } catch {
    text.appendText(`There is no ${plain(path)} in this repository.`);
  }
}
