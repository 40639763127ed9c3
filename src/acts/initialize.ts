import {
  CONFIG_PATHS,
  type Config,
  isTest,
  matching,
  type Path,
  type Protocol,
  roleOf,
  type SurfaceRole,
  unboundNames,
} from "#core";
import type { Planned } from "./plan.ts";

/** A document of the repository that looks like its change protocol. */
export interface FoundProtocol {
  readonly path: Path;
  readonly protocol: Protocol;
}

/** What a repository shows to whoever proposes its configuration. */
export interface Repository {
  readonly paths: readonly Path[];
  /** Texts of the files in `LOOKED_AT` that exist. */
  readonly texts: ReadonlyMap<Path, string>;
  /** Markdown files that look like change protocols, best first. */
  readonly protocols: readonly FoundProtocol[];
}

/** The files whose text tells how the repository is verified. */
export const LOOKED_AT: readonly Path[] = [
  "package.json",
  "Makefile",
  "pyproject.toml",
  "go.mod",
  "Cargo.toml",
];

/** Folders and files that usually hold code; only those that are there are proposed. */
const CODE = [
  "src/**",
  "app/**",
  "lib/**",
  "server/**",
  "api/**",
  "cmd/**",
  "internal/**",
  "pkg/**",
  "crates/**",
  "packages/*/src/**",
  "apps/*/src/**",
  "scripts/**",
  "prisma/**",
  "alembic/**",
  "migrations/**",
  "db/**",
  "openapi.{yaml,yml,json}",
];
const DOCUMENTS = ["docs/**", "doc/**", "documentation/**", "website/docs/**", "*.md"];
const WORKFLOW = [
  "docs/specs/**",
  "specs/**",
  "docs/workflows/**",
  "runbooks/**",
  "AGENTS.md",
  "CLAUDE.md",
  "CONTRIBUTING.md",
];
const WORKFLOW_CAUSES = [
  ".github/workflows/**",
  ".gitlab-ci.yml",
  "Dockerfile",
  "docker-compose*.{yml,yaml}",
  "compose.{yml,yaml}",
];
const COMMANDS = ["README.md", "README.rst", "docs/cli.md", "**/help.{ts,js,py,go,rs}"];

/** The document that may be this repository's change protocol; `undefined` where there is none, or a configuration. */
export function protocolToPropose({ paths, protocols }: Repository): Path | undefined {
  return CONFIG_PATHS.some((path) => paths.includes(path)) ? undefined : protocols[0]?.path;
}

/** Proposes a configuration from what is there. Refused where there is one already. */
export function planInitialize(repository: Repository): Planned {
  const existing = CONFIG_PATHS.find((path) => repository.paths.includes(path));
  if (existing) return { refused: `There is a configuration already: ${existing}.` };
  const proposed = propose(repository);
  const text = `${header(repository, proposed)}${JSON.stringify(proposed, null, 2)}\n`;
  return { plan: { title: "Set up Lockstep", files: [{ path: CONFIG_PATHS[0], text }], records: [] } };
}

type Binding = NonNullable<Config["surfaces"]>[string];

/** The surfaces of the built-in protocol, by the slugs they are bound by. */
const RECOMMENDED = ["backend-logic", "documentation", "command-surface", "workflow-references"].map(
  (id) => ({
    id,
    title: id.replaceAll("-", " "),
  }),
);

function propose(repository: Repository): Config {
  const { texts, paths, protocols } = repository;
  const [found] = protocols;
  const byRole = bindingsByRole(repository);
  const taken = new Set<SurfaceRole>();
  // Where several surfaces have one role, nobody can tell here which files are whose: the first is bound.
  const surfaces = (found?.protocol.surfaces ?? RECOMMENDED).flatMap(({ id, title }) => {
    const role = roleOf(title);
    const binding = byRole[role];
    if (binding === undefined || taken.has(role)) return [];
    taken.add(role);
    return [[id, binding] as const];
  });
  const verification = verificationOf(texts, paths);
  return {
    protocols: [found?.path ?? "lockstep:recommended"],
    ...(surfaces.length > 0 ? { surfaces: Object.fromEntries(surfaces) } : {}),
    ...(verification.length > 0 ? { verification } : {}),
  };
}

/** The globs a surface of a role would be bound to here; none for roles that need no binding. */
export function pathsFor(role: SurfaceRole, repository: Repository): readonly string[] {
  return bindingsByRole(repository)[role]?.paths ?? [];
}

/** What a surface of each role is bound to, of what is there; nothing for roles that need no binding. */
function bindingsByRole({ paths, protocols }: Repository): Partial<Record<SurfaceRole, Binding>> {
  const present = (globs: readonly string[]): string[] =>
    globs.filter((glob) => {
      const meant = matching([glob]);
      return paths.some(meant);
    });
  const [found] = protocols;
  const [workflow, commands, causes] = [present(WORKFLOW), present(COMMANDS), present(WORKFLOW_CAUSES)];
  const documents = present(DOCUMENTS);
  // The protocol itself is no document that an edit of it could bring up to date.
  const excluded = [...workflow, ...commands, ...(found ? [found.path] : [])].map((glob) => `!${glob}`);
  // A team's own protocol opens its surfaces always; ours only where a line became false.
  const opens: Pick<Binding, "opens"> = found ? {} : { opens: "certain" };
  const bound = (globs: string[], rest: Binding = {}): Binding | undefined =>
    globs.length > 0 ? { paths: globs, ...rest } : undefined;
  return Object.fromEntries(
    Object.entries({
      code: bound(present(CODE)),
      documents: documents.length > 0 ? bound([...documents, ...excluded], opens) : undefined,
      commands: bound(commands, opens),
      workflow: bound(workflow, causes.length > 0 ? { causes, ...opens } : {}),
    }).filter(([, binding]) => binding !== undefined),
  );
}

function verificationOf(
  texts: ReadonlyMap<Path, string>,
  paths: readonly Path[],
): { id: string; run: string }[] {
  if (/"test"\s*:/.test(texts.get("package.json") ?? "")) return [{ id: "tests", run: "npm test" }];
  if (/^test:/m.test(texts.get("Makefile") ?? "")) return [{ id: "tests", run: "make test" }];
  if (texts.has("go.mod")) return [{ id: "tests", run: "go test ./..." }];
  if (texts.has("Cargo.toml")) return [{ id: "tests", run: "cargo test" }];
  if (texts.has("pyproject.toml") && paths.some(isTest)) return [{ id: "tests", run: "python -m pytest" }];
  return [];
}

function header({ protocols }: Repository, proposed: Config): string {
  const [found] = protocols;
  const from = found ? `the protocol found in ${found.path}` : "Lockstep's recommended protocol";
  const unbound = found ? [...new Set(unboundNames(found.protocol, proposed).map(({ name }) => name))] : [];
  const open =
    unbound.length > 0 ? [`// Bound to nothing yet, so shown and not checked: ${unbound.join(", ")}.`] : [];
  const lines = [
    `// Lockstep: binds ${from} to this repository. Proposed from what is here; edit it.`,
    ...open,
  ];
  return lines.map((line) => `${line.replace(/\s+/g, " ")}\n`).join("");
}
