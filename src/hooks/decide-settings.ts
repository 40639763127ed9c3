import type { Tree } from "#ports";
import { readFile } from "node:fs/promises";
import { parse, type ParseError } from "jsonc-parser";
import type { HookCall } from "./call.ts";
import { isFields } from "./fields.ts";
import { locate, pathIn } from "#adapters/locate";

/** Reads Lockstep's own hook in a settings file. */
const OUR_HOOK = /\bhook\b[\s"',]{1,40}--agent\b/;

/**
 * Why a settings file as it is now must not take effect: it switches all hooks off, or Lockstep's hook was
 * in it where the change began and is gone. @param root links followed
 */
export async function refuseSettings(
  { settings, cwd }: HookCall,
  root: string,
  before: Tree,
): Promise<string | undefined> {
  if (settings === undefined) return undefined;
  const location = await locate(settings, cwd ?? root);
  const text = await readFile(location.real, "utf8").catch(() => "");
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const off = isFields(value) && value["disableAllHooks"] === true;
  const path = pathIn(root, location);
  const was = path === undefined ? undefined : await before.read(path);
  const lost = was !== undefined && OUR_HOOK.test(was) && !OUR_HOOK.test(text);
  if (!off && !lost) return undefined;
  return [
    `Lockstep: these settings ${off ? "switch every hook off" : "no longer name Lockstep's hook"}, so they do not take effect.`,
    "Next: put the settings back; whether hooks run is for a person to decide.",
  ].join("\n");
}
