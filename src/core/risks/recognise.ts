import { isDocument, isTest } from "../impact/classify.ts";
import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import type { ProtocolRisk } from "../model/protocol.ts";

/** A family of high-risk change types, told by the words teams use for it, by paths, and by what was written. */
interface RiskFamily {
  /** Words of a change type's title. */
  readonly titled: RegExp;
  readonly paths?: RegExp;
  /** Words of added or removed lines. */
  readonly lines?: RegExp;
}

/** All patterns are linear. */
const FAMILIES: readonly RiskFamily[] = [
  {
    titled: /\b(?:prisma|database|schemas?|migrations?|alembic|sql|orm|data ?model)\b/i,
    paths:
      /(?:^|\/)(?:schema\.prisma|prisma\/|migrations?\/|alembic\/|db\/migrate\/)|\.sql$|(?:^|\/)models?\.py$/i,
    lines: /\b(?:alter table|create table|drop (?:table|column)|add_column|op\.(?:add|drop|alter)_)/i,
  },
  {
    titled: /\b(?:outbound|e-?mails?|sms|messages?|messaging|notifications?|push)\b/i,
    paths: /(?:^|\/)(?:outbox|mail(?:er|ing)?|emails?|sms|notifications?|messages?)(?:\/|\.|-|_)/i,
    lines: /\b(?:send_?(?:mail|email|sms|message)|sendgrid|twilio|nodemailer|smtp|postmark|mailgun)\b/i,
  },
  {
    titled: /\b(?:writes?|write actions?|mutations?|crm)\b/i,
    lines:
      /\b(?:prisma|db|database|tx|trx|orm|repo|repository|model|session|supabase|knex|collection)\w{0,20}[\w.()]{0,60}\.(?:add|create|update|upsert|save|delete|destroy|insert)(?:Many|One|All)?\(|\b(?:insert into|update \w+ set|delete from)\b/i,
  },
  {
    titled: /\b(?:workflows?|operators?|agents?|automations?|pipelines?|ci)\b/i,
    paths:
      /(?:^|\/)(?:\.github\/workflows\/|\.gitlab-ci\.yml$|specs?\/|runbooks?\/|workflows?\/|agents?\/|approvals?\/)/i,
  },
  {
    titled: /\b(?:external|integrations?|third[- ]part(?:y|ies)|webhooks?|apis?)\b/i,
    paths: /(?:^|\/)(?:integrations?|webhooks?|connectors?|clients?)(?:\/|\.|-|_)/i,
    lines: /\b(?:fetch|axios|httpx|requests\.(?:get|post|put|patch|delete)|webhooks?|oauth)\b/i,
  },
  {
    titled: /\b(?:auth\w*|security|permissions?|secrets?|credentials?|access)\b/i,
    paths: /(?:^|\/)(?:auth\w*|permissions?|security|acl)(?:\/|\.|-|_)/i,
  },
];

/** Lines longer than this are cut before they are looked at. */
const LONGEST = 1000;

/** For each changed file the high-risk change types it belongs to, by their place in the protocol; files of none are left out, and so are documents and tests. */
export function risksOf(
  risks: readonly ProtocolRisk[],
  files: readonly FileChange[],
): ReadonlyMap<Path, readonly ProtocolRisk[]> {
  const meant = risks.map((risk) => ({
    risk,
    families: FAMILIES.filter(({ titled }) => titled.test(risk.title)),
  }));
  const found = new Map<Path, readonly ProtocolRisk[]>();
  for (const file of files) {
    if (file.neutral !== undefined || isDocument(file.path) || isTest(file.path)) continue;
    const lines = changedTexts(file);
    const belongs = meant.flatMap(({ risk, families }) =>
      families.some(
        ({ paths, lines: words }) =>
          paths?.test(file.path) === true || (words !== undefined && lines.some((line) => words.test(line))),
      )
        ? [risk]
        : [],
    );
    if (belongs.length > 0) found.set(file.path, belongs);
  }
  return found;
}

function changedTexts({ before, after, hunks }: FileChange): string[] {
  const [old, now] = [before?.split("\n") ?? [], after?.split("\n") ?? []];
  return hunks
    .flatMap(({ oldStart, oldCount, newStart, newCount }) => [
      ...(oldCount > 0 ? old.slice(oldStart - 1, oldStart - 1 + oldCount) : []),
      ...(newCount > 0 ? now.slice(newStart - 1, newStart - 1 + newCount) : []),
    ])
    .map((line) => line.slice(0, LONGEST));
}
