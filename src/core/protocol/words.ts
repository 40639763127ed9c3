/** The words by which headings tell what stands under them. */

/** A heading whose entries are an order of work. */
export function isSequenceTitle(title: string): boolean {
  return /\b(?:sequence|steps|workflow|procedure|order of work|how to|instructions|lifecycle|walkthrough|getting started|quick ?start|runbook|playbook)\b|\bprocess(?: is)?\s*(?:$|[(:—–-])/i.test(
    title,
  );
}

/** A heading whose bullets are ticked off at the end. */
export function isChecklistTitle(title: string): boolean {
  return /\b(?:check-?lists?|definition of (?:done|ready)|acceptance criteria|before (?:you )?(?:submit|merg|commit|complet|finish|open|push)\w*|final pass|sign-?off|exit criteria|done when)\b/i.test(
    title,
  );
}

/** A heading whose entries are rules in the team's own words. */
export function isRuleTitle(title: string): boolean {
  return /\b(?:rules?|pitfalls?|warnings?|principles?|guardrails?|constraints?|non-?negotiables?|prohibited|prohibitions?|forbidden|anti-?patterns?|never|do not|don'?ts?|must(?: not)?|red flags|invariants?|boundaries)\b/i.test(
    title,
  );
}

export function isAssumptionTitle(title: string): boolean {
  return /\bassumptions?\b/i.test(title);
}

/** A sentence that demands something rather than describing it. */
export function isNormative(text: string): boolean {
  return /\b(?:must|never|always|shall|should|requires?|required|mandatory|only|ensure|do not|don't|may not|cannot|no \S+ without|is important enough|has to|have to|needs? to)\b/i.test(
    text,
  );
}

/** A heading that says for all its bullets what is to be done with them: "Never do", "Ask first". */
export function isPolarTitle(title: string): boolean {
  return /^(?:always|never|do not|don'?ts?|must(?: not)?|ask|avoid|prohibited|forbidden|required)\b/i.test(
    title,
  );
}

/** A heading whose bullets need a person's yes first. */
export function isAskFirstTitle(title: string): boolean {
  return /\bask\b.*\bfirst\b|\brequires? (?:\w+ )?approval\b|\bapproval (?:is )?(?:required|needed)\b/i.test(
    title,
  );
}

/** A sentence that begins as a rule does. */
export function isStrongRule(text: string): boolean {
  return /^(?:never|always|do not|don't|under no circumstances|no \S+(?: \S+)? without)\b/i.test(text);
}

const IMPERATIVE = new Set(
  `add analyze analyse announce append apply approve archive ask assign audit backup bump build bring call capture
  change check choose clarify clean clone close collect commit communicate compare complete compute configure confirm
  consider copy correct create cut decide define delete deploy derive describe design determine develop discuss document
  download draft edit enable ensure establish evaluate examine execute expand explain explore export extract fill find
  finalize fix follow fork format gather generate get give go identify implement import include increment inform inspect
  install integrate investigate keep land list load locate log look make map mark measure merge migrate monitor move name
  note notify obtain open organize outline parse perform pick plan post prepare present proceed prioritize produce promote
  propose provide publish pull push raise read rebase recommend record refactor refine regenerate register release remove
  rename repeat replace report request reset resolve respond restart return review revert rewrite run save scan schedule
  search select send set share show sign specify split squash stage start state stop store submit summarize switch sync tag
  take test track translate triage turn understand undo update upgrade upload use validate verify view visit wait watch write`.split(
    /\s+/,
  ),
);

/** Whether a text begins with a verb that tells somebody to act. */
export function isImperative(text: string): boolean {
  const first =
    /^[\p{L}-]+/u.exec(text.replace(/^(?:first|then|next|finally|optionally),?\s+/i, ""))?.[0] ?? "";
  return IMPERATIVE.has(first.toLowerCase());
}

/** A heading or label without what only decorates it: emoji, numbering, a closing colon. */
export function bareTitle(title: string): string {
  return title
    .replace(/^[^\p{L}\p{N}[(<"“`]+/u, "")
    .replace(/[:：]\s*$/u, "")
    .trim();
}
