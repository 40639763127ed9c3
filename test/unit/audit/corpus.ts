import {
  type Audit,
  compileProtocol,
  diffLines,
  type FileChange,
  type Ground,
  groundOf,
  type KnownRun,
  type Path,
  pathIndex,
  type Protocol,
  readAudit,
  verifyAudit,
  type VerifiedAudit,
  type Written,
} from "#core";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CORPUS = new URL("../../fixtures/audits/", import.meta.url).pathname;
const SEED = new URL("../../fixtures/seeds/002_58e71d9033f0d235.txt", import.meta.url).pathname;

export type Files = ReadonlyMap<Path, string>;

function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]));
}

/** The corpus's tree as it is, and as it was when `earlier.md` was written. */
export const NOW = filesIn(`${CORPUS}now/`);
export const WRITTEN = filesIn(`${CORPUS}written/`);

/** Runs as Lockstep recorded them: one passed here, one failed here, one passed on another tree. */
export const RUNS: readonly KnownRun[] = [
  { command: "mypy app", exit: 0, treeDigest: "before", covers: [] },
  { command: "pytest -q", exit: 0, treeDigest: "now", covers: ["tests"], passed: 12, failed: 0 },
  { command: "ruff check .", exit: 1, treeDigest: "now", covers: [] },
];

export const protocol: Protocol = compileProtocol("docs/CODEX_DEV_PROCESS.md", readFileSync(SEED, "utf8"));

/** The change from the one tree to the other. */
export function changesBetween(
  before: Files,
  after: Files,
  renames: Readonly<Record<Path, Path>> = {},
): FileChange[] {
  const from = new Map(Object.entries(renames).map(([old, now]) => [now, old]));
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => !Object.hasOwn(renames, path))
    .sort();
  return paths.flatMap((path): FileChange[] => {
    const old = before.get(from.get(path) ?? path);
    const now = after.get(path);
    if (old === now && !from.has(path)) return [];
    const status = from.has(path)
      ? "renamed"
      : old === undefined
        ? "added"
        : now === undefined
          ? "deleted"
          : "modified";
    const source = from.get(path);
    return [
      {
        path,
        status,
        hunks: diffLines(old ?? "", now ?? ""),
        ...(source === undefined ? {} : { from: source }),
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
      },
    ];
  });
}

export const CHANGES = changesBetween(WRITTEN, NOW, { "app/cleanup.py": "app/housekeeping/cleanup.py" });

/** The ground of the corpus. */
export const GROUND: Ground = groundOf({
  index: pathIndex(NOW.keys(), CHANGES),
  read: (path) => NOW.get(path),
  changes: CHANGES,
  runs: RUNS,
  treeDigest: "now",
});

/** What the corpus's files said before the last edits. */
const EARLIER: Written = (path) => {
  const from = CHANGES.find((change) => change.path === path)?.from;
  const text = WRITTEN.get(path) ?? WRITTEN.get(from ?? path);
  return text === undefined ? undefined : { text, inChange: false };
};

export function corpusText(name: string): string {
  return readFileSync(CORPUS + name, "utf8");
}

/**
 * A document of the corpus, read and checked as if it stood in `docs/`.
 * @param options.written whether its claims are older than the last edits
 */
export function verified(
  name: string,
  options: { written?: boolean; protocol?: Protocol } = {},
): VerifiedAudit {
  const path = `docs/${name}`;
  const audit: Audit = readAudit(path, corpusText(name), GROUND.index.in(path));
  return verifyAudit(audit, GROUND, {
    stage: "gate",
    ...(options.written ? { written: EARLIER } : {}),
    ...(options.protocol ? { protocol: options.protocol } : {}),
  });
}
