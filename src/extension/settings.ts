import { readSettings, type Settings } from "#manifest/settings";
import * as vscode from "vscode";
import type { Log } from "./log.ts";

/** The settings as they hold for a folder; what is wrong with them goes to the log, once per reading. */
export function settingsFor(log: Log, scope?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration("lockstep", scope ?? null);
  const { settings, wrong } = readSettings((key) => configuration.get(key));
  for (const { key, message } of wrong) log.warn(`Setting lockstep.${key}: ${message}; its default is used.`);
  return settings;
}
