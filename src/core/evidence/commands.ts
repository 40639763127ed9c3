const PROGRAMS = new Set(
  `npm npx pnpm yarn bun bunx deno node tsx ts-node tsc vitest jest mocha ava tap playwright cypress eslint oxlint prettier
  biome python python3 py pytest tox nox ruff mypy flake8 black poetry uv pipenv pip alembic django-admin go gotestsum
  golangci-lint cargo rustc make just task rake bundle rspec rails ruby mvn mvnw ./mvnw gradle gradlew ./gradlew dotnet
  mix swift xcodebuild flutter dart php phpunit composer pest docker docker-compose podman compose kubectl helm terraform
  prisma knex sequelize flyway liquibase curl wget http bash sh zsh ctest cmake bazel nx turbo lerna git psql sqlite3
  redis-cli lockstep shellcheck hadolint actionlint gitleaks secretlint trivy semgrep`.split(/\s+/),
);
/** Commands that are recognised outside code spans too: their words mean nothing else. */
const SPOKEN =
  /(?<![\p{L}\p{N}_./-])(?:npm (?:test|t|ci|run [\w:.-]{1,40})|pnpm (?:test|lint|build|typecheck|run [\w:.-]{1,40}|-r [\w:.-]{1,40})|yarn (?:test|lint|build|typecheck|run [\w:.-]{1,40})|bun (?:test|run [\w:.-]{1,40})|npx [\w@/.-]{1,60}|node (?:--test|--check)|(?:python3? -m )?pytest|python3? -m unittest|go (?:test|vet|build)|cargo (?:test|clippy|check|build)|make (?:test|check|lint|build|ci)|alembic (?:upgrade|check|history|current)|prisma (?:migrate|validate|generate) ?\w{0,20}|docker[ -]compose (?:config|up|ps|build)|mvn (?:test|verify)|dotnet test|mix test|bundle exec \w{1,20})(?:\s(?:-{1,2}[\w=./:@,-]{1,80}|\.{0,2}\/[\w./*@-]{1,120}|[\w./*@-]{1,100}\.\w{1,10}(?![\w:])|(?:head|base)\b))*(?![\p{L}\p{N}_-])/giu;
const ENVIRONMENT = /^(?:[A-Za-z_]\w{0,60}=\S{0,200}\s{1,4}){1,8}/;

/** The command a code span holds, without its prompt; `undefined` where it holds something else. */
export function commandIn(code: string): string | undefined {
  const text = code.trim().replace(/^[$>%❯]\s{1,4}/u, "");
  if (text.length > 2_000 || text === "") return undefined;
  const rest = text.replace(ENVIRONMENT, "");
  const [program = "", next] = rest.split(/\s/, 2);
  const isScript =
    /^(?:\.{1,2}\/|scripts?\/|bin\/)[\w./-]{1,200}$/.test(program) &&
    (/\.(?:sh|bash)$/.test(program) || (next !== undefined && !/\.\w{1,10}$/.test(program)));
  if (isScript) return text;
  if (!PROGRAMS.has(program.toLowerCase().replace(/^(?:\.\/)?node_modules\/\.bin\//, ""))) return undefined;
  return next !== undefined ||
    /^(?:pytest|tox|nox|vitest|jest|mocha|tsc|eslint|ruff|mypy|rspec|phpunit|make|ctest|golangci-lint|oxlint|secretlint|gitleaks|actionlint)$/.test(
      program,
    )
    ? text
    : undefined;
}

/** Commands that stand in prose, with where. */
export function commandsSpoken(
  text: string,
): { readonly command: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(SPOKEN)].map((match) => ({
    command: match[0].trim(),
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
}

/** What is said to have come of a run. */
export interface Outcome {
  readonly exit?: number;
  readonly passed?: number;
  readonly failed?: number;
}

/** Reads “35 passed, 2 failed, exit 0” out of a few words; `undefined` where they tell no outcome. */
export function outcomeIn(text: string): Outcome | undefined {
  const words = text.slice(0, 400);
  const exit =
    /\b(?:exit(?:ed)?|status|rc|return(?:ed)? code)\s{0,2}(?:with\s)?(?:code|status)?\s{0,2}[:=]?\s{0,2}(-?\d{1,10})\b/i.exec(
      words,
    )?.[1];
  const share =
    /\b(\d{1,9})\s{0,2}\/\s{0,2}(\d{1,9})\s{1,2}(?:tests?\s|specs?\s|checks?\s|cases?\s)?(?:are\s)?(?:pass|green|ok\b|succe)/i.exec(
      words,
    );
  const passed =
    share?.[1] ??
    /\b(\d{1,9})\s{1,2}(?:unit\s|integration\s|new\s)?(?:tests?\s|specs?\s|checks?\s|cases?\s)?(?:have\s|are\s|all\s)?(?:pass(?:ed|es|ing)?|green|succeeded|successful|ok)\b/i.exec(
      words,
    )?.[1];
  const failedSpoken =
    /\b(\d{1,9})\s{1,2}(?:tests?\s|specs?\s|checks?\s|cases?\s)?(?:fail(?:ed|s|ing|ures?)?|errors?|broken|red)\b/i.exec(
      words,
    )?.[1];
  const failed = failedSpoken ?? (share ? String(Number(share[2]) - Number(share[1])) : undefined);
  const all =
    /\b(?:all|every)\b.{0,40}\b(?:pass|green|succe)|\b(?:tests?|suite|build|lint|checks?|run)\b.{0,20}\b(?:pass(?:ed|es|ing)?|green|succe\w{0,8})\b|^\W{0,6}(?:pass(?:ed|es|ing)?|green|ok|succe\w{0,8}|clean)\b|✅|✔|✓/iu.test(
      words,
    );
  if (exit === undefined && passed === undefined && failed === undefined && !all) return undefined;
  return {
    ...(exit === undefined ? {} : { exit: Number(exit) }),
    ...(passed === undefined ? {} : { passed: Number(passed) }),
    ...(failed === undefined ? {} : { failed: Number(failed) }),
  };
}
