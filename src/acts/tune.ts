import { applyEdits, modify } from "jsonc-parser";
import { CONFIG_PATHS, type Path, type Setting } from "#core";
import type { Planned } from "./plan.ts";

const NEW = "// Lockstep: proposed from marks on recent commits; edit it.\n{}\n";

/** Writes settings into the configuration, everything else in it left as it stands. @param file the one there is */
export function planTuning(
  settings: readonly Setting[],
  file: { readonly path: Path; readonly text: string } | undefined,
): Planned {
  if (settings.length === 0)
    return {
      refused:
        "Nothing to propose: no mark “wrong” that paths or the budget could help, or one “right” speaks against it.",
    };
  const path = file?.path ?? CONFIG_PATHS[0];
  const text = settings.reduce(
    (now, { keys, value }) =>
      applyEdits(
        now,
        modify(now, [...keys], value, {
          formattingOptions: { insertSpaces: true, tabSize: 2, eol: now.includes("\r\n") ? "\r\n" : "\n" },
        }),
      ),
    file?.text ?? NEW,
  );
  const replaces = file ? { replaces: file.text } : {};
  return { plan: { title: "Tune the protocol", files: [{ path, text, ...replaces }], records: [] } };
}
