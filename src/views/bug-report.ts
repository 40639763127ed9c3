import type { Verdict } from "#core";
import { count, plain } from "./plain.ts";
import { sayTrouble } from "./troubles.ts";

/** What became of one repository of the window. */
export interface ReportedRepository {
  readonly root: string;
  readonly state:
    | { readonly is: "reading" }
    | { readonly is: "verdict"; readonly verdict: Verdict }
    | { readonly is: "trouble"; readonly cause: unknown };
}

/** What somebody who looks for a bug has to know. */
export interface BugReport {
  /** Programs and where they run, each with its version. */
  readonly versions: Readonly<Record<string, string>>;
  /** The settings that are not as they come. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly repositories: readonly ReportedRepository[];
  /** The last entries of the log, oldest first. */
  readonly log: readonly string[];
}

/**
 * A report as Markdown, to be pasted into an issue: counts instead of what files say, and no path that names a
 * person's home or the folder of a repository.
 * @param home the home folder of who reports
 */
export function toBugReport({ versions, settings, repositories, log }: BugReport, home: string): string {
  const set = Object.entries(settings);
  const text = [
    "## Lockstep: diagnostic information",
    "",
    "| | |",
    "|---|---|",
    ...Object.entries(versions).map(([name, version]) => `| ${name} | ${cell(version)} |`),
    ...repositories.map(({ state }, at) => `| Repository ${at + 1} | ${cell(sayState(state))} |`),
    "",
    set.length === 0
      ? "Every setting is as it comes."
      : ["Settings:", "", "```json", JSON.stringify(settings, null, 2), "```"].join("\n"),
    "",
    `The end of the log, ${count(log.length, "message")}:`,
    "",
    "````text",
    ...log.map((entry) => entry.replaceAll("````", "''''")),
    "````",
    "",
  ].join("\n");
  return withoutHomes(
    text,
    home,
    repositories.map(({ root }) => root),
  );
}

function sayState(state: ReportedRepository["state"]): string {
  if (state.is === "reading") return "being read";
  if (state.is === "trouble") return sayTrouble(state.cause);
  const { surfaces, findings, gates, impacts, protocols, change } = state.verdict;
  const owed = surfaces.filter((surface) => surface.state === "owed").length;
  const built = protocols.filter((name) => name.startsWith("lockstep:"));
  return [
    `${owed} of ${count(surfaces.length, "surface")} owed`,
    count(findings.length, "finding"),
    count(impacts.length, "impact"),
    count(gates.length, "gate"),
    `${count(protocols.length, "protocol")} (${built.join(", ") || "its own"})`,
    `compared with ${/^[0-9a-f]{7,}$|^HEAD$/.test(change.base) ? change.base : "a branch"}`,
  ].join(", ");
}

/** Home folders become `~`, whoever's they are; repositories become `<repository 1>`, and so on. */
function withoutHomes(text: string, home: string, roots: readonly string[]): string {
  const known = [
    ...roots.map((root, at) => [root, `<repository ${at + 1}>`] as const),
    [home, "~"] as const,
  ].filter(([path]) => path.length > 1);
  // The longest first: a repository lies in a home more often than the other way round.
  const ordered = known.sort(([a], [b]) => b.length - a.length);
  const ways = ordered.flatMap(([path, name]) =>
    [path, path.replaceAll("\\", "/"), path.replaceAll("\\", "\\\\"), encodeURI(path)].map(
      (one) => [one, name] as const,
    ),
  );
  return ways
    .reduce((now, [path, name]) => now.replaceAll(path, name), text)
    .replace(/(?:\/home|\/Users)\/[^/\s"'`:|]+/g, "~")
    .replace(/[A-Za-z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/)[^\\/\s"'`:|]+/g, "~");
}

function cell(text: string): string {
  return plain(text, 600).replaceAll("|", "\\|");
}
