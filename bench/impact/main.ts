/**
 * Measures impact detection on the history of public repositories.
 *
 *   npm run bench:impact -- <folder of repositories> --times [--generated <files>] --data <folder of jsonl.gz> [--only <name>]
 *   npm run bench:impact -- <folder of repositories> --data <folder of jsonl.gz> [--cache <folder>] [--limit <steps>] [--only <name>] [--as-shipped] [--write]
 *
 * Repositories are looked for as `<owner>+<name>` under the folder, bare or not; nothing is cloned and nothing
 * of them is run. `--limit` takes that many document-changing and as many code-only steps of each, evenly.
 * `--times` measures times instead; `--generated` also those of a made-up repository of that many files.
 * `--as-shipped` trains nothing and measures the weights as they are: for repositories they were not trained on.
 * `--write` stores weights trained on all of them in src/core/impact/ranking/weights.ts.
 */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { weights } from "../../src/core/impact/ranking/weights.ts";
import { cached } from "./cache.ts";
import { repositoryAt } from "./git.ts";
import { report, reportWith } from "./report.ts";
import { replay, type Replayed } from "./replay.ts";
import { readRows } from "./rows.ts";
import { times } from "./times.ts";
import { weightsText } from "./weights-text.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    cache: { type: "string", default: join(tmpdir(), "lockstep-bench-impact") },
    limit: { type: "string", default: "250" },
    only: { type: "string", multiple: true },
    "as-shipped": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    times: { type: "boolean", default: false },
    generated: { type: "string", default: "0" },
  },
});
const [folder] = positionals;
if (folder === undefined || values.data === undefined) {
  console.error(
    "usage: bench:impact <folder of repositories> --data <folder of jsonl.gz> [--cache] [--limit] [--only] [--as-shipped] [--write] [--times] [--generated]",
  );
  process.exit(2);
}
const { data, cache } = values;
const limit = Number(values.limit);

const found = readdirSync(data)
  .filter((file) => file.endsWith(".jsonl.gz"))
  .map((file) => file.replace(/\.jsonl\.gz$/, ""))
  .filter((name) => !values.only || values.only.includes(name))
  .flatMap((name) => {
    const gitDir = [join(folder, name, "repo"), join(folder, name), join(folder, `${name}.git`)]
      .flatMap((place) => [place, join(place, ".git")])
      .find((place) => existsSync(join(place, "objects")));
    if (gitDir === undefined) console.error(`not here, left out: ${name}`);
    return gitDir === undefined ? [] : [{ name, gitDir }];
  });

if (values.times) {
  const gitDirs = found.map(({ gitDir }) => gitDir);
  for await (const line of times(gitDirs, Number(values.generated))) console.log(line);
} else measureFindings();

function measureFindings(): void {
  const replayed = found.map(({ name, gitDir }): Replayed => {
    const start = performance.now();
    const one = cached(join(cache, String(limit)), name, () =>
      replay(readRows(join(data, `${name}.jsonl.gz`)), repositoryAt(gitDir), limit),
    );
    console.error(`${name}: ${one.steps.length} steps, ${((performance.now() - start) / 1000).toFixed(0)} s`);
    return one;
  });
  if (values["as-shipped"]) {
    console.log(reportWith(replayed, weights));
    return;
  }
  const { text, models } = report(replayed);
  console.log(text);
  const file = new URL("../../src/core/impact/ranking/weights.ts", import.meta.url);
  if (values.write) writeFileSync(file, weightsText(models, replayed));
}
