import { languageId } from "../diff/languages.ts";
import type { Path } from "../model/place.ts";

const documentEnding = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|mdoc)$/i;
const plainDocument =
  /^(?:readme|contributing|install|usage|hacking|manual|guide|security|architecture|faq)(?:\.txt)?$/i;
const notDocument =
  /(?:^|[._-])(?:requirements?|robots|licen[cs]es?|notice|cmakelists|authors|codeowners|llms|llms-full)[^/]*\.txt$/i;
const historyName =
  /^(?:change-?logs?|changes|history|news|releases?|release[-_ ]?notes?|release-?log|whats-?new|upgrad(?:e|ing)|migrat(?:e|ing|ion)|breaking-?changes?|announcements?|licen[cs]e|authors|contributors|code[-_]of[-_]conduct|notice|third[-_]?party[-_]?(?:notices?|licen[cs]es?)|credits|maintainers|governance)(?:[-_. ].*)?$/i;
const historyFolder =
  /^(?:changelogs?|\.changeset|changesets?|changes?\.d|changelog\.d|news\.d|newsfragments?|next-release|releases?|release[-_ ]notes?|whats-?new|history|versioned_docs|versioned_sidebars|archived?|archives|blog|blogs|posts|news|announcements?|rfcs?|proposals?|adrs?|decisions?|decision[-_]records|seps?|peps?|keps?|enhancements?|issue_template|pull_request_template|i18n|locales?|translations?|l10n|migrations?|migrating|upgrading)$/i;
const languageFolder = /^(?:[a-z]{2}|[a-z]{2}[-_](?:[A-Z]{2}|[a-z]{2}|Han[st]))$/;
const englishOrOther =
  /^(?:en|en[-_]us|en[-_]gb|go|js|ts|py|rs|ui|db|ci|cd|ai|ml|io|os|qa|vm|id|tv|rn|vs|v\d|sh|rb|kt|cs|ws|ip|it|is|as|in|to|be|by|no)$/i;
const translatedName =
  /\.(?:[a-z]{2}|[a-z]{2}[-_](?:[A-Za-z]{2}|Han[st]))\.(?:md|mdx|rst|adoc|txt)$|^readme[-_](?:[a-z]{2}|[a-z]{2}[-_][a-z]{2,4})\.(?:md|rst)$/i;
/** What API Extractor writes of a package's types. */
const reportName = /\.api\.md$/i;
const templateName = /^(?:issue_template|pull_request_template|bug_report|feature_request|pull_request)\b/i;

const testFolder =
  /^(?:tests?|__tests__|specs?|__specs__|e2e|testing|testdata|test-data|test_data|fixtures?|__fixtures__|mocks?|__mocks__|snapshots?|__snapshots__|cypress|testutils?|test-utils?|integration[-_]tests?|unit[-_]tests?|functional[-_]tests?|benchmarks?|benches|bench|stubs|testsuite|tests?[-_][a-z]+|[a-z]+[-_]tests?|(?:fun|unit|integration|smoke|stress|load|perf|system|acceptance|regression)tests?)$/i;
const fixtureFolder = /^(?:fixtures?|__fixtures__|testdata|test-data|test_data|snapshots?|__snapshots__)$/i;
const testName =
  /(?:[._-](?:tests?|spec|e2e|stories|story|cy|bench|test-d|type-test)\.[a-z]+$)|(?:^test_[^/]*\.py$)|(?:_(?:test|spec)\.(?:go|py|rb|exs|cc|cpp|dart)$)|(?:Tests?\.(?:java|kt|cs|swift|scala)$)|(?:^conftest\.py$)|(?:\.(?:snap|golden|approved)$)|(?:^(?:vitest|jest|playwright|cypress|mocha|karma)\.[a-z.]+$)/;
const exampleFolder =
  /^(?:examples?|_?examples?_src|docs_src|samples?|demos?|playgrounds?|sandbox(?:es)?|tutorials?|cookbook|recipes|starters?|boilerplates?|quickstarts?|showcase|snippets?|templates?|template-[\w-]+|create-[\w-]+)$/i;
const vendoredFolder =
  /^(?:node_modules|bower_components|vendor|vendored|third[-_]party|external|externals|extern|deps|dist|\.yarn|site-packages|__generated__|generated|_generated|gen|\.next|\.nuxt|coverage|compiled|\.venv|venv|target)$/i;
const generatedName =
  /(?:\.min\.(?:js|css|mjs)$)|(?:\.(?:generated|gen|pb|g)\.[a-z]+$)|(?:(?:_pb2|_pb2_grpc|_generated)\.py$)|(?:\.(?:map|bundle\.js)$)|(?:zz_generated)/i;
