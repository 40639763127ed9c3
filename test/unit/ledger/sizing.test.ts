import assert from "node:assert/strict";
import {
  assumptionCandidates,
  changedLines,
  phasesOn,
  rightSize,
  trackNow,
  type Said,
  type SizedFile,
} from "#core";
import { AGENT, PERSON } from "./events.ts";
import { processorTime } from "../../support/processor-time.ts";

const file = (over: Partial<SizedFile> = {}): SizedFile => ({
  path: "src/a.ts",
  kind: "code",
  lines: 10,
  neutral: false,
  risks: [],
  ...over,
});

describe("right-sizing", () => {
  it("is lite for documents, tests, neutral edits and small changes, with its reasons", () => {
    const reasons = (...files: SizedFile[]) => {
      const { track, reasons: said } = rightSize(files);
      return [track, ...said];
    };
    assert.deepEqual(reasons(), ["lite", "nothing that runs was changed"]);
    assert.deepEqual(reasons(file({ neutral: true, lines: 900 })), ["lite", "nothing that runs was changed"]);
    assert.deepEqual(reasons(file({ kind: "documents", lines: 900 })), [
      "lite",
      "only documents were changed",
    ]);
    assert.deepEqual(reasons(file({ kind: "tests" }), file({ kind: "documents" })), [
      "lite",
      "only tests and documents were changed",
    ]);
    assert.deepEqual(reasons(file({ lines: 40 })), [
      "lite",
      "1 code file, 40 lines",
      "no high-risk change type",
    ]);
    assert.deepEqual(reasons(file({ lines: 41 })), [
      "full",
      "1 code file, 41 lines; lite allows 3 files and 40 lines",
    ]);
    assert.deepEqual(reasons(file(), file(), file(), file()).slice(0, 1), ["full"]);
    assert.deepEqual(
      reasons(file({ lines: 1, path: "prisma/schema.prisma", risks: ["Prisma or database changes"] })),
      ["full", "prisma/schema.prisma: Prisma or database changes"],
    );
  });

  it("is upgraded by anybody and downgraded by a person only", () => {
    const said = (track: "lite" | "full", by = PERSON, although?: readonly string[]): Said<"track"> => ({
      track,
      reasons: ["said"],
      ...(although ? { although: [...although] } : {}),
      id: "x",
      by,
      at: "",
    });
    const [lite, full] = [rightSize([]), rightSize([file({ lines: 99 })])];
    assert.equal(trackNow(lite, undefined), lite);
    assert.equal(trackNow(full, said("lite", AGENT)), full);
    assert.equal(trackNow(lite, said("lite", AGENT)).track, "full");
    assert.equal(trackNow(lite, said("lite")).track, "lite");
    assert.equal(trackNow(full, said("lite")), full, "the diff outgrew it");
    assert.equal(trackNow(full, said("lite", PERSON, ["1 code file, 99 lines"])).track, "lite");
    assert.equal(trackNow(lite, said("full", AGENT)).track, "full");
  });

  it("leaves out the phases that only ask and plan on the lite track", () => {
    const phase = (number: number, planOnly: boolean) => ({
      number,
      title: "x",
      sections: [],
      tables: [],
      bullets: [],
      planOnly,
      place: { path: "p", line: 1 },
    });
    const phases = [phase(1, true), phase(2, true), phase(3, false), phase(4, false)];
    const numbers = (track: "lite" | "full", of = phases) => phasesOn(track, of).map(({ number }) => number);
    assert.deepEqual(
      [numbers("full"), numbers("lite"), numbers("lite", phases.slice(0, 2))],
      [[1, 2, 3, 4], [3, 4], [2]],
    );
  });

  it("counts of each hunk the longer side", () => {
    const hunk = (oldCount: number, newCount: number) => ({ oldStart: 1, oldCount, newStart: 1, newCount });
    assert.equal(changedLines({ hunks: [hunk(3, 1), hunk(0, 4)] }), 7);
  });
});

describe("candidates for assumptions", () => {
  const of = (...lines: string[]) =>
    assumptionCandidates([
      {
        path: "src/a.ts",
        status: "modified",
        after: ["// TODO old", ...lines].join("\n"),
        hunks: [{ oldStart: 1, oldCount: 0, newStart: 2, newCount: lines.length }],
      },
    ]).map(({ kind, place }) => [kind, place.line]);

  it("are told from added lines only", () => {
    assert.deepEqual(of("const a = 1;", "// FIXME: later", "// we assume UTC here"), [
      ["to-do", 3],
      ["assumes", 4],
    ]);
    assert.deepEqual(assumptionCandidates([{ path: "a", status: "deleted", before: "TODO", hunks: [] }]), []);
  });

  it("are defaults nobody explained, and not 0, 1 and empty text", () => {
    for (const line of [
      "const timeout = options.timeout ?? 30;",
      'const host = process.env.HOST || "db.internal";',
      "retries: number; default: 25,",
      'os.environ.get("POOL", "20")',
      "DEFAULT_LIMIT = 500",
    ]) {
      assert.deepEqual(of(line), [["magic-default", 2]], line);
    }
    for (const line of [
      "a ?? 0",
      "a || 1",
      'a ?? ""',
      "defaultValue = other",
      "if (a || b) {",
      "export default function x",
    ]) {
      assert.deepEqual(of(line), [], line);
    }
  });

  it("are found in hostile lines in linear time, and bounded", () => {
    const start = processorTime();
    assert.ok(
      of("assum".repeat(20_000), "?? ".repeat(50_000), "default ".repeat(20_000), "getenv(".repeat(20_000))
        .length <= 50,
    );
    assert.equal(of(...Array.from({ length: 200 }, () => "// TODO")).length, 50);
    assert.ok(processorTime() - start < 250);
  });
});
