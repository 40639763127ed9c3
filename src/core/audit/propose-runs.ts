import type { Ground } from "../evidence/ground.ts";
import { groupBy, uniqueBy } from "../group.ts";
import { isDocument, isTest } from "../impact/classify.ts";
import type { Path } from "../model/place.ts";
import { importsFile, importsOf, isNamedAfter } from "./importers.ts";
import { folderWith, inFolder, type NodePackage, packageOf } from "./packages.ts";
import { isComposeFile } from "./probes/compose-file.ts";
import { namesRoute, routeChecks } from "./propose-routes.ts";
import type { ProposedRun } from "./proposed-run.ts";

const ORDER = ["syntax", "tests", "suite"] as const;
/** Where more tests touch the change, the suite is the smallest command that is worth it. */
const MOST_FILES = 20;
/** Test files that are looked through for imports. */
const MOST_TESTS = 2_000;

/**
 * The smallest commands that mean something for the changed area, smallest first. Pure: proposes, never runs.
 * @param routes what the change says of routes: the paths it made, altered or took away
 */
export function proposeRuns(ground: Ground, routes: readonly string[] = []): ProposedRun[] {
  const changed = ground.changes
    .filter(({ path, after }) => after !== undefined && !isDocument(path))
    .map(({ path }) => path);
  if (changed.length === 0) return [];
  const touching = testsTouching(changed, ground, routes);
  const proposed = [
    ...changed.flatMap((path) => syntaxRun(path, ground)),
    ...nodeTests(touching, ground),
    ...pytest(touching),
    ...goTest(changed, ground),
    ...routeChecks(changed, routes, ground),
    ...suites(changed, ground),
  ];
  return uniqueBy(proposed, ({ cwd, argv }) => JSON.stringify([cwd, argv])).sort(
    (a, b) => ORDER.indexOf(a.size) - ORDER.indexOf(b.size),
  );
}

/** The files whose text is asked for, beside the changed ones: test files and packages. */
export function filesToPropose(paths: Iterable<Path>): Path[] {
  const all = [...paths];
  return [
    ...all.filter((path) => /(?:^|\/)package\.json$/.test(path)),
    ...all.filter((path) => isTestFile(path)).slice(0, MOST_TESTS),
  ];
}

/** The test files of the tree that are changed, import a changed file, are named after one, or name a route that moved. */
export function testsTouching(
  changed: readonly Path[],
  ground: Ground,
  routes: readonly string[] = [],
): ReadonlyMap<Path, readonly Path[]> {
  const sources = changed.filter((path) => !isTest(path));
  const found = new Map<Path, readonly Path[]>();
  const all = [...ground.index.paths].filter((path) => isTestFile(path)).slice(0, MOST_TESTS);
  for (const test of all) {
    const text = ground.read(test) ?? "";
    const modules = importsOf(test, text);
    const touched = namesRoute(text, routes)
      ? sources
      : sources.filter((source) => isNamedAfter(test, source) || importsFile(test, modules, source));
    const own = changed.includes(test) ? [test] : [];
    if (touched.length + own.length > 0) found.set(test, [...own, ...touched]);
  }
  return found;
}

function isTestFile(path: Path): boolean {
  return (
    /(?:[._-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]+\.py|_test\.py|_test\.go)$/.test(path) ||
    (/(?:^|\/)(?:tests?|__tests__)\/[^/]+\.[cm]?[jt]sx?$/.test(path) &&
      !/(?:^|\/)(?:helpers?|setup|fixtures?|utils?)\b/.test(path))
  );
}

function syntaxRun(path: Path, ground: Ground): ProposedRun[] {
  const file = asArgument(path);
  const run = (...argv: [string, ...string[]]): ProposedRun[] => [
    { cwd: "", argv, size: "syntax", why: `${path} is read without being run.`, because: [path] },
  ];
  if (/\.[cm]?js$/.test(path)) return run("node", "--check", file);
  if (path.endsWith(".py")) return run("python3", "-m", "py_compile", file);
  if (/\.(?:sh|bash)$/.test(path)) return run("bash", "-n", file);
  if (path.endsWith(".prisma")) {
    const owner = packageOf(path, ground);
    return owner?.dependencies.has("prisma")
      ? [
          {
            cwd: owner.folder,
            argv: ["npx", "prisma", "validate", "--schema", asArgument(relativeTo(owner.folder, path))],
            size: "syntax",
            why: "The schema is validated.",
            because: [path],
          },
        ]
      : [];
  }
  return isComposeFile(path) ? run("docker", "compose", "-f", file, "config", "--quiet") : [];
}

/** The tests that touch the change, by the runner of the package they belong to. */
function nodeTests(touching: ReadonlyMap<Path, readonly Path[]>, ground: Ground): ProposedRun[] {
  const files = [...touching.keys()].filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const owned = files.flatMap((path) => {
    const owner = packageOf(path, ground);
    return owner ? [{ path, owner }] : [];
  });
  return [...groupBy(owned, ({ owner }) => owner.folder).values()].flatMap((group) => {
    const owner = group[0]?.owner;
    const tests = group.map(({ path }) => path);
    const named =
      owner && tests.length <= MOST_FILES
        ? tests.map((path) => asArgument(relativeTo(owner.folder, path)))
        : [];
    const argv = owner && named.length > 0 ? testCommand(owner, named) : undefined;
    return owner && argv
      ? [{ cwd: owner.folder, argv, size: "tests" as const, ...touches(tests, touching) }]
      : [];
  });
}

