// What customers' pages may have to load, in bytes after brotli 11. `make check` fails beyond it: raise a number only with a
// reason in the commit. `node budgets.mjs` after a build.
import { readFileSync } from "node:fs";

const BUDGETS = {
  "stub.js": 121,
  "shirube.js": 7_160,
  "tour.mjs": 4_000,
  "more.js": 4_100,
  "standing.js": 8_050,
  "survey.js": 4_780,
  "checklist.js": 5_700,
  "resource_center.js": 6_530,
  "rules.js": 3_100,
  "queue.js": 2_890,
  "care.js": 1_940,
};

const { files } = JSON.parse(readFileSync(new URL("dist/manifest.json", import.meta.url), "utf8"));
let over = 0;
for (const [name, budget] of Object.entries(BUDGETS)) {
  const size = files[name]?.brotli ?? Infinity;
  if (size > budget) over++;
  console.log(`${name.padEnd(12)} ${String(size).padStart(6)} of ${budget} bytes${size > budget ? "  too large" : ""}`);
}
process.exit(over ? 1 : 0);
