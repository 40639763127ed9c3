import { auditItems } from "../audit/draft.ts";
import { slug } from "../protocol/slug.ts";
import type { Rule } from "./rule.ts";
import { unknownNames } from "./unknown-names.ts";

export const unknownAuditItem: Rule = {
  id: "config/unknown-audit-item",
  title: "The configuration binds an audit item that no protocol names.",
  help:
    "Audit items are bound by the slug of their text in the protocol: “Tests added & passing” is tests-added-passing. " +
    "Where a protocol has no self-audit table, the items are those of its checklist.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  judge: ({ configuration, protocol }) =>
    unknownNames(configuration, "audit", { what: "audit item", known: auditItems(protocol).map(slug) }),
};
