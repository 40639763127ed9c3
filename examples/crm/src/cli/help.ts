export const HELP = `crm: contacts and leads from the command line

Usage
  crm import --file <csv> [--source <name>] [--dry-run]
  crm export [--format csv|json] [--out <file>]
  crm leads assign [--owner <id>] [--limit <n>] [--stale]
  crm help

Flags
  --file <csv>     the file to import: email,fullName,phone
  --source <name>  source of the new leads (default: import)
  --dry-run        check every row, write nothing
  --format <name>  csv or json (default: csv)
  --out <file>     where to write; "-" is standard output
  --owner <id>     give every lead to this owner (default: the least busy)
  --limit <n>      how many leads at most (default: 20)
  --stale          also reassign leads still new 14 days after assignment

Exit status
  0 done, 1 rows rejected or a rule said no, 2 wrong usage, 70 anything else
`;
