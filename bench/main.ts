// `npm run bench`: the budgets, as ratios within one run. `npm run bench -- 10000` chooses the number of files.
import { benchActivation } from "./activation.ts";
import { benchBundles } from "./bundles.ts";
import { benchRecheck } from "./recheck.ts";

const counts = process.argv.slice(2).map(Number).filter(Number.isInteger);
benchBundles();
await benchActivation();
for (const count of counts.length > 0 ? counts : [1_000, 10_000]) await benchRecheck(count);
