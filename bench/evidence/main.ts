import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { replay } from "./replay.ts";
import { sayScore, type Score } from "./score.ts";
import { synthetic } from "./synthetic.ts";

/** Share of true rows that have to hold. */
const GOAL = 0.95;

/**
 * `tsx bench/evidence/main.ts [--seed n] [repository …]`: true rows after 50 unrelated edits, made up on the
 * files of this repository and of those given, and replayed from the history of those given.
 */
function main(args: readonly string[]): number {
  const at = args.indexOf("--seed");
  const seed = at < 0 ? 1 : Number(args[at + 1]);
  const folders = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const scores: Score[] = [];
  for (const folder of [process.cwd(), ...folders]) {
    const texts = textsOf(folder);
    if (texts.length === 0) continue;
    const { kept, replaced } = synthetic(texts, { edits: 50, rowsPerFile: 5, seed });
    scores.push(kept);
    console.log(sayScore({ ...kept, name: `${kept.name} of ${folder}` }));
    console.log(sayScore(replaced));
  }
  for (const folder of folders) {
    const score = replay(folder, { steps: 50, rows: 400, seed });
    if (!score) continue;
    scores.push(score);
    console.log(sayScore(score));
  }
  const short = scores.filter(({ right, rows }) => rows > 0 && right / rows < GOAL);
  console.log(
    short.length === 0
      ? `All at ${GOAL * 100} % or above.`
      : `Below ${GOAL * 100} %: ${short.map(({ name }) => name).join("; ")}`,
  );
  return short.length === 0 ? 0 : 1;
}

/** Up to 200 source files of a work tree, spread over it. */
function textsOf(folder: string): string[] {
  let listed: string;
  try {
    listed = execFileSync("git", ["ls-files", "-z"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return [];
  }
  const paths = listed
    .split("\0")
    .filter((path) => /\.(?:[cm]?[jt]sx?|py|go|rs|md|ya?ml|prisma|sql)$/.test(path) && !/lock\./.test(path));
  const every = Math.max(1, Math.floor(paths.length / 200));
  return paths
    .filter((_, index) => index % every === 0)
    .slice(0, 200)
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path, "utf8"))
    .filter((text) => text.length < 200_000 && text.split("\n").length > 10);
}

process.exitCode = main(process.argv.slice(2));
