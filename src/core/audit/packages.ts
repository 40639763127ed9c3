import { parse } from "jsonc-parser";
import type { Ground } from "../evidence/ground.ts";
import type { Path } from "../model/place.ts";

/** A folder with a package.json. */
export interface NodePackage {
  /** Empty for the root. */
  readonly folder: Path;
  readonly scripts: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlySet<string>;
  /** The program its scripts run with, told by the lock file beside or above it. */
  readonly manager: "npm" | "pnpm" | "yarn" | "bun";
}

const LOCKS = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lockb", "bun"],
  ["bun.lock", "bun"],
  ["package-lock.json", "npm"],
] as const;

/** The package a file belongs to: the nearest package.json above it; `undefined` where there is none to read. */
export function packageOf(path: Path, ground: Pick<Ground, "read" | "index">): NodePackage | undefined {
  for (const folder of foldersAbove(path)) {
    const file = inFolder(folder, "package.json");
    if (!ground.index.has(file)) continue;
    const value: unknown = parse(ground.read(file) ?? "", [], { allowTrailingComma: true });
    if (typeof value !== "object" || value === null) return undefined;
    return {
      folder,
      scripts: new Map(entriesOf(value, "scripts")),
      dependencies: new Set(
        [...entriesOf(value, "dependencies"), ...entriesOf(value, "devDependencies")].map(([name]) => name),
      ),
      manager: managerOf(folder, ground),
    };
  }
  return undefined;
}

/** The nearest folder above a file that holds a file of that name. */
export function folderWith(name: string, path: Path, { index }: Pick<Ground, "index">): Path | undefined {
  return foldersAbove(path).find((folder) => index.has(inFolder(folder, name)));
}

export function inFolder(folder: Path, name: string): Path {
  return folder === "" ? name : `${folder}/${name}`;
}

/** The folders a file stands in, the nearest first, the root last. */
function foldersAbove(path: Path): Path[] {
  const folders: Path[] = [];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    folders.push(path.slice(0, at));
  return [...folders, ""];
}

function managerOf(folder: Path, { index }: Pick<Ground, "index">): NodePackage["manager"] {
  for (const above of foldersAbove(inFolder(folder, "package.json"))) {
    const lock = LOCKS.find(([name]) => index.has(inFolder(above, name)));
    if (lock) return lock[1];
  }
  return "npm";
}

function entriesOf(value: object, key: string): [string, string][] {
  const inside: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  if (typeof inside !== "object" || inside === null) return [];
  return Object.entries(inside).flatMap(([name, text]): [string, string][] =>
    typeof text === "string" ? [[name, text]] : [],
  );
}
