import assert from "node:assert/strict";
import { planTuning } from "#acts/tune";
import {
  compileProtocol,
  type Config,
  type Mark,
  type Marks,
  readConfig,
  type Remark,
  remarkKey,
  type Replayed,
  type Setting,
  tuningFor,
} from "#core";

const protocol = compileProtocol(
  "PROTOCOL.md",
  "# Protocol\n\n| Surface | Requirement |\n| --- | --- |\n| Backend logic | Right. |\n| Documentation | Moves. |\n| Workflow references | Move. |\n",
);
const BOUND: Config = {
  surfaces: {
    "backend-logic": { paths: ["src/**"] },
    documentation: { paths: ["docs/**"], opens: "impacted" },
  },
};

function behaviour(path: string, surface = "documentation"): Remark {
  const place = { path, line: 1 };
  return { kind: "owed", occasion: "behaviour", surface, place, says: "Owed.", cause: place };
}

function likely(path: string): Remark {
  return {
    kind: "owed",
    occasion: "likely",
    surface: "documentation",
    place: { path, line: 4 },
    says: "Likely.",
  };
}

function line(path: string): Remark {
  return { kind: "line", place: { path, line: 2 }, says: "False.", quotes: "x" };
}

function hint(path: string): Remark {
  return { kind: "hint", place: { path, line: 9 }, says: "Likely." };
}

/** One commit: what was said, how it was marked (everything in it the same), and its need. */
type Commit = readonly [said: readonly Remark[], mark: Mark | undefined, need?: number];

function history(rows: readonly Commit[]): { commits: Replayed[]; marks: Marks } {
  const commits = rows.map(([remarks, , need], at) => ({
    commit: `c${at}`,
    remarks,
    ...(need === undefined ? {} : { need }),
  }));
  const marks = new Map(
    rows.map(([remarks, mark], at) => {
      const keys = remarks.length > 0 ? remarks.map(remarkKey) : [""];
      return [`c${at}`, new Map(mark ? keys.map((key) => [key, mark] as const) : [])] as const;
    }),
  );
  return { commits, marks };
}

function proposed(config: Config, ...rows: readonly Commit[]): Record<string, unknown> {
  const { commits, marks } = history(rows);
  const settings = tuningFor(commits, marks, { config, protocol, own: true });
  return Object.fromEntries(settings.map(({ keys, value }) => [keys.join("."), value]));
}

describe("settings from marks", () => {
  it("leaves the file out that wrongly made a surface owed", () => {
    assert.deepEqual(
      proposed(BOUND, [[behaviour("src/dev/tool.ts")], "wrong"], [[behaviour("src/a.ts")], "right"]),
      {
        "surfaces.documentation.causes": ["src/**", "!src/dev/tool.ts"],
      },
    );
  });

  it("leaves a folder out where two of its files were wrong, the innermost that holds them", () => {
    assert.deepEqual(
      proposed(
        BOUND,
        [[behaviour("src/dev/x/one.ts"), behaviour("src/dev/x/two.ts")], "wrong"],
        [[behaviour("src/dev/three.ts")], undefined],
      ),
      { "surfaces.documentation.causes": ["src/**", "!src/dev/x/**"] },
    );
  });

  it("takes no file away of which it was right once, nor a folder with one, nor all there is", () => {
    assert.deepEqual(
      proposed(
        BOUND,
        [[behaviour("src/a.ts"), behaviour("src/b.ts"), behaviour("src/c.ts")], "wrong"],
        [[behaviour("src/a.ts"), behaviour("src/d.ts")], "right"],
      ),
      { "surfaces.documentation.causes": ["src/**", "!src/b.ts", "!src/c.ts"] },
    );
    assert.deepEqual(proposed(BOUND, [[behaviour("src/b.ts"), behaviour("src/c.ts")], "wrong"]), {
      "surfaces.documentation.causes": ["src/**", "!src/b.ts", "!src/c.ts"],
    });
  });

  it("adds to a surface's own causes, and to those of its role", () => {
    const own: Config = { surfaces: { "workflow-references": { causes: ["ops/**"] } } };
    assert.deepEqual(proposed(own, [[behaviour("ops/a.yml", "workflow-references")], "wrong"]), {
      "surfaces.workflow-references.causes": ["ops/**", "!ops/a.yml"],
    });
    const role = proposed({ surfaces: { "workflow-references": {} } }, [
      [behaviour(".github/workflows/nightly.yml", "workflow-references")],
      "wrong",
    ]);
    const [causes] = Object.values(role) as string[][];
    assert.equal(causes?.at(-1), "!.github/workflows/nightly.yml");
    assert.ok((causes?.length ?? 0) > 2);
  });

  it("looks no longer at a document whose lines were wrongly called false; two wrong hints count as one", () => {
    assert.deepEqual(
      proposed(
        BOUND,
        [[line("docs/adr/1.md")], "wrong"],
        [[hint("docs/tour.md")], "wrong"],
        [[hint("docs/tour.md"), hint("docs/once.md")], "wrong"],
        [[line("docs/api.md")], "right"],
      ),
      { ignore: ["docs/adr/1.md", "docs/tour.md"] },
    );
  });

  it("writes a path with signs of a glob in it as one that means only such a path", () => {
    const { ignore } = proposed(BOUND, [[line("docs/[id]/{a}.md")], "wrong"]);
    assert.deepEqual(ignore, ["docs/?id?/?a?.md"]);
  });

  it("lowers the budget below what was wrongly taken for needing a document, and keeps what was right", () => {
    const found = proposed(
      BOUND,
      [[likely("docs/a.md")], "wrong", 0.64],
      [[likely("docs/b.md")], "right", 0.97],
    );
    assert.deepEqual(Object.keys(found), ["impact.alarms"]);
    assert.ok((found["impact.alarms"] as number) < 10);
  });

  it("raises the budget for a commit about which nothing was said and something was missing", () => {
    const found = proposed(BOUND, [[], "wrong", 0.4], [[likely("docs/b.md")], "right", 0.97]);
    assert.ok((found["impact.alarms"] as number) > 10);
  });

  it("opens documents where impacted, where they open only when certain and something was missing", () => {
    const { commits, marks } = history([
      [[], "wrong", 0.7],
      [[], "wrong", 0.58],
      [[], "right", 0.2],
    ]);
    const settings = tuningFor(commits, marks, { config: {}, protocol, own: false });
    const found = Object.fromEntries(settings.map(({ keys, value }) => [keys.join("."), value]));
    assert.equal(found["surfaces.documentation.opens"], "impacted");
    assert.ok((found["impact.alarms"] as number) > 10);
    assert.deepEqual(tuningFor(commits.slice(2), marks, { config: {}, protocol, own: false }), []);
  });

  it("takes the document from the surface where the budget cannot tell wrong from right", () => {
    assert.deepEqual(
      proposed(BOUND, [[likely("docs/a.md")], "wrong", 0.97], [[likely("docs/b.md")], "right", 0.7]),
      { "surfaces.documentation.paths": ["docs/**", "!docs/a.md"] },
    );
  });

  it("leaves the budget alone where no surface asks for one, and files where a package binds them", () => {
    const certain: Config = { surfaces: { documentation: { paths: ["docs/**"] } } };
    assert.deepEqual(proposed(certain, [[], "wrong", 0.4]), {});
    const packaged: Config = {
      ...BOUND,
      packages: { "packages/*": { surfaces: { documentation: { causes: ["lib/**"] } } } },
    };
    assert.deepEqual(proposed(packaged, [[behaviour("packages/a/lib/x.ts")], "wrong"]), {
      ignore: ["packages/a/lib/x.ts"],
    });
  });

  it("proposes nothing where everything was right", () => {
    assert.deepEqual(proposed(BOUND, [[behaviour("src/a.ts")], "right"], [[], "right", 0.1]), {});
  });
});

