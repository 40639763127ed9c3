import {
  type Because,
  fingerprints,
  identitiesOf,
  type Identity,
  type Place,
  type Severity,
  type SurfaceVerdict,
  type Verdict,
} from "#core";
import { plain } from "./plain.ts";

/** What a rule says of itself, wherever it is judged. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly ladder: { readonly ci?: Severity };
}

export interface SarifOptions {
  /** Lockstep's own version. */
  readonly version: string;
  /** Every rule that can have raised a finding; others are listed by their id alone. */
  readonly rules: readonly RuleText[];
  /** Names the protocol, so that runs of two protocols stay apart: its title or path. */
  readonly protocol: string;
  /** Where the rules are documented; a rule's id is appended as the fragment. */
  readonly helpUri?: string;
}

/** What GitHub's code scanning takes: it refuses more. */
const LIMITS = { results: 25_000, related: 100, tags: 10, message: 1_000 } as const;

const LEVELS = { error: "error", warning: "warning", info: "note", hint: "note" } as const satisfies Record<
  Severity,
  string
>;
const WORST_FIRST: readonly Severity[] = ["error", "warning", "info", "hint"];

interface Result {
  readonly identity: Identity;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly because: readonly Because[];
  readonly justification?: string;
}

/**
 * SARIF 2.1.0 as code scanning reads it: one run, worst results first, fingerprints without lines, so that
 * an unrelated edit opens no new alert. What a person decided is not needed is a result that is suppressed.
 */
export function toSarif(verdict: Verdict, options: SarifOptions): string {
  const identities = identitiesOf(verdict);
  const found = verdict.findings.map((finding, at): Result => ({
    ...finding,
    identity: identities[at] ?? { rule: finding.rule, path: finding.place.path },
  }));
  const all = [...found, ...verdict.surfaces.flatMap((surface) => notNeeded(surface))];
  const sorted = all.toSorted((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
  const results = sorted.slice(0, LIMITS.results);
  const names = fingerprints(results.map(({ identity }) => identity));
  const ids = [
    ...new Set([...options.rules.map(({ id }) => id), ...results.map(({ identity }) => identity.rule)]),
  ];
  const left = sorted.length - results.length;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Lockstep", version: options.version, rules: ids.map((id) => ruleOf(id, options)) },
        },
        columnKind: "utf16CodeUnits",
        automationDetails: { id: `lockstep/${slug(options.protocol)}/` },
        invocations: [
          {
            executionSuccessful: true,
            ...(left > 0
              ? {
                  toolExecutionNotifications: [
                    {
                      level: "warning",
                      message: {
                        text: `${left} more results are left out: a run holds at most ${LIMITS.results}.`,
                      },
                    },
                  ],
                }
              : {}),
          },
        ],
        results: results.map((result, at) =>
          resultOf(result, ids.indexOf(result.identity.rule), names[at] ?? ""),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, { rules, helpUri }: SarifOptions): object {
  const text = rules.find((rule) => rule.id === id);
  const group = id.split("/")[0] ?? id;
  return {
    id,
    ...(text
      ? {
          shortDescription: { text: text.title },
          fullDescription: { text: plain(text.help, LIMITS.message) },
          help: { text: text.help },
          defaultConfiguration: { level: LEVELS[text.ladder.ci ?? "info"] },
        }
      : { shortDescription: { text: id } }),
    ...(helpUri === undefined ? {} : { helpUri: `${helpUri}#${id.replaceAll("/", "")}` }),
    properties: { tags: ["change-protocol", group].slice(0, LIMITS.tags) },
  };
}

function resultOf(
  { identity, severity, message, place, because, justification }: Result,
  ruleIndex: number,
  fingerprint: string,
): object {
  const related = because.slice(0, LIMITS.related);
  return {
    ruleId: identity.rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: plain(message, LIMITS.message) },
    locations: [{ physicalLocation: physical(place) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((line, id) => ({
            id,
            physicalLocation: physical(line),
            ...(line.says === undefined ? {} : { message: { text: plain(line.says, LIMITS.message) } }),
          })),
        }
      : {}),
    partialFingerprints: { "lockstepObligation/v1": fingerprint },
    ...(justification === undefined
      ? {}
      : {
          suppressions: [
            { kind: "external", status: "accepted", justification: plain(justification, LIMITS.message) },
          ],
        }),
  };
}

function physical({ path, line, endLine }: Place): object {
  return {
    artifactLocation: { uri: uriOf(path), uriBaseId: "%SRCROOT%" },
    region: { startLine: Math.max(1, line), ...(endLine !== undefined && endLine > line ? { endLine } : {}) },
  };
}

const DOCUMENT_ROLES: ReadonlySet<string> = new Set(["documents", "workflow", "commands"]);

/** A surface that is not needed, as one suppressed result for each edit the decision was about. */
function notNeeded({ id, role, title, notNeeded: decision, because }: SurfaceVerdict): Result[] {
  if (!decision) return [];
  const rule = DOCUMENT_ROLES.has(role) ? "surface/docs-behind-code" : "surface/open";
  return because.map((place) => ({
    identity: { rule, surface: id, path: place.path },
    severity: "warning",
    message: `“${title}” would be owed by this edit.`,
    place,
    because: [],
    justification: `${decision.reason} (${decision.who}, ${decision.when})`,
  }));
}

/** A path as a relative URI; bytes that are no UTF-8 (lone surrogates in a `Path`) by their own escapes. */
export function uriOf(path: string): string {
  const escaped = path
    .split("/")
    .map((segment) =>
      Array.from(segment, (char) =>
        /^[\ud800-\udfff]$/.test(char) ? byteOf(char) : encodeURIComponent(char),
      ).join(""),
    )
    .join("/");
  // A first segment with a colon would read as a scheme.
  return /^[^/]*:/.test(escaped) ? `./${escaped}` : escaped;
}

function byteOf(unit: string): string {
  const code = unit.charCodeAt(0);
  return code >= 0xdc80 && code <= 0xdcff ? `%${(code - 0xdc00).toString(16).toUpperCase()}` : "%EF%BF%BD";
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 80) || "protocol"
  );
}
