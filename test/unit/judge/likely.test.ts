import assert from "node:assert/strict";
import { checkMaps, type Files, states } from "../../support/maps.ts";

const CONFIG = ".lockstep/config.jsonc";
const before: Files = {
  "src/auth/session.ts": "export function openSession() {\n  return 1;\n}\n",
  "docs/auth.md": "# Auth\n\n## Sessions\n\nHow one signs in.\n\n## Keys\n\nText.\n",
};
const edited = { "src/auth/session.ts": "export function openSession() {\n  return 2;\n}\n" };

function configured(impact: object, opens?: string): Files {
  const surfaces = opens === undefined ? {} : { surfaces: { documentation: { opens } } };
  return { [CONFIG]: JSON.stringify({ ...surfaces, impact }) };
}

describe("a document bound to code by the configuration", () => {
  const bound = configured({
    bindings: [{ code: ["src/auth/**"], document: "docs/auth.md", section: "sessions" }],
  });
  const check = (more: Files) =>
    checkMaps({ before: { ...before, ...bound }, after: { ...before, ...bound, ...more } });

  it("is owed at its section when the code changes", async () => {
    const verdict = await check(edited);
    assert.equal(states(verdict)["documentation"], "owed");
    const [owed] = verdict.surfaces.find(({ id }) => id === "documentation")?.obligations ?? [];
    assert.deepEqual(owed?.place, { path: "docs/auth.md", line: 3 });
    assert.match(owed?.says ?? "", /docs\/auth\.md \(sessions\)/);
  });

  it("is met when a line of that section changes, and not by another section's", async () => {
    const text = before["docs/auth.md"] ?? "";
    assert.equal(
      states(await check({ ...edited, "docs/auth.md": text.replace("How", "The way") }))["documentation"],
      "met",
    );
    assert.equal(
      states(await check({ ...edited, "docs/auth.md": text.replace("Text.", "More.") }))["documentation"],
      "owed",
    );
  });

  it("is not owed by comments or by other code", async () => {
    const text = before["src/auth/session.ts"] ?? "";
    assert.notEqual(
      states(await check({ "src/auth/session.ts": `// why\n${text}` }))["documentation"],
      "owed",
    );
    assert.notEqual(
      states(await check({ "src/other.ts": "export const x = 1;\n" }))["documentation"],
      "owed",
    );
  });
});

describe("a surface that opens where a change is impacted", () => {
  const check = (opens: string, alarms: number, after: Files) => {
    const config = configured({ alarms }, opens);
    return checkMaps({ before: { ...before, ...config }, after: { ...before, ...config, ...after } });
  };

  it("ranks the documents for it, and for no surface that opens otherwise", async () => {
    assert.ok((await check("impacted", 10, edited)).ranking);
    assert.equal((await check("certain", 10, edited)).ranking, undefined);
  });

  it("never opens for an edit that changes no behaviour", async () => {
    const text = before["src/auth/session.ts"] ?? "";
    const verdict = await check("impacted", 50, { "src/auth/session.ts": `// why\n${text}` });
    assert.notEqual(states(verdict)["documentation"], "owed");
  });

  it("owes more the more false alarms are allowed", async () => {
    const owed = async (alarms: number): Promise<boolean> =>
      states(
        await check("impacted", alarms, {
          "src/auth/session.ts":
            "export function openSession() {\n  return 2;\n}\nexport function signIn() {}\n",
        }),
      )["documentation"] === "owed";
    const answers = await Promise.all([1, 5, 10, 20, 50].map(owed));
    assert.deepEqual(
      answers,
      answers.toSorted((a, b) => Number(a) - Number(b)),
    );
  });
});
