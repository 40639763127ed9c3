import { spawnSync } from "node:child_process";

/** Read-only questions to one repository, each a git process of its own. */
export interface Repository {
  /** The contents of blobs, by id; what is missing is absent. */
  blobs(ids: readonly string[]): Map<string, Buffer>;
  /** First-parent steps up to a commit, oldest first. */
  steps(head: string, limit: number): RawStep[];
}

/** A step of history: what it changed, without renames. */
export interface RawStep {
  readonly commit: string;
  readonly files: readonly {
    readonly path: string;
    readonly old: string | undefined;
    readonly now: string | undefined;
  }[];
}

const ABSENT = /^0+$/;

export function repositoryAt(gitDir: string): Repository {
  const git = (args: readonly string[], input?: string): Buffer => {
    const { stdout, status, stderr } = spawnSync("git", [`--git-dir=${gitDir}`, ...args], {
      input,
      maxBuffer: 2 ** 31 - 1,
    });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr?.toString()}`);
    return stdout;
  };
  return {
    blobs(ids) {
      const out = new Map<string, Buffer>();
      if (ids.length === 0) return out;
      const all = git(["cat-file", "--batch"], `${ids.join("\n")}\n`);
      let at = 0;
      while (at < all.length) {
        const end = all.indexOf(10, at);
        const [id = "", type, size] = all.subarray(at, end).toString().split(" ");
        at = end + 1;
        if (type === "missing") continue;
        out.set(id, all.subarray(at, at + Number(size)));
        at += Number(size) + 1;
      }
      return out;
    },
    steps(head, limit) {
      const log = git([
        "log",
        "--first-parent",
        "-m",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "-z",
        `-n${limit}`,
        "--format=%x01%H",
        head,
      ]).toString();
      return log
        .split("\u0001")
        .slice(1)
        .map((chunk): RawStep => {
          const [commit = "", ...rest] = chunk.split("\0").filter((part) => part.trim() !== "");
          const files: { path: string; old: string | undefined; now: string | undefined }[] = [];
          for (let k = 0; k + 1 < rest.length; k += 2) {
            const [, , old = "", now = ""] = (rest[k] ?? "").trim().split(" ");
            files.push({
              path: rest[k + 1] ?? "",
              old: ABSENT.test(old) ? undefined : old,
              now: ABSENT.test(now) ? undefined : now,
            });
          }
          return { commit: commit.trim(), files };
        })
        .reverse();
    },
  };
}
