import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { GitOptions } from "#adapters/git/git";
import { openRepository, type Repository } from "#adapters/repository";
import { onDisk } from "#adapters/trees/paths";
import type { Path } from "#core";

/** A real git repository in a temporary folder, under a home folder of its own: no setting of the machine's reaches it. */
export interface TestRepository {
  readonly root: string;
  /** The environment git runs in, for processes a test starts itself. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs git in the root, or in `cwd`, and gives its output without the final newline. Throws where git fails. */
  git(...args: readonly string[]): string;
  gitIn(cwd: string, ...args: readonly string[]): string;
  /** Runs git with bytes on its standard input. */
  gitWith(input: string | Uint8Array, ...args: readonly string[]): string;
  /** Writes a file, its folders included. Names are paths as the core knows them. */
  write(path: Path, content: string | Uint8Array): void;
  /** Makes a symbolic link; what lies there goes. */
  link(path: Path, target: string): void;
  executable(path: Path, is?: boolean): void;
  /** Removes a file or a folder. */
  remove(path: Path): void;
  /** Stages everything and commits it, even when nothing changed. Gives the commit's id. */
  commit(message?: string): string;
  /** Opens it with the adapter under test; closed by `dispose`. */
  open(options?: GitOptions): Promise<Repository>;
  /** Closes what was opened and removes the folder. */
  dispose(): void;
}

/**
 * Makes an empty repository on the branch `main`, holding `files` in a first commit where some are given; or a copy
 * of a whole working copy, its git folder included.
 */
export function makeRepository(
  files: Readonly<Record<Path, string | Uint8Array>> = {},
  { format = "sha1", copyOf }: { readonly format?: "sha1" | "sha256"; readonly copyOf?: string } = {},
): TestRepository {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-")));
  const root = join(base, "work");
  const home = join(base, "home");
  mkdirSync(root);
  mkdirSync(home);
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
  };
  const opened: Repository[] = [];

  function run(cwd: string, args: readonly string[], input: string | Uint8Array = ""): string {
    const flags = ["-c", "protocol.file.allow=always", "-c", "maintenance.auto=false"];
    const answer = execFileSync("git", [...flags, ...args], {
      cwd,
      env,
      input,
      stdio: ["pipe", "pipe", "pipe"],
    });
    return answer.toString("utf8").replace(/\n$/, "");
  }
  function write(path: Path, content: string | Uint8Array): void {
    mkdirSync(onDiskFolder(root, path), { recursive: true });
    writeFileSync(onDisk(root, path), content);
  }

  const repository: TestRepository = {
    root,
    env,
    git: (...args) => run(root, args),
    gitIn: (cwd, ...args) => run(cwd, args),
    gitWith: (input, ...args) => run(root, args, input),
    write,
    link(path, target) {
      mkdirSync(onDiskFolder(root, path), { recursive: true });
      rmSync(onDisk(root, path), { force: true });
      symlinkSync(target, onDisk(root, path));
    },
    executable: (path, is = true) => chmodSync(onDisk(root, path), is ? 0o755 : 0o644),
    remove: (path) => rmSync(onDisk(root, path), { recursive: true, force: true }),
    commit(message = "change") {
      run(root, ["add", "--all"]);
      run(root, ["commit", "--quiet", "--allow-empty", "--message", message]);
      return headIn(join(root, ".git"));
    },
    async open(options = {}) {
      const one = await openRepository(root, { env, ...options });
      opened.push(one);
      return one;
    },
    dispose() {
      for (const one of opened) one.close();
      rmSync(base, { recursive: true, force: true });
    },
  };

  if (copyOf !== undefined) {
    cpSync(copyOf, root, { recursive: true });
    return repository;
  }
  run(root, ["init", "--quiet", "--template=", "--initial-branch=main", `--object-format=${format}`]);
  for (const [path, content] of Object.entries(files)) write(path, content);
  if (Object.keys(files).length > 0) repository.commit("first");
  return repository;
}

/** The commit HEAD names, read without starting a process. */
function headIn(gitDir: string): string {
  const head = readFileSync(join(gitDir, "HEAD"), "utf8").trim();
  return head.startsWith("ref: ") ? readFileSync(join(gitDir, head.slice(5)), "utf8").trim() : head;
}

function onDiskFolder(root: string, path: Path): string | Buffer {
  const place = onDisk(root, path);
  if (typeof place === "string") return dirname(place);
  return place.subarray(0, place.lastIndexOf("/"));
}
