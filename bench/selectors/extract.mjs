// Extracts training rows: node extract.mjs --data DIR --out rows.jsonl [--app a,b] [--kind a,b] [--only "as it is"|shuffled|distorted] [--chromium PATH]
// Each case is read as it is, again with the later page put into an invented language, and half of them with its
// repeated parts rotated and thinned out. `--only distorted` writes the changes of distort.ts instead, which are for
// testing and never for training.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { launch, bundle } from "./browser.mjs";
import { snapshots } from "./snapshots.mjs";

const { values: options } = parseArgs({ options: { data: { type: "string" }, out: { type: "string" }, app: { type: "string" }, kind: { type: "string" }, chromium: { type: "string" }, only: { type: "string" } } });
const { pairs: all, open } = snapshots(options.data);
const wanted = (list, value) => !list || list.split(",").includes(value);
const pairs = all.filter((p) => wanted(options.app, p.app) && wanted(options.kind, p.kind));
const probe = bundle("probe.ts");
const browser = await launch(options.chromium);

const by = (list, key) => {
  const groups = new Map();
  for (const p of list) groups.set(p[key], [...(groups.get(p[key]) ?? []), p]);
  return groups;
};
async function visit(id, work) {
  const { page, close } = await open(browser, id);
  await page.evaluate(async (source) => {
    globalThis.__probe = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  }, probe);
  await work(page);
  await close();
}

const descriptors = new Map();
for (const [id, group] of by(pairs, "a")) {
  await visit(id, async (page) => {
    const found = await page.evaluate((nodes) => nodes.map((n) => __probe.describe(__bench.byNumber.get(n))), group.map((p) => p.node));
    group.forEach((p, i) => descriptors.set(p.id, found[i]));
  });
}

const out = fs.createWriteStream(options.out);
async function readPage(page, group, variant) {
  const cases = group.map((p) => [descriptors.get(p.id), p.truth]);
  const found = await page.evaluate((list) => list.map(([descriptor, truth]) =>
    __probe.rows(descriptor, truth == null ? null : __bench.byNumber.get(truth))), cases);
  found.forEach((rows, i) => {
    const { id, app, kind, truth } = group[i];
    out.write(JSON.stringify({ id, app, kind, variant, present: truth != null, descriptor: cases[i][0], ...rows }) + "\n");
  });
}

if (options.only === "distorted") await distorted();
async function distorted() {
  const groups = [...by(pairs.filter((p) => p.kind === "release" || p.kind.startsWith("absent-r")), "b")];
  for (const [n, [id, group]] of groups.entries()) {
    const changes = ["classes hashed", "ids removed", "wrapped", "siblings added", "Swedish by dictionary", "classes hashed, ids removed, wrapped, siblings added"];
    for (const change of [changes[n % 6], changes[(n + 3) % 6]]) await visit(id, async (page) => {
      await page.evaluate(([change, seed]) => __probe.DISTORTIONS[change](seed), [change, n]);
      await readPage(page, group, change);
    });
  }
}

let turn = 0;
if (options.only !== "distorted") for (const [id, group] of by(pairs, "b")) {
  const sameLanguage = group.filter((p) => !p.kind.includes("locale") && p.kind !== "absent-twin");
  await visit(id, async (page) => {
    if (options.only !== "shuffled") await readPage(page, group, "as it is");
    if (!sameLanguage.length) return;
    turn++;
    if (options.only !== "shuffled") {
      await page.evaluate(([seed, said]) => __probe.translate(seed, said), [turn, turn % 2 === 0]);
      await readPage(page, sameLanguage, turn % 2 === 0 ? "translated, declared" : "translated");
    }
  });
  if (options.only !== "as it is" && sameLanguage.length && turn % 2 === 0) await visit(id, async (page) => {
    await page.evaluate(([seed, kept]) => __probe.shuffle(seed, kept.map((n) => __bench.byNumber.get(n))), [turn, sameLanguage.flatMap((p) => p.truth ?? [])]);
    await readPage(page, sameLanguage, "shuffled");
    await page.evaluate((seed) => __probe.translate(seed, seed % 4 === 0), turn);
    await readPage(page, sameLanguage, "shuffled and translated");
  });
}
out.end();
await browser.close();
