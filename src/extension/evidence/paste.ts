import { evidenceIn } from "#core";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { PROTOCOL_SELECTOR } from "../protocol/protocol-documents.ts";
import { pathOf } from "../uris.ts";
import { linesOf, sayLines } from "./record.ts";

/** Where copied text was copied from: it travels with the clipboard. */
const MIME = "application/vnd.lockstep.evidence";
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append("lockstep", "evidence");

/** Code copied in a repository can be pasted into Markdown as `path:line`; it is offered, never taken by itself. */
export function registerEvidencePaste(engines: Engines): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    prepareDocumentPaste(document, ranges, data) {
      const engine = engines.of(document.uri);
      const path = engine && pathOf(engine.root, document.uri);
      const [range] = ranges;
      if (path === undefined || !range || ranges.length !== 1) return;
      data.set(MIME, new vscode.DataTransferItem(sayLines({ path, ...linesOf(range) })));
    },
    async provideDocumentPasteEdits(document, _, data) {
      if (vscode.languages.match(PROTOCOL_SELECTOR, document) === 0 && !document.isUntitled) return undefined;
      const copied = await data.get(MIME)?.asString();
      const text = copied ?? linkIn((await data.get("text/plain")?.asString()) ?? "", document, engines);
      if (text === undefined) return undefined;
      const edit = new vscode.DocumentPasteEdit(text, "Paste as evidence link", KIND);
      edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider(
    [{ scheme: "file" }, { scheme: "untitled" }],
    provider,
    {
      providedPasteEditKinds: [KIND],
      copyMimeTypes: [MIME],
      pasteMimeTypes: [MIME, "text/plain"],
    },
  );
}

/** An absolute path with a line, as other programs copy it, made relative to the repository. */
function linkIn(text: string, { uri }: vscode.TextDocument, engines: Engines): string | undefined {
  const root = (engines.of(uri) ?? engines.all[0])?.root;
  const line = text.trim();
  if (root === undefined || line.includes("\n") || !line.startsWith(`${root}/`)) return undefined;
  const [found] = evidenceIn(line.slice(root.length + 1));
  return found && sayLines(found);
}
