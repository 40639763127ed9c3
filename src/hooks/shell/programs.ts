/** Whether a program called with these arguments only reads. */
type Reads = (args: readonly string[]) => boolean;

const always: Reads = () => true;
const bare: Reads = (args) => args.length === 0;

/** Reads unless one of these options is there: a whole long option, its `=value` form, or a letter in a short bundle. */
function unless(...options: readonly string[]): Reads {
  const long = options.filter((option) => option.startsWith("--") || option.length > 2);
  const short = options.filter((option) => option.length === 2 && !option.startsWith("--"));
  const named = (arg: string): boolean => {
    const name = arg.split("=", 1)[0]!;
    // A long option may be shortened as far as it is unambiguous.
    return long.some((option) => name === option || (name.length > 3 && option.startsWith(name)));
  };
  const bundled = (arg: string): boolean =>
    /^-[^-]/.test(arg) && short.some((option) => arg.includes(option[1]!));
  return (args) => !args.some((arg) => named(arg) || bundled(arg));
}

/** Reads for these first words, each with its own rule for the rest. */
function verbs(table: Readonly<Record<string, Reads>>): Reads {
  return ([verb, ...rest]) => verb !== undefined && Object.hasOwn(table, verb) && table[verb]!(rest);
}

function all(...names: readonly string[]): Record<string, Reads> {
  return Object.fromEntries(names.map((name) => [name, always]));
}

function operands(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !arg.startsWith("-"));
}

const version: Reads = (args) =>
  args.length === 1 && /^(?:--version|-v|-V|version|--help|-h|help)$/.test(args[0]!);
const either =
  (...rules: readonly Reads[]): Reads =>
  (args) =>
    rules.some((rule) => rule(args));
const both =
  (...rules: readonly Reads[]): Reads =>
  (args) =>
    rules.every((rule) => rule(args));

const noGitWriting = unless("--output", "--ext-diff", "--textconv", "--open-files-in-pager", "--exec");
const gitReads = (rule: Reads): Reads => both(noGitWriting, rule);
const listed = (flags: RegExp): Reads => {
  return (args) => args.every((arg) => flags.test(arg));
};

const GIT_VERBS = verbs({
  ...Object.fromEntries(
    [
      "status",
      "log",
      "show",
      "diff",
      "blame",
      "annotate",
      "ls-files",
      "ls-tree",
      "rev-parse",
      "rev-list",
      "describe",
      "shortlog",
      "cat-file",
      "merge-base",
      "name-rev",
      "whatchanged",
      "for-each-ref",
      "show-ref",
      "show-branch",
      "count-objects",
      "check-ignore",
      "check-attr",
      "var",
      "version",
      "diff-tree",
      "diff-index",
      "diff-files",
      "range-diff",
      "cherry",
      "help",
    ].map((name) => [name, gitReads(always)]),
  ),
  grep: gitReads(unless("-O")),
  branch: either(
    listed(
      /^(?:-a|-r|-v|-vv|-av|-avv|-rv|-l|--list|--all|--remotes|--verbose|--show-current|--sort=.*|--format=.*|--column|--no-color|--color)$/,
    ),
    (args) =>
      /^(?:--list|--contains|--no-contains|--merged|--no-merged|--points-at)(?:=|$)/.test(args[0] ?? "") &&
      noBranchWriting(args),
  ),
  tag: either(
    bare,
    (args) =>
      /^(?:-l|--list|-n\d*|--contains|--points-at|--merged)(?:=|$)/.test(args[0] ?? "") &&
      noBranchWriting(args),
  ),
  remote: either(bare, listed(/^(?:-v|--verbose)$/), verbs({ show: always, "get-url": always })),
  stash: verbs({ list: gitReads(always), show: gitReads(always) }),
  config: (args) => /^(?:--get|--get-all|--get-regexp|--list|-l|get|list)$/.test(args[0] ?? ""),
  reflog: either(
    bare,
    verbs({ show: gitReads(always) }),
    (args) => (args[0] ?? "").startsWith("-") && noGitWriting(args),
  ),
  notes: verbs({ list: always, show: gitReads(always) }),
  worktree: verbs({ list: always }),
  submodule: verbs({ status: always, summary: always }),
});

function noBranchWriting(args: readonly string[]): boolean {
  return args.every((arg) => !/^-(?:[dDmMcCfu]|-(?:del|mov|cop|for|set|uns|edi|tra))/.test(arg));
}

/** Options before git's verb that change nothing but where it looks and how it prints. */
function git(args: readonly string[]): boolean {
  let at = 0;
  while (at < args.length && args[at]!.startsWith("-")) {
    if (args[at] === "-C") at += 2;
    else if (args[at] === "--no-pager" || args[at] === "--literal-pathspecs" || args[at] === "--version")
      at++;
    else return false;
  }
  return at >= args.length ? args.includes("--version") : GIT_VERBS(args.slice(at));
}

const sedScript = /^(?:\d+|\$|\/[^/]*\/)?(?:,(?:\d+|\$|\+\d+|\/[^/]*\/))?p?$/;

