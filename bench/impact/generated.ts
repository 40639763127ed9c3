import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const SYLLABLES = "ba re ti mo lu ka se no vi da po gra stel wen tor fil mar shi qua rox".split(" ");
const SENTENCES = [
  "sets how often the request is made before it is given up",
  "is read when the service starts and cannot be changed later",
  "holds what was sent last, so that nothing is sent twice",
  "names the place where results are kept until somebody asks",
] as const;
/** One file in so many is a document. */
const PER_DOCUMENT = 35;
/** As many files as a folder has in a repository of this size: 2 to 5 in the real ones that were looked at. */
const PER_FOLDER = 5;
const FOLDERS_BESIDE = 40;

/** A repository of made-up code and documents, the same for the same size; the caller removes it. */
export function generateRepository(files: number): string {
  const home = mkdtempSync(join(tmpdir(), "lockstep-generated-"));
  const next = numbers(files);
  const name = (): string =>
    [0, 1, 2]
      .map(() => SYLLABLES[next() % SYLLABLES.length] ?? "")
      .map((part, k) => (k === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
      .join("") + String(next() % 90);
  const names = Array.from({ length: files }, name);
  const some = (): string => names[next() % names.length] ?? "";
  for (let k = 0; k < files; k++) {
    const isDocument = k % PER_DOCUMENT === 0;
    const folder = Math.floor(k / (isDocument ? PER_FOLDER * PER_DOCUMENT : PER_FOLDER));
    const inside = `area${folder % FOLDERS_BESIDE}/part${folder}`;
    const path = isDocument ? `docs/${inside}/page${k}.md` : `src/${inside}/unit${k}.ts`;
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), isDocument ? page(k, next, some) : unit(names[k] ?? "", next, some));
  }
  const git = (...args: string[]): void => {
    execFileSync(
      "git",
      ["-C", home, "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "maintenance.auto=false", ...args],
      {
        stdio: "ignore",
      },
    );
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "made up");
  // As a clone would have it.
  git("gc", "-q");
  return home;
}

/** A linear congruential sequence (Numerical Recipes); its low bits are left out. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 8;
}

function unit(own: string, next: () => number, some: () => string): string {
  const lines = [`import { ${some()} } from "./${some()}";`, ""];
  for (let k = 0; k < 12; k++) {
    lines.push(
      `/** Which ${SENTENCES[next() % SENTENCES.length]}. */`,
      `export const ${k === 0 ? own : some()} = ${next() % 1000};`,
      `export function ${some()}(${some()}: number): number {`,
      `  return ${some()}(${some()}, ${next() % 100}) + ${some()};`,
      "}",
      "",
    );
  }
  return lines.join("\n");
}

function page(k: number, next: () => number, some: () => string): string {
  const lines = [`# Page ${k}`, ""];
  for (let section = 0; section < 8; section++) {
    lines.push(`## ${some()}`, "");
    for (let line = 0; line < 6; line++)
      lines.push(`\`${some()}\` ${SENTENCES[next() % SENTENCES.length]}; see \`${some()}\`.`, "");
    lines.push("```ts", `${some()}(${some()}, ${next() % 100});`, "```", "");
  }
  return lines.join("\n");
}
