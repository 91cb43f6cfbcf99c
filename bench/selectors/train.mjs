// Learns the finder's weights and prints how they do on apps they were not learned from.
// node train.mjs --rows rows.jsonl[,more.jsonl] [--test distorted.jsonl] [--write ../../sdk_js/src/target/weights.ts] [--show APP|VARIANT|all]
import fs from "node:fs";
import { parseArgs } from "node:util";
import { names, readCases } from "./cases.mjs";
import { chances, fit, scores } from "./logit.mjs";

const { values: options } = parseArgs({ options: {
  rows: { type: "string" }, write: { type: "string" }, test: { type: "string" }, show: { type: "string" },
  l2: { type: "string", default: "0.008" }, rounds: { type: "string", default: "80" },
  over: { type: "string", default: "-0.6" }, ahead: { type: "string", default: "0.6" },
} });
const RULE = { over: +options.over, ahead: +options.ahead };
const settings = { l2: +options.l2, rounds: +options.rounds };

/** What the finder would say: the first evidence when it settles, else the best candidate that is over and ahead enough. */
function answer(c, w, rule) {
  if (c.first) return { said: c.first, by: "hook", order: [] };
  const s = scores(c, w);
  const order = s.map((_, i) => i).sort((a, b) => s[b] - s[a]);
  const best = order[0];
  const rival = order.find((i) => i !== best && !(c.right[i] && c.right[best]));
  const ofItsOwn = best !== undefined && !c.vectors[best].at.some((n, k) => names[n] === "nothing of its own" && c.vectors[best].value[k] > 0.5);
  const sure = ofItsOwn && s[best] >= rule.over && s[best] - (s[rival] ?? -99) >= rule.ahead;
  return { said: !sure ? "none" : c.right[best] === 1 ? "right" : "wrong", order };
}

function tally(cases, weightsFor, rule) {
  const t = { present: 0, right: 0, wrong: 0, absent: 0, any: 0 };
  for (const c of cases) {
    const { said } = answer(c, weightsFor(c), rule);
    if (c.present) t.present++, (t.right += +(said === "right")), (t.wrong += +(said === "wrong"));
    else t.absent++, (t.any += +(said !== "none"));
  }
  return t;
}

const percent = (a, b) => (b ? ((100 * a) / b).toFixed(1) : "-").padStart(6);
const line = (label, t) => console.log(label.padEnd(34), String(t.present).padStart(5), percent(t.right, t.present), percent(t.wrong, t.present), String(t.absent).padStart(5), percent(t.any, t.absent));

function printGrid(real, apps, weightsFor) {
  console.log("right/wrong/any absent %, macro, by the lead (across) and the odds (down) that an answer needs");
  for (const over of [-3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0]) {
    const cells = [0, 0.5, 1, 1.5, 2].map((ahead) => {
      const per = apps.map((app) => tally(real.filter((c) => c.app === app), weightsFor, { over, ahead }));
      const mean = (f) => ((100 * per.reduce((sum, t) => sum + f(t), 0)) / per.length).toFixed(1);
      return `${ahead}: ${mean((t) => t.right / t.present)}/${mean((t) => t.wrong / t.present)}/${mean((t) => t.any / t.absent)}`;
    });
    console.log(String(over).padStart(5), cells.join("   "));
  }
}

function printGroups(cases, weightsFor) {
  const groups = [["app", (c) => c.variant === "as it is" && c.kind !== "removed"], ["kind", (c) => c.variant === "as it is"], ["variant", (c) => c.kind !== "removed"]];
  for (const [key, wanted] of groups) for (const value of new Set(cases.filter(wanted).map((c) => c[key]))) {
    line(`${key} ${value}`, tally(cases.filter((c) => wanted(c) && c[key] === value), weightsFor, RULE));
  }
}

function printMistakes(cases, weightsFor) {
  for (const c of cases) {
    const w = weightsFor(c);
    const { said, order, by } = answer(c, w, RULE);
    if (c.present ? said === "right" : said === "none") continue;
    const each = chances(c, w);
    console.log(`\n${c.id} ${c.kind} language=${c.setting.sameLanguage} ${c.present ? "present" : "absent"} → ${said} ${by ?? ""}`);
    for (const i of new Set([...order.slice(0, 2), c.right.indexOf(1)])) if (i >= 0) {
      const parts = [...c.vectors[i].at].map((n, k) => [names[n], w[n] * c.vectors[i].value[k]]).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])).slice(0, 14);
      console.log(`  [${c.right[i]}] p=${each[i].toFixed(3)} ${c.says[i].replace(/\s+/g, " ").slice(0, 200)}\n      ${parts.map(([n, x]) => `${n} ${x.toFixed(1)}`).join(", ")}`);
    }
  }
}

function write(file, w) {
  const table = names.map((n, k) => [n, w[k]]).filter(([, x]) => Math.abs(x) >= 0.005).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  fs.writeFileSync(file, `/** Learned by bench/selectors/train.mjs; do not edit. */

/** Log-odds of a candidate nothing is known of; an answer needs a sum of at least 0. */
export const BIAS = ${(w[names.length] - RULE.over).toFixed(2)};
/** How far ahead of the next candidate the best must be, in log-odds. */
export const MARGIN = ${RULE.ahead};
export const WEIGHTS: Record<string, number> = {
${table.map(([n, x]) => `  ${JSON.stringify(n)}: ${+x.toFixed(2)},`).join("\n")}
};
`);
}

const cases = (await Promise.all(options.rows.split(",").map(readCases))).flat();
const apps = [...new Set(cases.map((c) => c.app))];
const heldOut = new Map(apps.map((app) => [app, fit(cases.filter((c) => c.app !== app), settings)]));
const weightsFor = (c) => heldOut.get(c.app);
const real = cases.filter((c) => c.variant === "as it is" && c.kind !== "removed");
printGrid(real, apps, weightsFor);
console.log("\nleave one app out".padEnd(35), "    +", " right", " wrong", "    -", "   any");
printGroups(cases, weightsFor);
if (options.test) {
  console.log("\nchanges never learned from, on apps not learned from");
  const tests = (await readCases(options.test)).filter((c) => c.kind !== "removed");
  for (const variant of new Set(tests.map((c) => c.variant))) line(variant, tally(tests.filter((c) => c.variant === variant), weightsFor, RULE));
}
if (options.show) printMistakes([...real.filter((c) => options.show === "all" || c.app === options.show), ...cases.filter((c) => c.variant === options.show && c.kind !== "removed")], weightsFor);
if (options.write) {
  const final = fit(cases, settings);
  const per = apps.map((app) => tally(real.filter((c) => c.app === app), () => final, RULE));
  const mean = (f) => ((100 * per.reduce((sum, x) => sum + f(x), 0)) / per.length).toFixed(1);
  console.log(`\nlearned from all: right ${mean((x) => x.right / x.present)} wrong ${mean((x) => x.wrong / x.present)} any absent ${mean((x) => x.any / x.absent)} (macro)`);
  write(options.write, final);
}