describe("the settings as a file", () => {
  const SETTINGS: Setting[] = [
    {
      keys: ["surfaces", "documentation", "causes"],
      value: ["src/**", "!src/dev/**"],
      added: ["!src/dev/**"],
      why: "",
    },
    { keys: ["impact", "alarms"], value: 5, why: "" },
  ];

  it("keeps comments, order and everything else of the configuration", () => {
    const text =
      '{\n  // Ours.\n  "surfaces": {\n    "documentation": { "paths": ["docs/**"] } // here\n  },\n  "rules": {}\n}\n';
    const planned = planTuning(SETTINGS, { path: ".lockstep/config.jsonc", text });
    assert.ok("plan" in planned);
    const [file] = planned.plan.files;
    assert.match(file?.text ?? "", /\/\/ Ours\.[^]*\/\/ here[^]*"rules": \{\}/);
    assert.equal(file?.replaces, text);
    const { config, findings } = readConfig(".lockstep/config.jsonc", file?.text ?? "");
    assert.deepEqual(findings, []);
    assert.deepEqual(config, {
      surfaces: { documentation: { paths: ["docs/**"], causes: ["src/**", "!src/dev/**"] } },
      rules: {},
      impact: { alarms: 5 },
    });
  });

  it("adds to a list that stands there, each line and comment of it left alone", () => {
    const text =
      '{\n  "surfaces": {\n    "documentation": {\n      "causes": [\n        "src/**" // all\n      ]\n    }\n  },\n  "impact": { "alarms": 10 }\n}\n';
    const planned = planTuning(SETTINGS, { path: ".lockstep/config.jsonc", text });
    assert.ok("plan" in planned);
    assert.equal(
      planned.plan.files[0]?.text,
      text.replace('"src/**" // all', '"src/**",\n        "!src/dev/**" // all').replace("10", "5"),
    );
  });

  it("keeps on one line what stands on one line", () => {
    const text = '{\n  "surfaces": {\n    "documentation": { "paths": ["docs/**"] }\n  }\n}\n';
    const planned = planTuning(SETTINGS.slice(0, 1), { path: ".lockstep/config.jsonc", text });
    assert.ok("plan" in planned);
    assert.equal(
      planned.plan.files[0]?.text,
      text.replace('["docs/**"] }', '["docs/**"], "causes": ["src/**", "!src/dev/**"] }'),
    );
  });

  it("begins one where there is none, and refuses to write nothing", () => {
    const planned = planTuning(SETTINGS, undefined);
    assert.ok("plan" in planned);
    const [file] = planned.plan.files;
    assert.equal(file?.path, ".lockstep/config.jsonc");
    assert.deepEqual(readConfig(file?.path ?? "", file?.text ?? "").config.impact, { alarms: 5 });
    assert.ok("refused" in planTuning([], undefined));
  });
});
