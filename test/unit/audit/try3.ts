import { verified, protocol } from "/work/main/test/unit/audit/corpus.ts";
import { evidenceReport } from "#core";
for (const [n,o] of [["honest.md",{}],["lies.md",{}],["rubric.md",{protocol}],["list.md",{}],["earlier.md",{written:true}],["trace.md",{protocol}],["log.md",{protocol}]] as const) {
  const v = verified(n,o as any); const r = evidenceReport(v);
  console.log("==",n, r.summary);
  for (const row of r.rows) { const f=r.findings.filter(f=>f.place.line===row.place.line); console.log(`${row.item} | ${row.result} | ${row.claims.map(c=>`${c.text}→${c.state}${c.place?`@${c.place.path}:${c.place.line}${c.place.endLine?"-"+c.place.endLine:""}`:""}`).join(" ; ")} || ${f.map(x=>x.rule+":"+x.severity).join(", ")}`);}
  console.log(r.findings.filter(f=>!r.rows.some(x=>x.place.line===f.place.line)).map(f=>`  ${f.rule} :${f.place.line} ${f.message}`).join("\n"));
}
