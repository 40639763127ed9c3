/**
 * 100,000 arbitrary and mutated documents: none throws, none takes long, every place lies inside its document.
 * `npx tsx bench/protocol/properties.ts [cases]`
 */
import * as fc from "fast-check";
import { compileProtocol } from "../../src/core/protocol/compile.ts";
import { evidenceLinks } from "../../src/core/protocol/evidence-links.ts";
import { foldingRanges } from "../../src/core/protocol/folding.ts";
import { outline } from "../../src/core/protocol/outline.ts";
import { protocolScore } from "../../src/core/protocol/recognise.ts";
import { documents } from "../../test/unit/protocol/arbitrary.ts";
import { misplaced } from "../../test/unit/protocol/support.ts";

const cases = Number(process.argv[2] ?? 100_000);
const LONGEST_MS = 1_000;
let slowest = 0;
const start = performance.now();

fc.assert(
  fc.property(documents, (text) => {
    const before = process.cpuUsage();
    const protocol = compileProtocol("p.md", text);
    outline(protocol);
    foldingRanges(text);
    evidenceLinks(text);
    const score = protocolScore(text);
    const { user } = process.cpuUsage(before);
    slowest = Math.max(slowest, user / 1000);
    const wrong = misplaced(protocol, text);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    if (user / 1000 > LONGEST_MS || !(score >= 0 && score <= 1))
      throw new Error(`${user / 1000} ms, score ${score}`);
  }),
  { numRuns: cases },
);
console.log(
  `${cases} cases in ${((performance.now() - start) / 1000).toFixed(0)} s; slowest ${slowest.toFixed(0)} ms of processor time`,
);
