import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { constants, Script } from "node:vm";
import { crc32 } from "node:zlib";

/** Files that nobody wrote anew for so long belong to a Lockstep or a node that is gone. Milliseconds. */
const OLD = 30 * 24 * 60 * 60 * 1000;
/** Bytes of the check sum in front: V8 itself takes what it is given. */
const SUM = 4;

/** `<user cache dir>/lockstep/code`, as the platform has it. */
export function codeFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = platform === "win32" ? environment["LOCALAPPDATA"] : environment["XDG_CACHE_HOME"];
  const folder =
    named !== undefined && isAbsolute(named) ? named : join(environment["HOME"] ?? homedir(), ".cache");
  return join(folder, "lockstep", "code");
}

/** Bundles as they were loaded, and the means to load them quicker the next time. */
export interface KeptCode {
  /** Requires one of Lockstep's own bundles, with what V8 made of it the last time where that is kept. */
  require(file: string): unknown;
  /** Keeps what V8 made of the bundles by now. Where nothing can be written nothing is kept. */
  keep(): void;
}

/**
 * Compiling is most of what starting costs. node keeps compiled code by itself from version 22 on, but without the
 * functions that are compiled when they are first called; here they are kept too.
 */
export function keptCode(folder: string): KeptCode {
  const loaded = new Map<string, { exports: unknown }>();
  const fresh: { readonly kept: string; readonly script: Script }[] = [];

  function load(file: string): unknown {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const bytes = readFileSync(file);
    const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
    const kept = join(folder, `${digest}-${process.version}-${process.arch}`);
    const cachedData = keptBytes(kept);
    const source = `(function (exports, require, module, __filename, __dirname) {${bytes.toString("utf8")}\n})`;
    const script = new Script(source, {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData ? { cachedData } : {}),
    });
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ kept, script });
    const folderOf = dirname(file);
    const foreign = createRequire(file);
    const requireIn = (name: string): unknown =>
      name.startsWith("./") ? load(join(folderOf, name)) : foreign(name);
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run.call(module.exports, module.exports, requireIn, module, file, folderOf);
    return module.exports;
  }

  return {
    require: load,
    keep() {
      if (fresh.length === 0) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        for (const { kept, script } of fresh) {
          const temporary = `${kept}.${process.pid}.tmp`;
          const data = script.createCachedData();
          const sum = Buffer.alloc(SUM);
          sum.writeUInt32LE(crc32(data));
          writeFileSync(temporary, Buffer.concat([sum, data]), { mode: 0o600 });
          renameSync(temporary, kept);
        }
        sweep(folder, new Set(fresh.map(({ kept }) => basename(kept))));
      } catch {
        // A folder that cannot be written costs time and nothing else.
      }
    },
  };
}

/** What was kept in a file of this user's that nobody else may write; `undefined` where there is nothing, or nothing whole. */
function keptBytes(file: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(file);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn) return undefined;
    const all = readFileSync(file);
    const data = all.subarray(SUM);
    return all.readUInt32LE() === crc32(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function sweep(folder: string, used: ReadonlySet<string>): void {
  const before = Date.now() - OLD;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!used.has(name) && statSync(file).mtimeMs < before) rmSync(file, { force: true });
  }
}