/** Who contributed is no program's behaviour. */
const peopleName = /^(?:contributors|authors|maintainers)\.(?:ya?ml|json|toml)$|^\.all-contributorsrc$/i;
const lockName =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|cargo\.lock|poetry\.lock|pdm\.lock|uv\.lock|pipfile\.lock|gemfile\.lock|composer\.lock|go\.sum|go\.work\.sum|flake\.lock|packages\.lock\.json|mix\.lock|pubspec\.lock|podfile\.lock|gradle\.lockfile)$/i;

/** Whether a file is prose for people: Markdown, MDX, reStructuredText, AsciiDoc, or a plain text that says it is one. */
export function isDocument(path: Path): boolean {
  const name = nameOf(path);
  if (documentEnding.test(name)) return true;
  if (plainDocument.test(name)) return true;
  return (
    /\.txt$/i.test(name) &&
    /(?:^|\/)(?:docs?|documentation|manual|help|man)\//i.test(path) &&
    !notDocument.test(name)
  );
}

/**
 * Whether a document speaks of another time or repeats another: changelogs, release and upgrade notes,
 * dated or versioned copies, proposals and decisions, blogs, translations, templates, reports that a tool writes, others' documents, test data, records of
 * Lockstep's own changes. A line
 * in one of these is not made false by an edit.
 */
export function isArchive(path: Path): boolean {
  const segments = path.split("/");
  const name = segments.pop() ?? "";
  if (
    historyName.test(name.replace(/\.[a-z]+$/i, "")) ||
    translatedName.test(name) ||
    templateName.test(name) ||
    reportName.test(name)
  )
    return true;
  if (
    path.startsWith(".lockstep/") ||
    isVendored(path) ||
    segments.some((segment) => fixtureFolder.test(segment))
  )
    return true;
  return segments.some((segment, k) => {
    if (historyFolder.test(segment)) return true;
    if (/^v?\d+(?:\.(?:\d+|x))+$/.test(segment)) return true;
    const parent = segments[k - 1] ?? "";
    return (
      languageFolder.test(segment) &&
      !englishOrOther.test(segment) &&
      (/^(?:docs?|content|pages|website|site|src|guides?|readmes?|documentation)$/i.test(parent) ||
        /[-_]/.test(segment))
    );
  });
}

/** Whether a file is program, schema or configuration text that people write. Tests and examples are. */
export function isCode(path: Path): boolean {
  return (
    !isDocument(path) &&
    languageId(path) !== undefined &&
    !isGenerated(path) &&
    !isVendored(path) &&
    !peopleName.test(nameOf(path))
  );
}

/** Whether a file only tests or feeds tests. */
export function isTest(path: Path): boolean {
  const segments = path.split("/");
  const name = segments.pop() ?? "";
  return testName.test(name) || segments.some((segment) => testFolder.test(segment));
}

/** Whether a file shows how something is used, and defines nothing that a document could promise. */
export function isExample(path: Path): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((segment) => exampleFolder.test(segment));
}

/** Whether a document tells, in part, how things were before: news, upgrade and migration guides by another name, or in a folder of one. */
export function tellsHistory(path: Path): boolean {
  return /what.{0,2}s[-_ ]?new|migrat|upgrad|changelog|release|announc|deprecat|history|roadmap/i.test(
    path.split("/").slice(-2).join("/"),
  );
}

/** What builds a site of documents, and is no part of what they speak of. */
const siteSetting =
  /(?:^|\/)(?:docs?\/(?:\w+\/)?conf\.py|docusaurus\.config\.\w+|sidebars?\.[cm]?[jt]s|\.(?:vitepress|vuepress|storybook|dumi)\/.*)$/i;

/** Tools for those who work on the code; the code of one of them may be called like it. */
const toolSetting =
  /(?:^|\/)(?:[tj]sconfig[\w.-]*\.json|\.(?:eslint|prettier|babel|oxlint|stylelint)[\w.-]*|(?:eslint|prettier|babel|stylelint)\.config\.\w+|\.?(?:biome|knip|renovate|dependabot)\.\w+|tox\.ini|mkdocs[\w.-]*\.ya?ml|setup\.cfg|\.pre-commit-config\.yaml|\.golangci\.ya?ml)$|(?:^|\/)\.(?:github|circleci|gitlab)\//i;

/** Whether a file only sets up tools for those who work on the code: compilers, linters, formatters, CI, the documents' site. */
export function isToolSetting(path: Path): boolean {
  return siteSetting.test(path) || toolSetting.test(path);
}

/** Whether a file says what a package is: its name, its addresses, what it depends on. */
export function isManifest(path: Path): boolean {
  return /^(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|cargo\.toml|composer\.json|[\w-]+\.gemspec|go\.mod|pom\.xml)$/i.test(
    nameOf(path),
  );
}

/** Whether a file was written by a tool: bundles, generated sources, lock files. */
export function isGenerated(path: Path): boolean {
  const name = nameOf(path);
  return generatedName.test(name) || lockName.test(name);
}

/** Whether a file is somebody else's, or a build's output. */
export function isVendored(path: Path): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((segment) => vendoredFolder.test(segment));
}

function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
