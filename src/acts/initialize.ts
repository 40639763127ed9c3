import { CONFIG_PATHS, type Config, isTest, matching, type Path } from "#core";
import type { Planned } from "./plan.ts";

/** What a repository shows to whoever proposes its configuration. */
export interface Repository {
  readonly paths: readonly Path[];
  /** Texts of the files in `LOOKED_AT` that exist. */
  readonly texts: ReadonlyMap<Path, string>;
  /** Markdown files that look like change protocols, best first. */
  readonly protocols: readonly Path[];
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

/** Proposes a configuration from what is there. Refused where there is one already. */
export function planInitialize(repository: Repository): Planned {
  const existing = CONFIG_PATHS.find((path) => repository.paths.includes(path));
  if (existing) return { refused: `There is a configuration already: ${existing}.` };
  const text = `${header(repository)}${JSON.stringify(propose(repository), null, 2)}\n`;
  return { plan: { title: "Set up Lockstep", files: [{ path: CONFIG_PATHS[0], text }], records: [] } };
}

function propose({ paths, texts, protocols }: Repository): Config {
  const present = (globs: readonly string[]): string[] =>
    globs.filter((glob) => {
      const meant = matching([glob]);
      return paths.some(meant);
    });
  const [protocol] = protocols;
  const workflow = present(WORKFLOW);
  const commands = present(COMMANDS);
  const excluded = [...workflow, ...commands].map((glob) => `!${glob}`);
  const verification = verificationOf(texts, paths);
  const bind = (globs: string[], rest: object = {}): object =>
    globs.length > 0 ? { paths: globs, ...rest } : {};
  const causes = present(WORKFLOW_CAUSES);
  const surfaces = Object.fromEntries(
    Object.entries({
      "backend-logic": bind(present(CODE)),
      documentation: bind(present(DOCUMENTS).concat(excluded), { opens: "impacted" }),
      "command-surface": bind(commands, { opens: "impacted" }),
      "workflow-references": bind(workflow, causes.length > 0 ? { causes, opens: "impacted" } : {}),
    }).filter(([, binding]) => Object.keys(binding).length > 0),
  );
  return {
    protocols: [protocol ?? "lockstep:recommended"],
    // Another team's protocol names its own surfaces: binding ours would name some it does not have.
    ...(protocol ? {} : { surfaces }),
    ...(verification.length > 0 ? { verification } : {}),
  };
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

function header({ protocols }: Repository): string {
  const from = protocols[0] ? `the protocol found in ${protocols[0]}` : "Lockstep's recommended protocol";
  return `// Lockstep: binds ${from} to this repository. Proposed from what is here; edit it.\n`;
}
