import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import { type Command, commandDigest, sayCommand } from "./command.ts";
import { RunTrouble } from "./trouble.ts";

/** A yes that somebody gave in this repository. */
export interface GivenConsent {
  /** Names it. */
  readonly digest: string;
  /** The command in words, as it was agreed to. */
  readonly says: string;
}

/** Which commands a person has agreed to run, kept outside every repository. */
export interface Consents {
  isConsented(command: Command): Promise<boolean>;
  /** Remembers a person's yes to exactly this command in this repository. */
  consent(command: Command): Promise<void>;
  /** Every yes that holds in this repository, by its words. */
  given(): Promise<readonly GivenConsent[]>;
  /** Takes it back; fine where there was none. */
  withdraw(given: Pick<GivenConsent, "digest">): Promise<void>;
}

/** The name of a file in which a yes stands. */
const DIGEST = /^[0-9a-f]{64}$/;

/** `<user config dir>/lockstep`, as the platform has it. */
export function configFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const xdg = environment["XDG_CONFIG_HOME"];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "lockstep");
  const roaming = environment["APPDATA"];
  if (platform === "win32" && roaming !== undefined && isAbsolute(roaming)) return join(roaming, "lockstep");
  return join(environment["HOME"] ?? homedir(), ".config", "lockstep");
}

/**
 * The consents for one repository: a file for each, named by the command's digest, which also has to stand
 * in it. Throws RunTrouble `consent-inside-repository` where the folder lies in the repository: it could
 * then consent to its own commands.
 * @param root the repository's root, absolute
 * @param folder `configFolder()`
 */
export async function openConsents(root: string, folder: string = configFolder()): Promise<Consents> {
  const house = await realpath(root);
  const store = join(folder, "consent");
  await mkdir(store, { recursive: true, mode: 0o700 });
  const inside = relative(house, await realpath(store));
  if (inside === "" || (!inside.startsWith("..") && !isAbsolute(inside))) {
    throw new RunTrouble("consent-inside-repository", `${store} lies inside ${house}`);
  }
  const fileOf = (command: Command): string => join(store, commandDigest(house, command));
  return {
    async isConsented(command) {
      const file = fileOf(command);
      const found = await lstat(file).catch(() => undefined);
      if (!found?.isFile()) return false;
      const text = await readFile(file, "utf8").catch(() => "");
      return text.split("\n", 1)[0] === commandDigest(house, command);
    },
    async consent(command) {
      const file = fileOf(command);
      const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
      // Below the digest, what was agreed to in words, for whoever looks into the folder.
      await writeFile(temporary, `${commandDigest(house, command)}\n${house}\n${sayCommand(command)}\n`, {
        mode: 0o600,
        flag: "wx",
      });
      await rename(temporary, file);
    },
    async given() {
      const names = (await readdir(store)).filter((name) => DIGEST.test(name));
      const texts = await Promise.all(
        names.map(async (name) => [name, await readFile(join(store, name), "utf8").catch(() => "")] as const),
      );
      return texts
        .flatMap(([digest, text]) => {
          const [written, where, ...says] = text.trimEnd().split("\n");
          return written === digest && where === house ? [{ digest, says: says.join("\n") }] : [];
        })
        .sort((a, b) => (a.says < b.says ? -1 : 1));
    },
    async withdraw({ digest }) {
      if (DIGEST.test(digest)) await rm(join(store, digest), { force: true });
    },
  };
}
