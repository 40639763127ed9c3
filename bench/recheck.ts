import { repositoryWorld } from "#adapters/world";
import { openRepository } from "#adapters/repository";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeLargeRepository } from "./large-repository.ts";
import { report, timed } from "./measure.ts";

const HOME = fileURLToPath(new URL("..", import.meta.url));

/** First verdict and re-check after one edit, against `git status` of the same repository in the same run. */
export async function benchRecheck(files: number): Promise<void> {
  const large = makeLargeRepository(files);
  try {
    const status = await timed(9, () => large.git("status", "--porcelain=v2", "-z"));
    const cold = await timed(3, async () => {
      const world = await open(large.root);
      await check(world, createMemory());
      await world.close();
    });
    const edited = "src/area1/module1.ts";
    const text = readFileSync(join(large.root, edited), "utf8");
    const world = await open(large.root);
    const memory = createMemory();
    await check(world, memory);
    const warm = await timed(25, async (round) => {
      writeFileSync(join(large.root, edited), text.replace("VALUE_1_5 = 5", `VALUE_1_5 = ${round + 10}`));
      world.touched([edited]);
      const verdict = await check(world, memory);
      if (verdict.impacts.length === 0) throw new Error("the edit has an impact");
    });
    await world.close();
    const cli = await timed(5, () =>
      execFileSync(process.execPath, [join(HOME, "dist/cli.mjs"), "check", "--fail-on", "never"], {
        cwd: large.root,
      }),
    );
    const name = `${files.toLocaleString("en")} files`;
    const against = (time: number): string =>
      `${time.toFixed(1)} ms = ${(time / status.median).toFixed(2)} × git status`;
    console.log(`\n${name}: git status ${status.median.toFixed(1)} ms (median)`);
    report(
      "re-check after one edit, warm",
      against(warm.median),
      "< 1 × git status",
      warm.median < status.median,
    );
    report("re-check after one edit, p95", against(warm.p95), "< 1 × git status", warm.p95 < status.median);
    report(
      "first verdict, cold, without process start",
      against(cold.median),
      "< 5 × git status",
      cold.median < 5 * status.median,
    );
    report("lockstep check, cold process", `${cli.median.toFixed(0)} ms`, "< 500 ms", cli.median < 500);
  } finally {
    large.dispose();
  }
}

async function open(root: string) {
  return repositoryWorld({
    repository: await openRepository(root),
    mode: { is: "working" },
    stage: "working",
    home: HOME,
  });
}
