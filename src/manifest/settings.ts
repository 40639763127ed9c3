import * as z from "zod";

/** How the editor treats a setting, beside its type. */
interface SettingFacts {
  readonly scope: "application" | "window" | "resource" | "machine-overridable";
  readonly markdownDescription: string;
  readonly markdownEnumDescriptions?: readonly string[];
  /** A folder that is not trusted may not set it. */
  readonly restricted?: true;
}

function setting<Schema extends z.ZodType>(
  schema: Schema,
  facts: SettingFacts,
): { schema: Schema; facts: SettingFacts } {
  return { schema, facts };
}

/** Every setting, once: type, default, package.json, documentation and run-time check come from here. Keys lack `lockstep.`. */
export const SETTINGS = {
  enabled: setting(z.boolean().default(true), {
    scope: "resource",
    markdownDescription: "Watch this folder and compare its changes with the change protocol.",
  }),
  "check.trigger": setting(z.enum(["onType", "onSave", "manual"]).default("onType"), {
    scope: "resource",
    markdownDescription: "When a change is judged again.",
    markdownEnumDescriptions: [
      "Shortly after you stop typing; unsaved text counts.",
      "When a file is saved, or changed by another program.",
      "Only when *Check Changes Against Protocol* is run.",
    ],
  }),
  "check.baseRef": setting(z.string().default(""), {
    scope: "resource",
    markdownDescription:
      "The branch or commit that changes are compared with. Empty: where the branch left its upstream or the default branch, else `HEAD`.",
  }),
  "problems.show": setting(z.enum(["changedFiles", "openFiles", "off"]).default("changedFiles"), {
    scope: "resource",
    markdownDescription: "Which files' findings the Problems panel shows.",
    markdownEnumDescriptions: [
      "All files of the change and the documents it made false.",
      "Only files that are open.",
      "None; the views still show everything.",
    ],
  }),
  "problems.severity": setting(
    z.record(z.string(), z.enum(["error", "warning", "info", "hint", "off"])).default({}),
    {
      scope: "resource",
      markdownDescription:
        "Severity in this editor by rule id or group (`docs/*`). It may only lower; the command line and CI are not affected.",
    },
  ),
  "problems.maximum": setting(z.int().min(1).max(1000).default(100), {
    scope: "window",
    markdownDescription: "At most this many findings in the Problems panel.",
  }),
  "statusBar.show": setting(z.enum(["always", "whenOwed", "never"]).default("always"), {
    scope: "window",
    markdownDescription: "When the status bar shows the gate.",
    markdownEnumDescriptions: ["In every repository.", "Only while something is owed.", "Never."],
  }),
  badge: setting(z.enum(["owed", "off"]).default("owed"), {
    scope: "window",
    markdownDescription: "The number on the Lockstep icon.",
    markdownEnumDescriptions: ["How many surfaces are owed.", "No number."],
  }),
  "decorations.explorer": setting(z.boolean().default(true), {
    scope: "window",
    markdownDescription:
      "Mark files that owe a document (○) and documents with lines that are no longer true (≠) in the Explorer and in tabs.",
  }),
  codeLens: setting(z.enum(["protocolDocuments", "off"]).default("protocolDocuments"), {
    scope: "window",
    markdownDescription: "Where lines above the text say how a phase stands.",
    markdownEnumDescriptions: ["In protocol documents and the documents of a change's phases.", "Nowhere."],
  }),
  hover: setting(z.boolean().default(true), {
    scope: "window",
    markdownDescription:
      "Show the lines that evidence points at, and what a part of a protocol demands, when the pointer rests on them.",
  }),
  "review.layout": setting(z.enum(["multiDiff", "oneByOne"]).default("multiDiff"), {
    scope: "window",
    markdownDescription: "How *Review Changes in This Phase* shows the changed files.",
    markdownEnumDescriptions: ["All in one editor.", "Each in an editor of its own."],
  }),
  updateReferencesOnFileMove: setting(z.enum(["prompt", "always", "never"]).default("prompt"), {
    scope: "resource",
    markdownDescription:
      "Whether documents name a file by its new path when it is renamed or moved in the editor.",
    markdownEnumDescriptions: [
      "The editor asks, and shows what would be edited.",
      "Edit without asking, right after the move.",
      "Leave the documents; what they name and is gone becomes a finding.",
    ],
  }),
  "verification.timeLimit": setting(z.number().gt(0).max(1440).default(30), {
    scope: "resource",
    markdownDescription: "After so many minutes a verification command is ended, with everything it started.",
  }),
  reminders: setting(z.enum(["atGate", "never"]).default("atGate"), {
    scope: "application",
    markdownDescription: "When a notification says that something waits for a person.",
    markdownEnumDescriptions: [
      "Once, when a gate waits for approval, an approval went stale, an agent was held at a gate or the configuration cannot be used, and the window does not show it.",
      "Never.",
    ],
  }),
  "agents.mcp": setting(z.boolean().default(true), {
    scope: "window",
    markdownDescription:
      "Offer Lockstep's MCP server to the editor's agents, one for each repository that is open.",
  }),
  "agents.contributeInstructions": setting(z.boolean().default(true), {
    scope: "window",
    markdownDescription: "Give the editor's agents Lockstep's instructions and its skill.",
  }),
  excludeRoots: setting(z.array(z.string()).default([]), {
    scope: "resource",
    markdownDescription:
      "Folders and repositories that are left alone, as globs of their paths: `/work/archive/**`; one without a slash means a folder's name, `vendor-*`.",
  }),
  "git.path": setting(z.string().default(""), {
    scope: "machine-overridable",
    markdownDescription: "The git program to use. Empty: the one on `PATH`.",
    restricted: true,
  }),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { readonly [Key in SettingKey]: z.infer<(typeof SETTINGS)[Key]["schema"]> };

/** A setting that cannot be used as it is written, and what is used instead. */
export interface WrongSetting {
  readonly key: SettingKey;
  readonly message: string;
}

/** Reads every setting through its schema: a wrong one counts as its default and is reported. */
export function readSettings(get: (key: SettingKey) => unknown): {
  readonly settings: Settings;
  readonly wrong: readonly WrongSetting[];
} {
  const wrong: WrongSetting[] = [];
  const entries = (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
    const { schema } = SETTINGS[key];
    const value = get(key);
    const parsed = schema.safeParse(value ?? undefined);
    if (parsed.success) return [key, parsed.data];
    wrong.push({ key, message: parsed.error.issues[0]?.message ?? "not valid" });
    return [key, schema.parse(undefined)];
  });
  return { settings: Object.fromEntries(entries) as Settings, wrong };
}
