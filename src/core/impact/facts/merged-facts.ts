import { groupBy } from "../../group.ts";
import type { ChangedFact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { isExample, isGenerated, isTest, isToolSetting, isVendored } from "../classify.ts";

/** Whether a file's edit promises nothing to readers of documents: a test, an example, a tool's setting, somebody else's code. */
export function promisesNothing(path: Path): boolean {
  return isToolSetting(path) || isTest(path) || isExample(path) || isGenerated(path) || isVendored(path);
}

/**
 * A name that several files lost is one fact: its definition's, where there is one. What took its place is
 * kept where the definition or all files agree on it. Files that promise nothing speak only where no other does.
 */
export function merged(facts: readonly ChangedFact[], idle: (fact: ChangedFact) => boolean): ChangedFact[] {
  const same = groupBy(facts, ({ fact: { kind, name, before, after } }) =>
    JSON.stringify(
      kind === "value" || before === undefined ? [kind, name, before, after] : [kind, name, before],
    ),
  );
  /** A command that another file took over has only moved. */
  const added = new Set(
    facts.flatMap(({ fact }) => (fact.kind === "command" && fact.before === undefined ? [fact.after] : [])),
  );
  return [...same.values()].flatMap((all) => {
    const telling = all.filter((one) => !idle(one));
    const group = telling.length > 0 ? telling : all;
    const defining = group
      .filter(({ defines }) => defines)
      .sort((a, b) => Number(b.declares ?? false) - Number(a.declares ?? false));
    const first = defining.find(({ fact }) => fact.after !== undefined) ?? defining[0] ?? group[0];
    if (first === undefined || (first.fact.kind === "command" && added.has(first.fact.before))) return [];
    const agreed = group.every(({ fact }) => fact.after === first.fact.after);
    if (agreed || (first.defines && first.fact.after !== undefined)) return [first];
    const { after: _, ...fact } = first.fact;
    return [{ ...first, fact }];
  });
}
