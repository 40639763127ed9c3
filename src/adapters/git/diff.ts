import type { Path } from "#core";
import { pathFromBytes } from "../trees/paths.ts";

/** One line of git's raw diff. A mode of `000000` means that side has no file; `U` is an unmerged path. */
export interface RawChange {
  readonly path: Path;
  readonly status: string;
  readonly before: { readonly mode: string; readonly object: string };
  readonly after: { readonly mode: string; readonly object: string };
}

/** The pieces between the NUL bytes of a `-z` answer. */
export function* fields(answer: Buffer): Generator<Buffer> {
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(0, at);
    yield answer.subarray(at, end < 0 ? answer.length : end);
    at = end < 0 ? answer.length : end + 1;
  }
}

/** Reads `--raw -z --no-renames`: `:<mode> <mode> <object> <object> <status>` NUL path NUL. */
export function* rawChanges(answer: Buffer): Generator<RawChange> {
  const each = fields(answer);
  for (const head of each) {
    const path = each.next().value as Buffer;
    const [beforeMode, afterMode, beforeObject, afterObject, status] = head
      .toString("latin1")
      .slice(1)
      .split(" ");
    yield {
      path: pathFromBytes(path),
      status: status!,
      before: { mode: beforeMode!, object: beforeObject! },
      after: { mode: afterMode!, object: afterObject! },
    };
  }
}
