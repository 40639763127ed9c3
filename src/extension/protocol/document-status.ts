import { globOf } from "#core";
import { sayContents } from "#views/protocol";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import type { ProtocolDocuments } from "./protocol-documents.ts";

/** Says beside the language of a protocol document what it was read as, and whether something is wrong with it. */
export function registerDocumentStatus(documents: ProtocolDocuments, engines: Engines): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("lockstep.document", []);
  item.name = "Lockstep";
  item.command = { command: "lockstep.showProtocols", title: "Show Protocols" };
  const draw = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const read = document && documents.protocolOf(document);
    if (!document || !read) {
      item.selector = [];
      return;
    }
    const { findings } = read.protocol;
    const isWrong = findings.some(({ severity }) => severity === "error" || severity === "warning");
    const folder = vscode.Uri.joinPath(document.uri, "..");
    const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
    item.selector = { pattern: new vscode.RelativePattern(folder, globOf(name)) };
    item.text = sayContents(read.protocol);
    item.detail = isWrong ? "has problems" : "read as a change protocol";
    item.severity = isWrong
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    item.busy = engines.of(document.uri)?.checking === true;
  };
  draw();
  return vscode.Disposable.from(
    item,
    engines.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
  );
}
