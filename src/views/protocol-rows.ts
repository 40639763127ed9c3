import { outline, type OutlineItem, type Place, type Protocol, type Verdict } from "#core";
import { SEVERITY_LOOKS } from "./look.ts";
import { count, plain } from "./plain.ts";
import type { Row } from "./tree.ts";

/** *Protocols*: for each document what of it is enforced, what is only advice, and what is in error. */
export function protocolRows({ protocol, protocols }: Verdict): Row[] {
  return protocols.map((path) => documentRow(path, protocol));
}

function documentRow(path: string, protocol: Protocol): Row {
  const isHere = ({ place }: { readonly place: Place }): boolean => place.path === path;
  const enforced = outline(protocol).flatMap((item) => within(item, path));
  const advice = protocol.advisory.filter(isHere);
  const findings = protocol.findings.filter(isHere);
  const open = path.startsWith("lockstep:") ? {} : { open: { path, line: 1 } };
  const wrong = findings.length > 0 ? ` · ${count(findings.length, "problem")}` : "";
  return branch(
    `protocol|${path}`,
    plain(path),
    `${count(leaves(enforced), "part")}, ${count(advice.length, "advice row")}${wrong}`,
    "law",
    [
      ...(findings.length > 0
        ? [
            branch(
              `errors|${path}`,
              "In error",
              count(findings.length, "problem"),
              "error",
              findings.map(({ rule, severity, message, place }, at) =>
                leaf(`error|${path}|${at}`, plain(message, 160), rule, SEVERITY_LOOKS[severity].icon, place),
              ),
            ),
          ]
        : []),
      branch(
        `enforced|${path}`,
        "Enforced",
        count(leaves(enforced), "part"),
        "verified",
        enforced.map((item) => itemRow(item, path)),
      ),
      branch(
        `advisory|${path}`,
        "Advisory",
        `${advice.length}, shown and not checked`,
        "comment",
        advice.map(({ text, place }, at) =>
          leaf(`advice|${path}|${at}`, plain(text, 160), "", "comment", place),
        ),
      ),
    ],
    open,
  );
}

/** The parts of an outline that stand in one document. */
function within(item: OutlineItem, path: string): OutlineItem[] {
  const children = item.children.flatMap((child) => within(child, path));
  return item.place.path === path || children.length > 0 ? [{ ...item, children }] : [];
}

function leaves(items: readonly OutlineItem[]): number {
  return items.reduce((sum, { children }) => sum + (children.length > 0 ? leaves(children) : 1), 0);
}

function itemRow(item: OutlineItem, document: string): Row {
  const { place, title, kind, detail, children } = item;
  const id = `part|${document}|${kind}|${place.line}|${title}`;
  if (children.length > 0) {
    return branch(
      id,
      plain(title, 120),
      plain(detail, 60),
      "symbol-class",
      children.map((child) => itemRow(child, document)),
    );
  }
  return leaf(id, plain(title, 120), plain(detail, 120), "check", place);
}

function branch(
  id: string,
  label: string,
  description: string,
  icon: string,
  rows: readonly Row[],
  open: Pick<Row, "open"> = {},
): Row {
  return {
    id,
    label,
    description,
    icon,
    context: "protocol",
    spoken: `${label}, ${description}`,
    tooltip: label,
    rows,
    expanded: false,
    ...open,
  };
}

function leaf(id: string, label: string, description: string, icon: string, place: Place): Row {
  const open = place.path.startsWith("lockstep:") ? {} : { open: place };
  return {
    id,
    label,
    description,
    icon,
    context: "protocol",
    spoken: `${label}, line ${place.line}`,
    tooltip: label,
    rows: [],
    expanded: false,
    ...open,
  };
}
