import { locate, pathIn } from "#adapters/locate";
import type { Finding, Path, Place } from "#core";
import { plain } from "#views/plain";
import { realpath } from "node:fs/promises";
import { ToolTrouble } from "./desk.ts";

/**
 * The repository's path a tool was given, links followed: the one way in for every path an agent names.
 * Throws ToolTrouble where it leads elsewhere.
 */
export async function pathAt(root: string, said: string): Promise<Path> {
  const real = await realpath(root);
  const path = said.includes("\0") ? undefined : pathIn(real, await locate(said, real));
  if (path === undefined) throw new ToolTrouble(`${plain(said, 200)} lies outside the repository.`);
  return path;
}

/** A place and nothing else. */
export function bare({ path, line, endLine }: Place): { path: string; line: number; endLine?: number } {
  return endLine === undefined ? { path, line } : { path, line, endLine };
}

export function briefly({ rule, severity, message, place }: Finding): {
  rule: string;
  severity: string;
  message: string;
  place: { path: string; line: number };
} {
  return { rule, severity, message: plain(message, 500), place: bare(place) };
}
