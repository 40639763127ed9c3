import {
  type Finding,
  type GateVerdict,
  groupBy,
  type Obligation,
  type SurfaceVerdict,
  type Verdict,
} from "#core";
import { plain } from "./plain.ts";

interface Case {
  readonly name: string;
  readonly outcome:
    | { readonly is: "passed" }
    | { readonly is: "skipped"; readonly why: string }
    | { readonly is: "failed"; readonly type: string; readonly says: string };
}

/**
 * JUnit XML: a suite for each surface with a case for each obligation, one for the gates, and one for each
 * group of findings that belong to no surface. What is not needed is skipped, with its reason. Names hold
 * no lines, so that a case keeps its history; and no attribute that the strictest reader (the xUnit plugin of
 * Jenkins) refuses: where it is stands in the text.
 */
export function toJunit(verdict: Verdict): string {
  const loose = groupBy(
    verdict.findings.filter(
      ({ surface, severity }) => surface === undefined && (severity === "error" || severity === "warning"),
    ),
    ({ rule }) => rule.slice(0, rule.indexOf("/")),
  );
  const suites: [string, Case[]][] = [
    ...verdict.surfaces.map((surface): [string, Case[]] => [surface.title, surfaceCases(surface)]),
    ...(verdict.gates.length > 0
      ? [["Gates", verdict.gates.map((gate) => gateCase(gate))] satisfies [string, Case[]]]
      : []),
    ...[...loose].map(([group, findings]): [string, Case[]] => [
      `Findings: ${group}`,
      findings.map((finding) => findingCase(finding)),
    ]),
  ];
  const { skipped: _, ...totals } = countsOf(suites.flatMap(([, cases]) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="lockstep" ${attributes(totals)}>`,
    ...suites.flatMap(([name, cases]) => suiteLines(name, cases)),
    "</testsuites>",
    "",
  ].join("\n");
}

function surfaceCases({ title, state, obligations, notNeeded, because }: SurfaceVerdict): Case[] {
  if (state === "owed" && obligations.length > 0)
    return obligations.map((obligation) => obligationCase(obligation));
  if (state === "owed") {
    const [place] = because;
    const at = place ? `\nbecause of ${place.path}:${place.line}` : "";
    return [{ name: title, outcome: { is: "failed", type: "owed", says: `${title} is owed.${at}` } }];
  }
  if (state === "not-needed") {
    return [
      {
        name: title,
        outcome: {
          is: "skipped",
          why: notNeeded ? `not needed: ${notNeeded.reason} (${notNeeded.who})` : "not needed",
        },
      },
    ];
  }
  return [{ name: title, outcome: { is: "passed" } }];
}

function obligationCase({ place, says, because }: Obligation): Case {
  const causes = because.map(({ path, line }) => `${path}:${line}`).slice(0, 20);
  return {
    name: `${place.path}: ${withoutLines(says)}`,
    outcome: {
      is: "failed",
      type: "owed",
      says: [says, `at ${place.path}:${place.line}`, ...causes.map((cause) => `because of ${cause}`)].join(
        "\n",
      ),
    },
  };
}

function gateCase({ phase, title, state, asks }: GateVerdict): Case {
  const name = `Phase ${phase}: ${title}`;
  if (state === "open") return { name, outcome: { is: "passed" } };
  if (state === "ahead") return { name, outcome: { is: "skipped", why: "ahead" } };
  return {
    name,
    outcome: {
      is: "failed",
      type: `gate-${state}`,
      says: [`The gate is ${state}.`, ...asks.map(({ text }) => text)].join("\n"),
    },
  };
}

function findingCase({ rule, message, place }: Finding): Case {
  return {
    name: `${place.path}: ${withoutLines(message)}`,
    outcome: { is: "failed", type: rule, says: `${message}\nat ${place.path}:${place.line}` },
  };
}

/** A sentence without the line numbers of the places it names. */
function withoutLines(text: string): string {
  return text.replaceAll(/(\.\w{1,10}):\d{1,9}(?:-\d{1,9})?/g, "$1");
}

function suiteLines(name: string, cases: readonly Case[]): string[] {
  const used = new Map<string, number>();
  return [
    `  <testsuite name="${xml(name)}" ${attributes(countsOf(cases))}>`,
    ...cases.flatMap((one) => {
      const times = (used.get(one.name) ?? 0) + 1;
      used.set(one.name, times);
      return caseLines(name, times === 1 ? one : { ...one, name: `${one.name} (${times})` });
    }),
    "  </testsuite>",
  ];
}

function caseLines(suite: string, { name, outcome }: Case): string[] {
  const open = `    <testcase classname="lockstep.${xml(suite)}" name="${xml(name)}" time="0"`;
  if (outcome.is === "passed") return [`${open}/>`];
  const inside =
    outcome.is === "skipped"
      ? `      <skipped message="${xml(outcome.why)}"/>`
      : `      <failure type="${xml(outcome.type)}" message="${xml(outcome.says.split("\n")[0] ?? "")}">${xmlText(outcome.says)}</failure>`;
  return [`${open}>`, inside, "    </testcase>"];
}

function countsOf(cases: readonly Case[]) {
  const count = (is: Case["outcome"]["is"]): number =>
    cases.filter(({ outcome }) => outcome.is === is).length;
  return { tests: cases.length, failures: count("failed"), errors: 0, skipped: count("skipped"), time: 0 };
}

function attributes(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, value]) => `${name}="${value}"`)
    .join(" ");
}

function xml(text: string): string {
  return escaped(plain(text, 400));
}

function xmlText(text: string): string {
  return text
    .slice(0, 4_000)
    .split("\n")
    .map((line) => escaped(plain(line, 1_000)))
    .join("\n");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\ufffe\uffff]/g, "\ufffd");
}
