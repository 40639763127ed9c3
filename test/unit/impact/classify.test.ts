import assert from "node:assert/strict";
import {
  isArchive,
  isCode,
  isDocument,
  isExample,
  isGenerated,
  isTest,
  isToolSetting,
  isVendored,
} from "../../../src/core/impact/classify.ts";
import { sourceFiles } from "../../../src/core/impact/code/source-files.ts";

const kinds = { isArchive, isCode, isDocument, isExample, isGenerated, isTest, isToolSetting, isVendored };

describe("classify", () => {
  const cases: [path: string, expected: (keyof typeof kinds)[]][] = [
    ["README.md", ["isDocument"]],
    ["docs/guide/intro.mdx", ["isDocument"]],
    ["doc/manual.rst", ["isDocument"]],
    ["docs/includes/introduction.txt", ["isDocument"]],
    ["README", ["isDocument"]],
    ["requirements.txt", []],
    ["CHANGELOG.md", ["isArchive", "isDocument"]],
    ["docs/release-notes/1.0.md", ["isArchive", "isDocument"]],
    ["release notes/upcoming.md", ["isArchive", "isDocument"]],
    ["decisions/0003-data-strategy.md", ["isArchive", "isDocument"]],
    ["sep/sep-008.rst", ["isArchive", "isDocument"]],
    ["contributors.yml", ["isArchive"]],
    [".api-reports/api-report.api.md", ["isArchive", "isDocument"]],
    ["docs/conf.py", ["isCode", "isToolSetting"]],
    ["docs/.vitepress/config.ts", ["isCode", "isToolSetting"]],
    ["website/versioned_docs/version-1.x/a.md", ["isArchive", "isDocument"]],
    ["docs/fr/index.md", ["isArchive", "isDocument"]],
    ["docs/zh-CN/index.md", ["isArchive", "isDocument"]],
    ["docs/en/index.md", ["isDocument"]],
    ["docs/go/index.md", ["isDocument"]],
    ["README.zh-CN.md", ["isArchive", "isDocument"]],
    [".github/ISSUE_TEMPLATE/bug.md", ["isArchive", "isDocument", "isToolSetting"]],
    [".changeset/a.md", ["isArchive", "isDocument"]],
    [".lockstep/changes/1/plan.md", ["isArchive", "isDocument"]],
    ["vendor/a/README.md", ["isArchive", "isDocument", "isVendored"]],
    ["src/a.ts", ["isCode"]],
    ["Dockerfile", ["isCode"]],
    ["src/a.test.ts", ["isCode", "isTest"]],
    ["tests/a.py", ["isCode", "isTest"]],
    ["pkg/a_test.go", ["isCode", "isTest"]],
    ["src/latest/a.ts", ["isCode"]],
    ["examples/a.ts", ["isCode", "isExample"]],
    ["package-lock.json", ["isGenerated"]],
    ["dist/a.min.js", ["isArchive", "isGenerated", "isVendored"]],
    ["tsconfig.json", ["isCode", "isToolSetting"]],
    [".github/workflows/ci.yml", ["isCode", "isToolSetting"]],
    ["logo.png", []],
  ];
  for (const [path, expected] of cases) {
    it(path, () => {
      const found = Object.entries(kinds).flatMap(([name, is]) => (is(path) ? [name] : []));
      assert.deepEqual(found, expected);
    });
  }

  it("says the same of many files as of each", () => {
    const isSource = sourceFiles();
    for (const folder of ["", "a/", "tests/", "node_modules/a/", "test/dist/"])
      for (const path of cases.map(([name]) => folder + name))
        assert.equal(isSource(path), isCode(path) && !isTest(path), path);
  });
});
