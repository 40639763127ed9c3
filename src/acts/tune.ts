import type { Setting } from "#core";
import type { Planned } from "./plan.ts";
import { type ConfigurationFile, fileWith } from "./set.ts";

/** Writes settings into the configuration, everything else in it left as it stands. @param file the one there is */
export function planTuning(settings: readonly Setting[], file: ConfigurationFile | undefined): Planned {
  if (settings.length === 0)
    return {
      refused:
        "Nothing to propose: no mark “wrong” that paths or the budget could help, or one “right” speaks against it.",
    };
  return { plan: { title: "Tune the protocol", files: [fileWith(settings, file)], records: [] } };
}
