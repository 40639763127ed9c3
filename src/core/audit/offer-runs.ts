import type { Config } from "../config/schema.ts";
import type { FileChange } from "../model/change.ts";
import type { BlobId, Path } from "../model/place.ts";
import { wantedVerification } from "../surfaces/verification.ts";
import type { ProposedRun } from "./proposed-run.ts";

/** A command that can verify the change. Nothing runs without a person's consent to its words. */
export interface OfferedRun {
  /** The configured name; absent for what is only proposed. */
  readonly id?: string;
  readonly command: {
    readonly cwd: Path;
    readonly run: { readonly argv: readonly [string, ...string[]] } | { readonly shell: string };
  };
  /** One sentence. */
  readonly why: string;
  /** It runs where nobody picks: the configuration asks for it, or it is one of the smallest that verify the change. */
  readonly wanted: boolean;
  /** The files it looks at, as they are now, where it looks at no others. */
  readonly files?: readonly { readonly path: Path; readonly id: BlobId }[];
  /** Where it writes JUnit reports. */
  readonly junit: readonly string[];
}

/** The configured commands, those first that the change asks for, and the proposed ones beside them. */
export function offerRuns(
  config: Config,
  files: readonly FileChange[],
  proposed: readonly ProposedRun[],
): OfferedRun[] {
  const wanted = wantedVerification(config, files);
  const configured = [...(config.verification ?? [])].sort(
    (a, b) => Number(wanted.includes(b)) - Number(wanted.includes(a)),
  );
  const known = new Set(configured.map(({ run }) => run));
  const smallest = smallestRuns(proposed);
  return [
    ...configured.map((one): OfferedRun => {
      const asked = wanted.includes(one);
      return {
        id: one.id,
        command: { cwd: "", run: { shell: one.run } },
        why: asked
          ? "The configuration asks for it."
          : "The configuration asks for it where other files change.",
        wanted: asked,
        junit: one.junit ?? [],
      };
    }),
    ...proposed
      .filter(({ cwd, argv }) => !(cwd === "" && known.has(argv.join(" "))))
      .map((one): OfferedRun => {
        const looked = one.size === "syntax" ? asNow(one.because, files) : [];
        return {
          command: { cwd: one.cwd, run: { argv: one.argv } },
          why: one.why,
          wanted: wanted.length === 0 && smallest.includes(one),
          ...(looked.length > 0 ? { files: looked } : {}),
          junit: [],
        };
      }),
  ];
}

/** The smallest that together say something about every file: suites only for what no test touches. */
export function smallestRuns(proposed: readonly ProposedRun[]): ProposedRun[] {
  const small = proposed.filter(({ size }) => size !== "suite");
  const tested = new Set(small.filter(({ size }) => size === "tests").flatMap(({ because }) => because));
  const rest = proposed.filter(
    ({ size, because }) => size === "suite" && because.some((path) => !tested.has(path)),
  );
  return [...small, ...rest];
}

function asNow(paths: readonly Path[], files: readonly FileChange[]): { path: Path; id: BlobId }[] {
  return files.flatMap(({ path, afterId }) =>
    paths.includes(path) && afterId !== undefined ? [{ path, id: afterId }] : [],
  );
}
