import { strict as assert } from "node:assert";
import { planInitialize, type Repository } from "#acts/initialize";
import { compileProtocol, readConfig } from "#core";
import { checkMaps, places } from "../../support/maps.ts";

const PATHS = [
  "package.json",
  "README.md",
  "AGENTS.md",
  "Dockerfile",
  "src/a.ts",
  "docs/a.md",
  "docs/PROCESS.md",
  "docs/specs/a.md",
];

const PROTOCOL = `# How we change things

| Surface | Requirement |
|---|---|
| Server code | Change it. |
| Browser code | Change it too. |
| Written documentation | Keep it true. |
| Terminal help | Name the new flags. |
| Operator workflow | Tell people. |
| Legal | Ask. |
| Checks | Run them. |

## Redundancy

| Component | Function | Why redundancy is critical |
|---|---|---|
| Primary Database | Data | Loss |
`;

/** The text that would be written, and what it says. */
function proposed(repository: Partial<Repository>) {
  const planned = planInitialize({
    paths: PATHS,
    texts: new Map([["package.json", '{ "scripts": { "test": "x" } }']]),
    protocols: [],
    ...repository,
  });
  assert.ok("plan" in planned);
  const text = planned.plan.files[0]?.text ?? "";
  const { config, findings } = readConfig(".lockstep/config.jsonc", text);
  assert.deepEqual(findings, []);
  return { text, config };
}

const found = [{ path: "docs/PROCESS.md", protocol: compileProtocol("docs/PROCESS.md", PROTOCOL) }];

describe("a proposed configuration", () => {
  it("binds the built-in protocol where the repository has none of its own", () => {
    const { text, config } = proposed({});
    assert.deepEqual(config, {
      protocols: ["lockstep:recommended"],
      surfaces: {
        "backend-logic": { paths: ["src/**"] },
        documentation: {
          paths: ["docs/**", "*.md", "!docs/specs/**", "!AGENTS.md", "!README.md"],
          opens: "certain",
        },
        "command-surface": { paths: ["README.md"], opens: "certain" },
        "workflow-references": {
          paths: ["docs/specs/**", "AGENTS.md"],
          causes: ["Dockerfile"],
          opens: "certain",
        },
      },
      verification: [{ id: "tests", run: "npm test" }],
    });
    assert.match(text, /^\/\/ Lockstep: binds Lockstep's recommended protocol /);
  });

  it("binds the surfaces of the repository's own protocol, by what their titles say they are", () => {
    const { config } = proposed({ protocols: found });
    assert.deepEqual(config, {
      protocols: ["docs/PROCESS.md"],
      surfaces: {
        "server-code": { paths: ["src/**"] },
        "written-documentation": {
          paths: ["docs/**", "*.md", "!docs/specs/**", "!AGENTS.md", "!README.md", "!docs/PROCESS.md"],
        },
        "terminal-help": { paths: ["README.md"] },
        "operator-workflow": { paths: ["docs/specs/**", "AGENTS.md"], causes: ["Dockerfile"] },
      },
      verification: [{ id: "tests", run: "npm test" }],
    });
  });

  it("says what of that protocol it binds to nothing", () => {
    const [first = "", second = ""] = proposed({ protocols: found }).text.split("\n");
    assert.match(first, /binds the protocol found in docs\/PROCESS\.md /);
    assert.equal(second, "// Bound to nothing yet, so shown and not checked: Legal, Primary Database.");
  });

  it("raises nothing but notes where it was made", async () => {
    const texts = { "docs/PROCESS.md": PROTOCOL, "src/a.ts": "export const a = 1;\n" };
    const files = {
      ...Object.fromEntries(PATHS.map((path) => [path, "# A\n"])),
      ...texts,
      ".lockstep/config.jsonc": proposed({ protocols: found }).text,
    };
    assert.deepEqual(places(await checkMaps({ before: files, after: files })), [
      "protocol/unbound docs/PROCESS.md:10",
      "protocol/unbound docs/PROCESS.md:17",
    ]);
  });

  it("binds nothing that is not there", () => {
    const { config } = proposed({ paths: ["docs/PROCESS.md"], texts: new Map(), protocols: found });
    assert.deepEqual(config, {
      protocols: ["docs/PROCESS.md"],
      surfaces: { "written-documentation": { paths: ["docs/**", "*.md", "!docs/PROCESS.md"] } },
    });
    assert.deepEqual(proposed({ paths: [], texts: new Map() }).config, {
      protocols: ["lockstep:recommended"],
    });
  });

  it("is refused where there is one", () => {
    const planned = planInitialize({ paths: ["lockstep.config.jsonc"], texts: new Map(), protocols: [] });
    assert.deepEqual(planned, { refused: "There is a configuration already: lockstep.config.jsonc." });
  });
});
