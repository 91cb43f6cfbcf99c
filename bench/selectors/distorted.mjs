// How the finder as shipped does on changes that were never learned from (distort.ts), each made to a whole later page.
// node distorted.mjs [--data DIR] [--every N] [--app a,b] [--chromium PATH]: takes every Nth page, a change each in turn.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle, HERE, launch } from "./browser.mjs";
import { snapshots } from "./snapshots.mjs";

const { values: options } = parseArgs({ options: {
  data: { type: "string", default: path.join(process.env.SHIRUBE_SELECTORS ?? path.resolve(HERE, "../../../shared/selectors"), "data/dev") },
  every: { type: "string", default: "1" }, app: { type: "string" }, chromium: { type: "string" },
} });
if (!fs.existsSync(path.join(options.data, "pairs.json"))) {
  console.log(`not measured: no snapshots at ${options.data}; set SHIRUBE_SELECTORS to the benchmark's folder`);
  process.exit(1);
}

const { pairs, open } = snapshots(options.data);
const wanted = pairs.filter((p) => (p.kind === "release" || p.kind === "absent-release" || p.kind === "absent-removed") && (!options.app || options.app.split(",").includes(p.app)));
const probe = bundle("probe.ts");
const browser = await launch(options.chromium);

async function visit(id, work) {
  const { page, close } = await open(browser, id);
  await page.evaluate(async (source) => {
    globalThis.__probe = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  }, probe);
  const result = await work(page);
  await close();
  return result;
}

function grouped(list, key) {
  const groups = new Map();
  for (const p of list) groups.set(p[key], [...(groups.get(p[key]) ?? []), p]);
  return [...groups];
}
const pages = grouped(wanted, "b").filter((_, n) => n % +options.every === 0);
const used = pages.flatMap(([, group]) => group);
const described = new Map();
for (const [id, group] of grouped(used, "a")) {
  const found = await visit(id, (page) => page.evaluate((nodes) => nodes.map((n) => __probe.describe(__bench.byNumber.get(n))), group.map((p) => p.node)));
  group.forEach((p, i) => described.set(p.id, found[i]));
}

const tallies = new Map();
const tally = (change) => tallies.get(change) ?? tallies.set(change, { present: 0, right: 0, wrong: 0, absent: 0, any: 0 }).get(change);
for (const [n, [id, group]] of pages.entries()) await visit(id, async (page) => {
  const changes = await page.evaluate(() => Object.keys(__probe.DISTORTIONS));
  const change = changes[n % changes.length];
  const cases = group.map((p) => [described.get(p.id), p.truth]);
  const outcomes = await page.evaluate(([change, seed, cases]) => {
    __probe.DISTORTIONS[change](seed);
    return cases.map(([descriptor, truth]) => __probe.outcome(descriptor, truth == null ? null : __bench.byNumber.get(truth)));
  }, [change, n, cases]);
  outcomes.forEach((outcome, i) => {
    for (const t of [tally(change), tally("all of these")]) {
      if (group[i].truth == null) t.absent++, (t.any += +(outcome !== "none"));
      else t.present++, (t.right += +(outcome === "right")), (t.wrong += +(outcome === "wrong"));
    }
  });
});
await browser.close();

const percent = (part, whole) => (whole ? ((100 * part) / whole).toFixed(1) : "-").padStart(12);
console.log("change never learned from".padEnd(56) + ["right %", "wrong %", "any absent %", "cases"].map((c) => c.padStart(12)).join(""));
for (const [change, t] of tallies) console.log(change.padEnd(56) + percent(t.right, t.present) + percent(t.wrong, t.present) + percent(t.any, t.absent) + String(t.present + t.absent).padStart(12));
