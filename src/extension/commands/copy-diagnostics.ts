import { gitVersion } from "#adapters/git/version";
import { SETTINGS, type SettingKey } from "#manifest/settings";
import { toBugReport } from "#views/bug-report";
import { sayTrouble } from "#views/troubles";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { withProgram } from "../git-program.ts";
import type { Log } from "../log.ts";

/** Puts on the clipboard what a bug report needs: versions, settings, states in numbers, the end of the log. */
export async function copyDiagnostics(
  { extension }: vscode.ExtensionContext,
  engines: Engines,
  log: Log,
): Promise<void> {
  const { version } = extension.packageJSON as { readonly version?: unknown };
  const settings = engines.settings();
  const changed = (Object.keys(SETTINGS) as SettingKey[]).filter(
    (key) => JSON.stringify(settings[key]) !== JSON.stringify(SETTINGS[key].schema.parse(undefined)),
  );
  const text = toBugReport(
    {
      versions: {
        Lockstep: String(version),
        Editor: `${vscode.env.appName} ${vscode.version}`,
        Runs: `${vscode.env.remoteName ?? "local"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
        git: await sayGit(settings["git.path"]),
        Folders: String(vscode.workspace.workspaceFolders?.length ?? 0),
      },
      settings: Object.fromEntries(changed.map((key) => [`lockstep.${key}`, settings[key]])),
      repositories: [
        ...engines.all,
        ...engines.refused.map(({ folder, cause }) => ({
          root: folder,
          state: { is: "trouble", cause } as const,
        })),
      ],
      log: log.tail,
    },
    homedir(),
  );
  await vscode.env.clipboard.writeText(text);
  await vscode.window.showInformationMessage(
    "Lockstep: diagnostic information is on the clipboard. It holds no text of your files; look through it before you post it.",
  );
}

async function sayGit(program: string): Promise<string> {
  if (!vscode.workspace.isTrusted) return "not asked: Restricted Mode";
  return gitVersion(withProgram(process.env, program)).catch(sayTrouble);
}
