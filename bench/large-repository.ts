import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface LargeRepository {
  readonly root: string;
  git(...args: readonly string[]): string;
  dispose(): void;
}

/** A git repository of `count` files in the proportions of real ones: one in forty is a document that names code. */
export function makeLargeRepository(count: number): LargeRepository {
  const root = mkdtempSync(join(tmpdir(), "lockstep-bench-"));
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let at = 0; at < count; at++) {
    if (at % 40 === 0) write(`docs/area${at % 50}/topic${at}.md`, documentText(at));
    else write(`src/area${at % 100}/module${at}.ts`, moduleText(at));
  }
  git("init", "-q", "-b", "main");
  git("-c", "gc.auto=0", "add", "-A");
  git(
    "-c",
    "gc.auto=0",
    "-c",
    "user.name=Bench",
    "-c",
    "user.email=bench@example.org",
    "commit",
    "-qm",
    "first",
  );
  return { root, git, dispose: () => rmSync(root, { recursive: true, force: true }) };
}

function moduleText(at: number): string {
  const lines = Array.from({ length: 30 }, (_, line) => `export const VALUE_${at}_${line} = ${line};`);
  return `${lines.join("\n")}\n\nexport function handle${at}(input: string) {\n  return input + VALUE_${at}_1;\n}\n`;
}

function documentText(at: number): string {
  const lines = Array.from(
    { length: 40 },
    (_, line) => `- \`VALUE_${at + 1}_${line % 30}\` is ${line % 30}; see \`handle${at + 1}\`.`,
  );
  return `# Topic ${at}\n\n${lines.join("\n")}\n`;
}
