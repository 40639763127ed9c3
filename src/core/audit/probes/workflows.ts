import { splitLines } from "../../diff/lines.ts";
import { at, type Probe } from "./probe.ts";

/** What CI runs by. */
export const WORKFLOW =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|Jenkinsfile|\.woodpecker(?:\/[^/]+)?\.ya?ml|\.drone\.ya?ml)$/;
const RUNS_TESTS =
  /\b(?:npm (?:test|t|run (?:test|unit)\S*)|pnpm (?:test|-r test|run test\S*)|yarn (?:test|run test\S*)|bun test|npx (?:vitest|jest|mocha|playwright test)|node --test|pytest|python3? -m (?:pytest|unittest)|tox|nox|go test|cargo (?:test|nextest)|make (?:test|check|ci)|mvn\b.*\b(?:test|verify)|gradlew?\b.*\b(?:test|check)|dotnet test|mix test|bundle exec r(?:spec|ake)|phpunit|ctest|just test)\b(?!\.\w)/;
/** Tests that run nothing of what is built. */
const TYPES_ONLY = /\btests?[:-](?:types?|typescript|tsd|lint)\b/;
/** A script of the repository's own, by its name. */
const TEST_SCRIPT =
  /(?:^|[\s"'=])(?:\.\/)?(?:scripts?|bin|ci|tools|\.ci|build)\/[\w./-]{0,60}tests?(?![A-Za-z])[\w./-]{0,60}/i;
/** Lines that name a test runner without running it: what is installed, what paths start the workflow. */
const NAMES_ONLY = /\binstall\b|\bpip\b|\buses:|\bname:|^\s*-\s*["']?[\w./*-]+["']?\s*$/;
const TRIGGER =
  /^\s*(?:on:|["']on["']:).*\b(?:push|pull_request)|^\s+(?:push|pull_request|merge_request_event)\b:?/;

/** Whether a workflow runs the tests on every push or pull request. Whether it deploys, no file can show. */
export const workflows: Probe = {
  id: "workflows",
  answers: /\bci\b|\bci\/cd\b|\bworkflows? run\b|\bpipelines?\b|\bdeploy(?:s|ed|ment)?\b|\bcontinuous\b/i,
  probe({ ground }, item) {
    const files = [...ground.index.paths].filter((path) => WORKFLOW.test(path)).sort();
    if (files.length === 0)
      return {
        result: "Fail",
        evidence: [],
        says: "There is no CI workflow.",
        followUp: "Add a workflow that runs the tests",
      };
    const found = files.flatMap((path) => {
      const lines = splitLines(ground.read(path) ?? "");
      const run = testLine(lines);
      const trigger = lines.findIndex((line) => line.length < 2_000 && TRIGGER.test(line));
      return run < 0
        ? []
        : [{ path, line: run + 1, triggered: trigger >= 0 || !path.startsWith(".github/") }];
    });
    // The main workflow has the shorter name: ci.yml before ci-nightly.yml.
    const [best] = found.sort(
      (a, b) => Number(b.triggered) - Number(a.triggered) || a.path.length - b.path.length,
    );
    if (!best) {
      // A step can run them in ways no pattern knows: that there is none, a person has to say.
      return {
        result: "Open",
        evidence: files.slice(0, 3).map((path) => `${path}:1`),
        says: "No step of a workflow plainly runs the tests.",
        candidate: true,
        followUp: "Run the tests in CI, or name the line that does",
      };
    }
    const evidence = [at(best)];
    if (!best.triggered)
      return {
        result: "Open",
        evidence,
        says: "A workflow runs the tests, and neither push nor pull request starts it.",
        followUp: "Start it on pull requests",
      };
    // That the tests are run a file can show; that a deployment was tried, or that all of it reproduces, it cannot.
    const deploys = /\bdeploy|\breproduc|\btested\b|\bend-to-end\b/i.test(item);
    return {
      result: "Pass",
      evidence,
      says: `${best.path} runs the tests.`,
      ...(deploys ? { candidate: true as const, followUp: "Confirm that it was tried" } : {}),
    };
  },
};

/** The line that runs the tests: one that begins with the command before one that only holds it; -1 for none. */
function testLine(lines: readonly string[]): number {
  const runs = (line: string): boolean =>
    line.length < 2_000 &&
    !/^\s*#/.test(line) &&
    !NAMES_ONLY.test(line) &&
    !TYPES_ONLY.test(line) &&
    (RUNS_TESTS.test(line) || TEST_SCRIPT.test(line));
  const begins = lines.findIndex((line) => runs(line) && beginsWithCommand(line));
  return begins >= 0 ? begins : lines.findIndex((line) => runs(line));
}

function beginsWithCommand(line: string): boolean {
  const bare = line.trim().replace(/^(?:-\s+)?(?:(?:run|script|command|sh):?\s*)?[|>"']*\s*/, "");
  return RUNS_TESTS.exec(bare)?.index === 0 || /^(?:\.\/)?(?:scripts?|bin|ci|tools)\//.test(bare);
}
