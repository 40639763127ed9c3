import { strict as assert } from "node:assert";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const MAIL = `"""Sends what \`parse_invoice\` read."""
from .read import parse_invoice


def send(limit=30):
    """Sends it.

    :param limit: how many are sent, 30 by default
    """
    parse_invoice(limit)
`;
/** The same after the function was renamed: comments stay. */
const CALLS = MAIL.replace("import parse", "import read").replace("parse_invoice(", "read_invoice(");

/** Documentation is bound to code as well here: what a comment says must not be owed even so. */
const CONFIG = '{ "surfaces": { "documentation": { "paths": ["docs/**", "app/**"] } } }\n';

const FILES = {
  ".lockstep/config.jsonc": CONFIG,
  "app/read.py": "def parse_invoice(text):\n    return text\n",
  "app/mail.py": MAIL,
  "docs/mail.md": "# Mail\n\n`send` sends at most thirty.\n",
};

describe("the command line on comments", () => {
  let repository: TestRepository;
  before(() => (repository = makeRepository(FILES)));
  after(() => repository.dispose());

  const check = (): { rule: string; severity: string; at: string; fixes?: unknown }[] =>
    JSON.parse(lockstep(repository, "check", "--json").out).findings.map(
      ({
        rule,
        severity,
        place,
      }: {
        rule: string;
        severity: string;
        place: { path: string; line: number };
      }) => ({ rule, severity, at: `${place.path}:${place.line}` }),
    );
  const comments = (): string[] =>
    check()
      .filter(({ rule }) => rule === "docs/stale-comment")
      .map(({ severity, at }) => `${severity} ${at}`);
  const owed = (): string => lockstep(repository, "status").out;

  it("finds a docstring that names what is gone, and makes no document owed for it", () => {
    repository.write("app/read.py", "def read_invoice(text):\n    return text\n");
    repository.write("app/mail.py", CALLS);
    assert.deepEqual(comments(), ["info app/mail.py:1"]);
    assert.doesNotMatch(owed(), /Documentation +owed/);
    const { out } = lockstep(repository, "impact");
    assert.match(out, /^app\/mail\.py:1 {2}out of date {2}"""Sends what `parse_invoice` read\."""$/m);
    const { documents, comments: inCode, impacts } = JSON.parse(lockstep(repository, "impact", "--json").out);
    const at = ({ place }: { place: { path: string; line: number } }): string =>
      `${place.path}:${place.line}`;
    assert.deepEqual(inCode.map(at), ["app/mail.py:1"]);
    assert.ok(!impacts.map(at).includes("app/mail.py:1"));
    assert.ok(documents.every(({ path }: { path: string }) => path.endsWith(".md")));
  });

  it("is told that it stays true", () => {
    const reason = ["--reason", "The old name is what mails call it."];
    assert.equal(lockstep(repository, "still-true", "app/mail.py:1", ...reason).code, 0);
    assert.deepEqual(comments(), []);
  });

  it("finds the old default in the docstring of the function that changed", () => {
    repository.write("app/mail.py", CALLS.replace("limit=30", "limit=50"));
    assert.deepEqual(comments(), ["info app/mail.py:8"]);
    repository.write("app/mail.py", CALLS.replaceAll("30", "50"));
    assert.deepEqual(comments(), []);
  });

  it("says nothing of edits that only touch comments", () => {
    repository.write("app/read.py", FILES["app/read.py"]);
    repository.write("app/mail.py", MAIL.replace("Sends it.", "Sends all of it."));
    assert.deepEqual(comments(), []);
    assert.equal(lockstep(repository, "impact").out, "No document line is in doubt.\n");
  });
});