/** Prints lines, and nothing else: `sed -n '1,20p' file`. Scripts that write or run are not told apart, so only plain ones pass. */
function sed(args: readonly string[]): boolean {
  const [flag, script, ...files] = args;
  return (
    /^(?:-n|-ne|-nE|-En|--quiet|--silent)$/.test(flag ?? "") &&
    (script ?? "").split(";").every((part) => sedScript.test(part.trim())) &&
    files.every((file) => !file.startsWith("-"))
  );
}

/** One script that neither writes nor runs anything. */
function awk(args: readonly string[]): boolean {
  const rest = args[0] === "-F" ? args.slice(2) : /^-F./.test(args[0] ?? "") ? args.slice(1) : args;
  const [script, ...files] = rest;
  return (
    script !== undefined &&
    !script.startsWith("-") &&
    !/[>|`@]|system|getline/.test(script) &&
    files.every((file) => !file.startsWith("-"))
  );
}

const VERSIONED =
  "node npm npx pnpm yarn bun deno tsc python python3 pip pip3 uv ruby gem bundle go cargo rustc java javac mvn gradle dotnet php composer docker kubectl terraform make cmake gcc g++ clang git gh perl swift zig";

const PACKAGES = {
  ls: always,
  list: always,
  view: always,
  info: always,
  why: always,
  explain: always,
  outdated: always,
  root: bare,
  prefix: bare,
};

const LOCKSTEP = verbs({
  ...all("check", "status", "next", "explain", "schema", "doctor", "protocol", "evidence", "assume", "audit"),
  ...all("rubric", "report", "impact", "lint-transcript", "start"),
  gate: verbs(all("status", "request")),
});

/** Programs that only read, by name, and how they have to be called for it. */
export const READERS: Readonly<Record<string, Reads>> = {
  ...Object.fromEntries(VERSIONED.split(" ").map((name) => [name, version])),
  ...all(
    "ls",
    "dir",
    "pwd",
    "cd",
    "pushd",
    "popd",
    "cat",
    "head",
    "tail",
    "wc",
    "grep",
    "egrep",
    "fgrep",
    "zgrep",
  ),
  ...all(
    "stat",
    "du",
    "df",
    "diff",
    "cmp",
    "comm",
    "cut",
    "tr",
    "nl",
    "od",
    "hexdump",
    "strings",
    "rev",
    "tac",
  ),
  ...all(
    "basename",
    "dirname",
    "realpath",
    "readlink",
    "which",
    "whereis",
    "type",
    "where",
    "echo",
    "printf",
  ),
  ...all("uname", "whoami", "id", "groups", "printenv", "true", "false", "test", "[", "sleep", "seq", "jq"),
  ...all("sha1sum", "sha256sum", "sha512sum", "shasum", "md5sum", "cksum", "column", "paste", "fold"),
  ...all("expand", "fmt", "join", "ps", "uptime", "free", "nproc", "lsof", "findstr", "Get-ChildItem"),
  ...all("Get-Content", "Get-Location", "Get-Item", "Select-String", "Measure-Object", "Test-Path", "tokei"),
  ":": always,
  env: bare,
  hostname: bare,
  base64: unless("-o", "--output"),
  date: unless("-s", "--set"),
  file: unless("-C", "--compile"),
  find: (args) => args.every((arg) => !/^-(?:delete|exec|execdir|ok|okdir|fprint0?|fprintf|fls)$/.test(arg)),
  fd: unless("-x", "-X", "--exec", "--exec-batch"),
  rg: unless("--pre", "--hostname-bin"),
  ag: unless("--pager"),
  sort: unless("-o", "--output", "--compress-program"),
  tree: unless("-o"),
  uniq: (args) => operands(args).length <= 1,
  xxd: (args) => operands(args).length <= 1,
  yq: unless("-i", "--inplace", "-s", "--split-exp"),
  command: (args) => args[0] === "-v" || args[0] === "-V",
  sed,
  awk,
  gawk: awk,
  git,
  npm: either(version, verbs(PACKAGES)),
  pnpm: either(version, verbs(PACKAGES)),
  yarn: either(version, verbs({ ...PACKAGES, why: always })),
  npx: either(version, ([name, ...rest]) => name === "lockstep" && LOCKSTEP(rest)),
  pip: either(version, verbs(all("list", "show", "freeze"))),
  pip3: either(version, verbs(all("list", "show", "freeze"))),
  go: either(version, verbs({ version: always, list: unless("-toolexec", "-mod", "-modfile"), doc: always })),
  cargo: either(version, verbs(all("tree"))),
  docker: either(version, verbs(all("ps", "images", "logs", "inspect", "version", "info"))),
  kubectl: either(version, verbs(all("get", "describe", "logs", "version", "explain"))),
  gh: either(
    version,
    verbs({
      pr: verbs(all("view", "list", "diff", "checks", "status")),
      issue: verbs(all("view", "list", "status")),
      run: verbs(all("view", "list")),
      repo: verbs(all("view", "list")),
      auth: verbs(all("status")),
    }),
  ),
  lockstep: LOCKSTEP,
};

/** Programs that may be handed further arguments by `xargs`: no argument makes these write or run. */
export const SAFE_WITH_ANY: ReadonlySet<string> = new Set(
  "cat head tail wc grep egrep fgrep ls stat du basename dirname realpath readlink echo sha1sum sha256sum md5sum cksum".split(
    " ",
  ),
);
