import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const CODE = `export const LIMIT = 3;

export function again(count: number) {
  return count < LIMIT;
}

/** Waits longer after each try. */
export function pause(count: number) {
  return 2 ** count * 1_000;
}
`;

const FILES = {
  "docs/PROTOCOL.md":
    "# Change protocol\n\n### PHASE 1 — Self-audit\n\nAnswer every item.\n\n| Checklist Item | Result | Evidence (file:line) | Follow-up |\n|---|---|---|---|\n| Requirements coverage | | | |\n| Fault tolerance | | | |\n",
  ".lockstep/config.jsonc": JSON.stringify({ protocols: ["docs/PROTOCOL.md"] }),
  "src/retry.ts": CODE,
};

describe("evidence in the record", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
    repository.write("src/retry.ts", CODE.replace("= 3", "= 5"));
  });
  afterEach(() => repository.dispose());

  /** Writes the audit of the branch's change, and answers where. */
  function writeAudit(evidence: string): string {
    const [change = ""] = readdirSync(join(repository.root, ".lockstep/changes"));
    const path = `.lockstep/changes/${change}/1-self-audit.md`;
    const head = "| Checklist Item | Result | Evidence (file:line) | Follow-up |\n|---|---|---|---|\n";
    repository.write(
      path,
      `${head}| Requirements coverage | Pass | ${evidence} | — |\n| Fault tolerance | N/A | — | nothing calls out |\n`,
    );
    return path;
  }

  function rules(): string[] {
    const { findings } = JSON.parse(lockstep(repository, "check", "--json").out) as {
      findings: { rule: string }[];
    };
    return findings.map(({ rule }) => rule).filter((rule) => /^(?:evidence|audit)\//.test(rule));
  }

  it("is followed to where its lines go, and moves in the record and in the document", () => {
    const added = lockstep(repository, "evidence", "add", "retry.ts:4", "--item", "requirements coverage");
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /src\/retry\.ts:4 is evidence for “Requirements coverage”/);
    const path = writeAudit("src/retry.ts:4");
    assert.deepEqual(rules(), []);

    repository.write("src/retry.ts", `// One.\n// Two.\n${CODE.replace("= 3", "= 5")}`);
    assert.deepEqual(rules(), ["evidence/moved"]);
    const shown = lockstep(repository, "evidence", "move");
    assert.match(shown.out, /at src\/retry\.ts:6 now/);
    assert.ok(readFileSync(join(repository.root, path), "utf8").includes("retry.ts:4"), "only shown");
    const moved = lockstep(repository, "evidence", "move", "--write");
    assert.equal(moved.code, 0, moved.err);
    assert.ok(readFileSync(join(repository.root, path), "utf8").includes("src/retry.ts:6"));
    assert.deepEqual(rules(), []);
    assert.match(lockstep(repository, "evidence", "move").out, /Nothing moved/);
  });

  it("is not believed any more when its text is another", () => {
    lockstep(repository, "evidence", "add", "src/retry.ts:3-5", "--item", "Requirements coverage");
    writeAudit("src/retry.ts:3-5");
    repository.write("src/retry.ts", CODE.replace("return count < LIMIT", "return false"));
    assert.deepEqual(rules(), ["evidence/changed"]);
    const moved = lockstep(repository, "evidence", "move", "src/retry.ts:3-5", "src/retry.ts:4");
    assert.equal(moved.code, 0, moved.err);
    writeAudit("src/retry.ts:4");
    assert.deepEqual(rules(), []);
  });

  it("is refused where nothing stands, where nobody says what for, and where a name is several files'", () => {
    repository.write("test/retry.ts", "export {};\n");
    const refused = (...args: string[]): string => {
      const { code, err } = lockstep(repository, "evidence", "add", ...args);
      assert.equal(code, 2, args.join(" "));
      return err;
    };
    assert.match(refused("src/retry.ts:99", "--item", "x"), /has 10 lines/);
    assert.match(refused("src/retry.ts:2", "--item", "x"), /nothing stands on that line/i);
    assert.match(refused("src/gone.ts:2", "--item", "x"), /there is no file/);
    assert.match(refused("src/retry.ts", "--item", "x"), /no file:line/);
    assert.match(refused("src/retry.ts:1"), /Name the item[^]*Requirements coverage/);
    assert.match(
      refused("retry.ts:1", "--item", "x"),
      /src\/retry\.ts, test\/retry\.ts|test\/retry\.ts, src\/retry\.ts/,
    );
  });

  it("makes a Pass of what a probe could only suggest, when the audit is drafted", () => {
    const item = /\| Fault tolerance \| (\w+)/;
    assert.equal(item.exec(lockstep(repository, "audit").out)?.[1], "Open");
    lockstep(repository, "evidence", "add", "src/retry.ts#again", "--item", "Fault tolerance");
    const { out } = lockstep(repository, "audit");
    assert.match(out, /\| Fault tolerance \| Pass \| src\/retry\.ts:3 \|/);
  });
});