/** How a package runs some of its tests: its own test script with the files in place of its patterns, or its runner. */
function testCommand(
  { scripts, dependencies }: NodePackage,
  files: readonly string[],
): readonly [string, ...string[]] | undefined {
  const script = scripts.get("test") ?? "";
  const words = script.split(/\s+/);
  const node = /^node\s.*--test\b/.test(script) && !/[;&|<>$`]/.test(script);
  if (node)
    return [
      "node",
      ...words
        .slice(1)
        .filter(
          (word, at) =>
            word.startsWith("-") || /^(?:--import|--loader|-r|--require|--test-\S+)$/.test(words[at] ?? ""),
        ),
      ...files,
    ];
  const runner =
    ["vitest", "jest", "mocha", "ava"].find((name) => new RegExp(String.raw`\b${name}\b`).test(script)) ??
    ["vitest", "jest", "mocha", "ava"].find((name) => dependencies.has(name));
  if (runner === undefined) return undefined;
  return runner === "vitest" ? ["npx", "vitest", "run", ...files] : ["npx", runner, ...files];
}

function pytest(touching: ReadonlyMap<Path, readonly Path[]>): ProposedRun[] {
  const files = [...touching.keys()].filter((path) => path.endsWith(".py"));
  return files.length === 0 || files.length > MOST_FILES
    ? []
    : [
        {
          cwd: "",
          argv: ["python3", "-m", "pytest", ...files.map(asArgument)],
          size: "tests",
          ...touches(files, touching),
        },
      ];
}

function touches(
  tests: readonly Path[],
  touching: ReadonlyMap<Path, readonly Path[]>,
): Pick<ProposedRun, "why" | "because"> {
  return {
    why: `${tests.length === 1 ? "This test touches" : `These ${tests.length} tests touch`} what changed.`,
    because: [...new Set(tests.flatMap((path) => touching.get(path) ?? []))],
  };
}

function goTest(changed: readonly Path[], ground: Ground): ProposedRun[] {
  const files = changed.filter((path) => path.endsWith(".go"));
  const byModule = groupBy(files, (path) => folderWith("go.mod", path, ground));
  return [...byModule].flatMap(([module, paths]): ProposedRun[] => {
    if (module === undefined) return [];
    const packages = [
      ...new Set(paths.map((path) => relativeTo(module, path.slice(0, Math.max(0, path.lastIndexOf("/")))))),
    ];
    return [
      {
        cwd: module,
        argv: ["go", "test", ...packages.map((folder) => (folder === "" ? "." : `./${folder}`))],
        size: "tests",
        why: "The Go packages that changed are tested.",
        because: paths,
      },
    ];
  });
}

/** Everything a package or module checks. */
function suites(changed: readonly Path[], ground: Ground): ProposedRun[] {
  const owners = groupBy(changed, (path) => packageOf(path, ground)?.folder);
  const node = [...owners].flatMap(([folder, paths]): ProposedRun[] => {
    const owner = folder === undefined ? undefined : packageOf(inFolder(folder, "package.json"), ground);
    if (!owner) return [];
    const scripts = ["typecheck", "lint", "test"].filter(
      (name) => owner.scripts.has(name) && !/no test specified/.test(owner.scripts.get(name) ?? ""),
    );
    return scripts.map((name) => ({
      cwd: owner.folder,
      argv: name === "test" ? [owner.manager, "test"] : [owner.manager, "run", name],
      size: "suite",
      why: `The script “${name}” of ${inFolder(owner.folder, "package.json")}.`,
      because: paths,
    }));
  });
  const rust = changed.filter((path) => path.endsWith(".rs"));
  const cargo = [...groupBy(rust, (path) => folderWith("Cargo.toml", path, ground))].flatMap(
    ([folder, paths]): ProposedRun[] =>
      folder === undefined
        ? []
        : [
            {
              cwd: folder,
              argv: ["cargo", "test"],
              size: "suite",
              why: "The crate's tests.",
              because: paths,
            },
          ],
  );
  const python = changed.filter((path) => path.endsWith(".py"));
  const hasPytest = [...ground.index.paths].some(
    (path) => /(?:^|\/)(?:pytest\.ini|conftest\.py)$/.test(path) || /(?:^|\/)test_[^/]+\.py$/.test(path),
  );
  const all: ProposedRun[] =
    python.length > 0 && hasPytest
      ? [
          {
            cwd: "",
            argv: ["python3", "-m", "pytest"],
            size: "suite",
            why: "All Python tests.",
            because: python,
          },
        ]
      : [];
  return [...node, ...cargo, ...all];
}

/** A path that no program takes for an option. */
function asArgument(path: Path): string {
  return path.startsWith("-") ? `./${path}` : path;
}

function relativeTo(folder: Path, path: Path): string {
  if (folder === "") return path;
  return path === folder ? "" : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
