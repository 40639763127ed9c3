import { strict as assert } from "node:assert";
import { toBugReport } from "#views/bug-report";
import { sample } from "../exports/verdict.ts";

const HOME = "/srv/people/ada";

describe("diagnostic information", () => {
  const text = toBugReport(
    {
      versions: { Lockstep: "0.1.0", Editor: "VS Code | 1.101" },
      settings: { "lockstep.git.path": `${HOME}/bin/git` },
      repositories: [
        { root: `${HOME}/work/secret-project`, state: { is: "verdict", verdict: sample() } },
        { root: "/data/other", state: { is: "trouble", cause: new Error(`at ${HOME}/x.js`) } },
        { root: "/data/third", state: { is: "reading" } },
      ],
      log: [
        `2026 error Error: no\n    at f (${HOME}/.vscode/extensions/lockstep/dist/app.cjs:1:2)`,
        `2026 warn ${HOME}/work/secret-project: /home/bob/x, C:\\Users\\Eve\\y, file:///Users/mallory/z`,
        "2026 info ````",
      ],
    },
    HOME,
  );

  it("names no home folder and no folder of a repository", () => {
    for (const name of ["ada", "bob", "Eve", "mallory", "secret-project", "/data/other"])
      assert.ok(!text.includes(name), `${name} in:\n${text}`);
    assert.match(text, /"lockstep\.git\.path": "~\/bin\/git"/);
    assert.match(text, /warn <repository 1>: ~\/x, ~\\y, file:\/\/~\/z/);
  });

  it("says versions, what became of each repository in numbers, and the end of the log", () => {
    assert.match(text, /\| Lockstep \| 0\.1\.0 \|/);
    assert.match(text, /\| Repository 1 \| 1 of 4 surfaces owed, \d+ findings?, /);
    assert.match(text, /\| Repository 3 \| being read \|/);
    assert.match(text, /at f \(~\/\.vscode\/extensions/);
  });

  it("holds nothing that a document says", () => {
    for (const said of ["RETRY_LIMIT", "operators see no difference", "dialer.md"])
      assert.ok(!text.includes(said), said);
  });
});
