import * as z from "zod";
import { PROBE_NAMES } from "./probe-names.ts";

/** The least a glob list may hold; the limits keep matching linear on hostile configuration (STORAGE.md §7). */
const Glob = z
  .string()
  .min(1)
  .max(256)
  .refine((glob) => (glob.match(/,/g)?.length ?? 0) <= 32, "at most 32 alternatives")
  .meta({
    description: "A glob relative to the repository's root: *, **, ?, {a,b}; a leading ! takes away.",
  });

const Globs = z.array(Glob).max(200);

export const SURFACE_ROLES = [
  "code",
  "repository",
  "documents",
  "commands",
  "workflow",
  "verification",
  "other",
] as const;

const SurfaceBinding = z.strictObject({
  role: z
    .enum(SURFACE_ROLES)
    .optional()
    .meta({ description: "What the surface is judged as; found from its title when left out." }),
  paths: Globs.optional().meta({ description: "The files of this surface." }),
  causes: Globs.optional().meta({
    description: "Edits of these files make the surface owed; the code surfaces' files when left out.",
  }),
  opens: z.enum(["always", "impacted", "certain"]).optional().meta({
    description:
      "always: every behaviour change owes this surface. impacted: where an edit made one of its lines false, and where the change likely needs a document (see impact.alarms). certain: only where an edit made one of its lines false.",
  }),
});

const Surfaces = z
  .record(z.string().max(128), SurfaceBinding)
  .meta({ description: "Binds the protocol's surfaces, by the slug of their title, to files." });

/** What a part of a monorepo binds for itself; its globs are relative to the part's folder. */
const PackageConfig = z.strictObject({ surfaces: Surfaces.optional() });

const ComponentBinding = z.strictObject({
  documents: Globs.min(1).meta({
    description: "The documents of this component; one of them has to be there.",
  }),
  rollback: Globs.min(1).optional().meta({
    description: "Where it is written how a change to this component is rolled back; one has to be there.",
  }),
});

const VerificationId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const AuditBinding = z.strictObject({
  run: VerificationId.optional().meta({
    description: "The id of the verification whose recorded run answers this item.",
  }),
  probe: z.enum(PROBE_NAMES).optional().meta({
    description: "What looks for evidence; found from the item's words when left out.",
  }),
  paths: Globs.min(1).optional().meta({
    description: "Only changed files among these are looked at for this item.",
  }),
});

const Verification = z.strictObject({
  id: VerificationId.meta({ description: "A short name: tests." }),
  run: z.string().min(1).max(2000).meta({
    description: "The command. It runs only in a trusted workspace, after somebody has consented to it.",
  }),
  when: Globs.optional().meta({ description: "Run it when one of these changed; always when left out." }),
  junit: z.array(z.string().min(1).max(512)).min(1).max(20).optional().meta({
    description:
      "JUnit XML reports it writes, from the repository's root; * in a file's name. Have git ignore them: a file that is new in the tree makes the run stale.",
  }),
});

/** The tiers of an approval as the configuration words them, lowest first (docs/trust.md). */
export const TIER_WORDS = ["recorded", "confirmed", "signed", "enforced"] as const;

const GateBinding = z.strictObject({
  least: z.enum(TIER_WORDS).optional().meta({
    description: "The least an approval of this gate must be worth; confirmed when nothing is said.",
  }),
  approvers: z.array(z.string().min(1).max(200)).min(1).max(200).optional().meta({
    description: "Who alone may approve: principals of allowed_signers, or git names.",
  }),
  reviewer: z.enum(["anybody", "another"]).optional().meta({
    description:
      "another: whoever made the change does not approve it. Left out, it is as the protocol demands review.",
  }),
});

const Approvals = GateBinding.extend({
  presenceKeys: z
    .array(z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/))
    .max(200)
    .optional()
    .meta({
      description: "Fingerprints of keys in files that ask for a passphrase at every use.",
    }),
  userVerification: z.boolean().optional().meta({
    description: "Whether a hardware key must also have checked a PIN or a fingerprint.",
  }),
  gates: z
    .record(z.string().regex(/^[1-9]\d?$/), GateBinding)
    .optional()
    .meta({ description: "What holds for single gates, by the phase's number." }),
});

const DocumentBinding = z.strictObject({
  code: Globs.min(1).meta({ description: "The code whose edits this document has to move with." }),
  document: z.string().min(1).max(512).meta({ description: "The document, from the repository's root." }),
  section: z.string().min(1).max(256).optional().meta({
    description: "The heading of the section that has to move; any line of the document when left out.",
  }),
});

const ImpactConfig = z.strictObject({
  alarms: z.number().min(1).max(50).optional().meta({
    description:
      "Of a hundred changes that need no document, how many may be taken for one that does, where a surface opens: impacted. 10 when left out.",
  }),
  bindings: z.array(DocumentBinding).max(200).optional().meta({
    description: "Documents that have to move with code whatever their words say.",
  }),
});

export const Level = z.enum(["off", "hint", "info", "warning", "error"]);

/** `.lockstep/config.jsonc`: data only. One object gives the type, the JSON schema and the run-time check. */
export const Config = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where the JSON schema of this file is." }),
    extends: z.array(z.string().min(1).max(512)).max(8).optional().meta({
      description:
        "Configurations this one builds on, later ones win: a path beginning with . inside this repository, an npm package that has a lockstep.jsonc, or lockstep:<built-in protocol>.",
    }),
    protocols: z.array(z.string().min(1).max(512)).max(32).optional().meta({
      description:
        "The team's change protocols: Markdown files of this repository, or built-in ones (lockstep:recommended).",
    }),
    surfaces: Surfaces.optional(),
    packages: z.record(Glob, PackageConfig).optional().meta({
      description:
        "By folder glob (packages/*): bindings that hold for the files below instead of the ones above.",
    }),
    components: z.record(z.string().max(128), ComponentBinding).optional().meta({
      description: "Binds the protocol's components, by the slug of their name, to their documents.",
    }),
    audit: z.record(z.string().max(128), AuditBinding).optional().meta({
      description: "Binds the protocol's audit items, by the slug of their text, to what answers them.",
    }),
    impact: ImpactConfig.optional().meta({
      description: "Which documents a change is thought to need.",
    }),
    ignore: Globs.optional().meta({
      description: "Files Lockstep looks at neither as cause nor as document.",
    }),
    rules: z
      .record(z.string().max(128), Level)
      .optional()
      .meta({ description: "Severity by rule id, or by group with a trailing /*: docs/*." }),
    approvals: Approvals.optional().meta({
      description:
        "What an approval must be to open a gate. Read from where the change began, never from the change itself.",
    }),
    verification: z
      .array(Verification)
      .max(50)
      .optional()
      .meta({ description: "Commands whose passing run meets the verification surface." }),
  })
  .meta({
    title: "Lockstep configuration",
    description: "What binds a team's change protocol to the files and checks of this repository.",
  });

export type Config = z.infer<typeof Config>;
export type SurfaceBinding = z.infer<typeof SurfaceBinding>;
export type SurfaceRole = (typeof SURFACE_ROLES)[number];

/** The files read as configuration, first found wins. */
export const CONFIG_PATHS = [".lockstep/config.jsonc", "lockstep.config.jsonc"] as const;

/** The JSON schema of `Config`, draft 2020-12, as contributed to the editor and printed by `lockstep schema`. */
export function configSchema(): object {
  return z.toJSONSchema(Config);
}
