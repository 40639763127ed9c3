import { insidePackage } from "../config/inside-package.ts";
import type { Config, SurfaceBinding, SurfaceRole } from "../config/schema.ts";
import { matching, type PathTest } from "../glob.ts";
import { isArchive, isCode, isDocument, isTest } from "../impact/classify.ts";
import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";

/** A surface of the protocol, bound to the files of a repository. */
export interface BoundSurface {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  /** The protocol line that demands it. */
  readonly place: Place;
  readonly role: SurfaceRole;
  readonly opens: NonNullable<SurfaceBinding["opens"]>;
  /** The files of this surface. */
  readonly holds: PathTest;
  /** The files whose edits make it owed. */
  readonly causes: PathTest;
}

const ROLE_WORDS: readonly (readonly [SurfaceRole, RegExp])[] = [
  ["commands", /\b(commands?|cli|terminal|help)\b/i],
  ["workflow", /\b(workflows?|specs?|runbooks?|process(es)?|operators?)\b/i],
  ["verification", /\b(verif\w+|tests?|testing|checks?)\b/i],
  ["repository", /\b(repo|repository|commits?|version control)\b/i],
  ["documents", /\b(docs?|document\w*)\b/i],
  ["code", /\b(backend|frontend|logic|code|source|implementation|app|application|api)\b/i],
];

/** What a surface is judged as, from the words of its title; `other` where they say nothing. */
export function roleOf(title: string): SurfaceRole {
  return ROLE_WORDS.find(([, words]) => words.test(title))?.[0] ?? "other";
}

/** The globs a role stands for where the configuration binds none. */
export const ROLE_PATHS = {
  code: undefined,
  repository: undefined,
  documents: undefined,
  commands: ["README*", "**/help.{ts,js,mjs,py,go,rs}", "man/**", "docs/cli/**", "docs/cli.*"],
  workflow: [
    "docs/specs/**",
    "specs/**",
    "docs/workflows/**",
    "docs/runbooks/**",
    "runbooks/**",
    "AGENTS.md",
    "CLAUDE.md",
    "CONTRIBUTING*",
    ".github/*.md",
  ],
  verification: undefined,
  other: [],
} as const satisfies Record<SurfaceRole, readonly string[] | undefined>;

/** Edits of these make the workflow surface owed where the configuration names no causes. */
export const WORKFLOW_CAUSES = [
  ".github/workflows/**",
  ".gitlab-ci.yml",
  ".circleci/**",
  "Jenkinsfile",
  "azure-pipelines.yml",
  ".claude/**",
  ".github/prompts/**",
] as const;

/**
 * Binds every surface of a protocol, in the protocol's order. A file belongs to the first document-like
 * surface that names it (workflow, then commands), and to Documentation only when neither does.
 */
export function bindSurfaces(protocol: Protocol, config: Config, ownProtocol: boolean): BoundSurface[] {
  const ignored = matching(config.ignore ?? []);
  const bindings = new Map(Object.entries(config.surfaces ?? {}));
  const roles = new Map(
    protocol.surfaces.map(({ id, title }) => [id, bindings.get(id)?.role ?? roleOf(title)]),
  );
  const globsOf = (id: string, role: SurfaceRole): readonly string[] | undefined =>
    bindings.get(id)?.paths ?? ROLE_PATHS[role];
  const special = matching(
    protocol.surfaces.flatMap(({ id }) => {
      const role = roles.get(id) ?? "other";
      return role === "commands" || role === "workflow" ? [...(globsOf(id, role) ?? [])] : [];
    }),
  );
  const isSource: PathTest = (path) => isCode(path) && !isTest(path);
  const byNature = {
    code: isSource,
    documents: (path) => isDocument(path) && !isArchive(path) && !special(path),
    verification: (path) => isTest(path) && !isDocument(path),
    repository: () => true,
    commands: () => false,
    workflow: () => false,
    other: () => false,
  } satisfies Record<SurfaceRole, PathTest>;
  const holdsOf = (id: string, role: SurfaceRole): PathTest => {
    const globs = globsOf(id, role);
    const test = byPackage(config, id, "paths", globs ? matching(globs) : byNature[role]);
    return (path) => !ignored(path) && test(path);
  };
  const code = protocol.surfaces
    .filter(({ id }) => roles.get(id) === "code")
    .map(({ id }) => holdsOf(id, "code"));
  const anyCode: PathTest = (path) => code.some((holds) => holds(path));
  const causesByRole = {
    code: () => false,
    repository: () => true,
    documents: anyCode,
    commands: anyCode,
    workflow: matching(WORKFLOW_CAUSES),
    verification: (path) => !isDocument(path),
    other: () => false,
  } satisfies Record<SurfaceRole, PathTest>;
  return protocol.surfaces.map(({ id, title, requirement, place }) => {
    const role = roles.get(id) ?? "other";
    const binding = bindings.get(id);
    const causes = byPackage(
      config,
      id,
      "causes",
      binding?.causes ? matching(binding.causes) : causesByRole[role],
    );
    return {
      id,
      title,
      requirement,
      place,
      role,
      opens: binding?.opens ?? (ownProtocol ? "always" : "certain"),
      holds: holdsOf(id, role),
      causes: (path) => !ignored(path) && causes(path),
    };
  });
}

/** A test that, for files of a package which binds the surface itself, asks the package's globs instead. */
function byPackage(config: Config, id: string, key: "paths" | "causes", otherwise: PathTest): PathTest {
  const packages = Object.entries(config.packages ?? {}).flatMap(([folder, { surfaces }]) => {
    const globs = new Map(Object.entries(surfaces ?? {})).get(id)?.[key];
    return globs ? [{ inside: insidePackage(folder), test: matching(globs) }] : [];
  });
  if (packages.length === 0) return otherwise;
  return (path) => {
    for (const { inside, test } of packages) {
      const relative = inside(path);
      if (relative !== undefined) return test(relative);
    }
    return otherwise(path);
  };
}