describe("evidence written by hand", () => {
  const DOCUMENT = "docs/audit.md";
  const AUDIT = `# Self-audit

| Checklist Item | Result | Evidence (file:line) | Follow-up |
|---|---|---|---|
| Requirements coverage | Pass | src/retry.ts:1 | — |
| Fault tolerance | Pass | src/retry.ts:8-10 | — |
| Quoted | Pass | src/retry.ts:4 (\`return count < LIMIT\`) | — |
| Helpers | Pass | src/helpers/clock.ts:1 | — |
`;
  const CLOCK = "export const now = (): number => Date.now();\n";
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
    repository.git("checkout", "--quiet", "-b", "work");
    repository.write("src/retry.ts", CODE.replace("= 3", "= 5"));
    repository.write("src/helpers/clock.ts", CLOCK);
    repository.write(DOCUMENT, AUDIT);
    repository.commit("retry five times");
  });
  afterEach(() => repository.dispose());

  interface Report {
    readonly rows: readonly {
      item: string;
      claims: { state: string; place?: { path: string; line: number } }[];
    }[];
  }

  /** What became of the claim of each row, by the command that checks a document and by the check of the change. */
  function states(): Record<string, string> {
    const { rows } = JSON.parse(lockstep(repository, "evidence", "verify", DOCUMENT, "--json").out) as Report;
    return Object.fromEntries(
      rows.map(({ item, claims: [claim] }) => [
        item,
        `${claim?.state} ${claim?.place?.path}:${claim?.place?.line}`,
      ]),
    );
  }

  function found(): string[] {
    const { findings } = JSON.parse(lockstep(repository, "check", "--json").out) as {
      findings: { rule: string; place: { path: string; line: number } }[];
    };
    return findings
      .filter(({ place }) => place.path === DOCUMENT)
      .map(({ rule, place }) => `${rule} :${place.line}`);
  }

  it("is followed from the commit that wrote its line, through insertions, edits, renames and moves", () => {
    assert.deepEqual(found(), []);
    // Padding a table writes no line anew; a row of its own is judged by the tree as it is.
    repository.write(
      DOCUMENT,
      `${AUDIT.replace("| Requirements coverage | Pass |", "| Requirements coverage   | Pass   |")}| Fresh | Pass | src/retry.ts:12 | — |\n`,
    );
    repository.write("src/retry.ts", `// One.\n// Two.\n${CODE.replace("= 3", "= 7")}`);
    repository.git("mv", "src/helpers/clock.ts", "src/time.ts");
    assert.deepEqual(states(), {
      "Requirements coverage": "changed src/retry.ts:3",
      "Fault tolerance": "moved src/retry.ts:10",
      Quoted: "moved src/retry.ts:6",
      Helpers: "moved src/time.ts:1",
      Fresh: "holds src/retry.ts:12",
    });
    const said = ["evidence/changed :5", "evidence/moved :6", "evidence/moved :7", "evidence/moved :8"];
    assert.deepEqual(found(), said);

    // Commits later, and through the index, it reads the same.
    repository.git("add", "--all");
    assert.match(
      lockstep(repository, "check", "--staged").out,
      /retry\.ts:8-10.*is at src\/retry\.ts:10 now/,
    );
    repository.commit("more");
    repository.write("src/retry.ts", `// Nought.\n// One.\n// Two.\n${CODE.replace("= 3", "= 7")}`);
    assert.equal(states()["Fault tolerance"], "moved src/retry.ts:11");
    assert.equal(states()["Fresh"], "moved src/retry.ts:13");

    const moved = lockstep(repository, "evidence", "move", "--write");
    assert.equal(moved.code, 0, moved.err);
    const text = readFileSync(join(repository.root, DOCUMENT), "utf8");
    assert.match(
      text,
      /src\/retry\.ts:11-13 [^]*src\/retry\.ts:7 [^]*src\/time\.ts:1 [^]*src\/retry\.ts:13 /,
    );
    assert.deepEqual(found(), ["evidence/changed :5"]);
  });

  it("counts as it stands where the document was committed before the code it speaks of", () => {
    repository.git("checkout", "--quiet", "main");
    repository.write("src/late.ts", "export const a = 1;\nexport const z = 1;\n");
    repository.write("src/old.ts", "export const b = 1;\n");
    repository.commit("before the change");
    repository.git("checkout", "--quiet", "work");
    repository.git("rebase", "--quiet", "main");
    repository.write(
      DOCUMENT,
      `${AUDIT}| Ahead | Pass | src/late.ts:2 | — |\n| There | Pass | src/old.ts:1 | — |\n`,
    );
    repository.commit("the audit first");
    repository.write("src/late.ts", "export const a = 1;\nexport const b = 2;\nexport const z = 1;\n");
    repository.write("src/old.ts", "// Said.\nexport const b = 1;\n");
    const { Ahead, There } = states();
    assert.equal(Ahead, "holds src/late.ts:2");
    // It is on a line the change wrote, and speaks of one that was there: that cannot be told.
    assert.equal(There, "holds src/old.ts:1");
  });
});
