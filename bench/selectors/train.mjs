// Learns the finder's weights: a conditional logit with a "none of them" choice, fitted by Adam.
// node train.mjs --rows rows.jsonl [--write ../../sdk_js/src/target/weights.ts] prints leave-one-app-out results first.
import fs from "node:fs";
import readline from "node:readline";
import { parseArgs } from "node:util";
import { bundle } from "./browser.mjs";
import { BIAS, PRIORS, signOf } from "./priors.mjs";

const { values: options } = parseArgs({ options: {
  rows: { type: "string" }, write: { type: "string" }, l2: { type: "string", default: "0.0003" }, rounds: { type: "string", default: "200" },
  show: { type: "string" }, over: { type: "string", default: "-2.5" }, ahead: { type: "string", default: "1.5" },
} });

const names = [];
const index = new Map();
const numberOf = (name) => index.get(name) ?? (index.set(name, names.length), names.push(name), names.length - 1);

const load = (file) => import("data:text/javascript;base64," + Buffer.from(bundle("../../sdk_js/src/target/" + file)).toString("base64"));
const { ownFeatures, aroundFeatures } = await load("features.ts");
const { rivalFeatures } = await load("rivals.ts");

/** A case: candidates as sparse vectors, which are right, and whether the element is there at all. */
async function readCases(file) {
  const cases = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    const row = JSON.parse(line);
    if (row.kind === "absent-twin") continue;
    cases.push({ ...row, ...held(row, row.candidates), right: row.candidates.map((c) => c.right), says: row.candidates.map((c) => brief(c.evidence)), candidates: undefined });
    cases.push(...removed(row));
  }
  return cases;
}

/** The candidates as sparse vectors. */
function held({ descriptor, setting }, candidates) {
  const d = descriptor.evidence;
  const all = candidates.map((c) => ({ own: c.evidence, features: aroundFeatures(ownFeatures(d, c.evidence, setting), d, c.evidence, setting) }));
  rivalFeatures(d, all);
  return { vectors: all.map(({ features }) => {
    const kept = Object.entries(features).filter(([, v]) => v);
    return { at: Int32Array.from(kept, ([n]) => numberOf(n)), value: Float64Array.from(kept, ([, v]) => v) };
  }) };
}

const brief = ({ tag, role, accessibleName, classes, attributes, path }) => `${tag} ${role ?? ""} "${accessibleName ?? ""}" .${(classes ?? []).join(".")} ${JSON.stringify(attributes ?? {})} < ${(path ?? []).slice(0, 3).join(" < ")}`;

/** Each present case also serves as an absent one: the same page with the element and its kin taken out. */
function removed(row) {
  if (!row.present) return [];
  const others = row.candidates.filter((c) => c.right === 0);
  return [{ ...row, ...held(row, others), present: false, kind: "removed", first: "", right: others.map(() => 0), says: others.map((c) => brief(c.evidence)), candidates: undefined }];
}

const weightOf = (c, perApp) => (c.kind === "removed" ? 0.5 : c.present ? 1 : 2) * (c.variant === "as it is" ? 1 : 0.4) / Math.sqrt(perApp.get(c.app));

function scores(c, w) {
  return c.vectors.map(({ at, value }) => {
    let s = w[names.length];
    for (let k = 0; k < at.length; k++) s += w[at[k]] * value[k];
    return s;
  });
}

function chances(c, w) {
  const s = scores(c, w);
  const top = Math.max(0, ...s);
  const powers = s.map((x) => Math.exp(x - top));
  const none = Math.exp(-top);
  const sum = powers.reduce((a, b) => a + b, none);
  return { each: powers.map((p) => p / sum), none: none / sum };
}

/** Adam on the mean negative log likelihood plus l2·|w|². */
function fit(cases, { l2, rounds }) {
  const size = names.length + 1;
  const w = new Float64Array(size), m = new Float64Array(size), v = new Float64Array(size);
  const prior = Float64Array.from([...names.map((n) => PRIORS[n] ?? 0), BIAS]);
  const sign = names.map(signOf);
  w.set(prior);
  const perApp = new Map();
  for (const c of cases) perApp.set(c.app, (perApp.get(c.app) ?? 0) + 1);
  const total = cases.reduce((sum, c) => sum + weightOf(c, perApp), 0);
  for (let round = 1; round <= rounds; round++) {
    const g = new Float64Array(size);
    for (const c of cases) {
      if (c.present && !c.right.includes(1)) continue;
      const { each } = chances(c, w);
      const mass = c.right.reduce((sum, r, i) => sum + (r === 1 ? each[i] : 0), 1e-12);
      const scale = weightOf(c, perApp) / total;
      c.vectors.forEach(({ at, value }, i) => {
        if (c.right[i] === 2) return;
        const d = scale * (each[i] - (c.present && c.right[i] === 1 ? each[i] / mass : 0));
        if (Math.abs(d) < 1e-9) return;
        for (let k = 0; k < at.length; k++) g[at[k]] += d * value[k];
        g[size - 1] += d;
      });
    }
    for (let k = 0; k < size; k++) {
      g[k] += l2 * (w[k] - prior[k]) * (k < size - 1 ? 1 : 0.2);
      m[k] = 0.9 * m[k] + 0.1 * g[k];
      v[k] = 0.99 * v[k] + 0.01 * g[k] * g[k];
      w[k] -= (0.06 * (m[k] / (1 - 0.9 ** round))) / (Math.sqrt(v[k] / (1 - 0.99 ** round)) + 1e-9);
      if (k < size - 1 && w[k] * sign[k] < 0) w[k] = 0;
    }
  }
  return w;
}

/** What the finder would answer: the first evidence when it settles, else the best candidate over the threshold. */
function answer(c, w) {
  if (c.first) return { result: c.first, chance: 1, by: "hook" };
  const { each } = chances(c, w);
  const order = each.map((p, i) => i).sort((a, b) => each[b] - each[a]);
  const best = order[0];
  if (best === undefined) return { result: "none", chance: 0 };
  const kin = c.right[best] ? order.slice(1).filter((i) => c.right[i]).reduce((sum, i) => sum + each[i], 0) : 0;
  return { result: c.right[best] === 1 ? "right" : "wrong", chance: each[best], kin, best, order, each };
}

function tally(cases, w, threshold) {
  const t = { present: 0, right: 0, wrong: 0, absent: 0, any: 0 };
  for (const c of cases) {
    const a = answer(c, w);
    const said = a.chance >= threshold ? a.result : "none";
    if (c.present) t.present++, (t.right += +(said === "right")), (t.wrong += +(said === "wrong"));
    else t.absent++, (t.any += +(said !== "none"));
  }
  return t;
}

const percent = (a, b) => (b ? ((100 * a) / b).toFixed(1) : "-").padStart(6);
const line = (label, t) => console.log(label.padEnd(34), String(t.present).padStart(5), percent(t.right, t.present), percent(t.wrong, t.present), String(t.absent).padStart(5), percent(t.any, t.absent));

const cases = await readCases(options.rows);
const settings = { l2: +options.l2, rounds: +options.rounds };
const apps = [...new Set(cases.map((c) => c.app))];
const heldOut = new Map();
for (const app of apps) heldOut.set(app, fit(cases.filter((c) => c.app !== app), settings));
console.log("leave one app out".padEnd(34), "    +", " right", " wrong", "    -", "   any");
const real = cases.filter((c) => c.variant === "as it is" && c.kind !== "removed");
for (const threshold of options.threshold ? [+options.threshold] : [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
  const per = apps.map((app) => tally(real.filter((c) => c.app === app), heldOut.get(app), threshold));
  const mean = (f) => per.reduce((s, t) => s + f(t), 0) / per.length;
  line(`threshold ${threshold}`, per.reduce((a, t) => { for (const k in t) a[k] = (a[k] ?? 0) + t[k]; return a; }, {}));
  console.log("   macro".padEnd(34), "     ", percent(mean((t) => t.right / t.present), 1), percent(mean((t) => t.wrong / t.present), 1), "     ", percent(mean((t) => t.any / t.absent), 1));
}

/** Odds against "none of them" and against the runner-up, told apart. */
function twoRules() {
  const some = real.map((c) => {
    if (c.first) return { c, right: c.first === "right", none: c.first === "none", over: 99, ahead: 99 };
    const s = scores(c, heldOut.get(c.app));
    const order = s.map((_, i) => i).sort((a, b) => s[b] - s[a]);
    const best = order[0];
    const rival = order.find((i, k) => k > 0 && !(c.right[i] && c.right[best]));
    return { c, right: c.right[best] === 1, none: best === undefined, over: s[best] ?? -99, ahead: s[best] - (s[rival] ?? -99) };
  });
  for (const over of [-3, -2.5, -2, -1.5, -1, -0.5, 0]) console.log("over", over, [0, 0.3, 0.6, 1, 1.5].map((ahead) => {
    const per = apps.map((app) => {
      const mine = some.filter((x) => x.c.app === app);
      const said = mine.filter((x) => !x.none && x.over >= over && x.ahead >= ahead);
      const present = mine.filter((x) => x.c.present).length;
      return [said.filter((x) => x.c.present && x.right).length / present, said.filter((x) => x.c.present && !x.right).length / present, said.filter((x) => !x.c.present).length / (mine.length - present)];
    });
    return ahead + ": " + [0, 1, 2].map((k) => (100 * per.reduce((a, p) => a + p[k], 0) / per.length).toFixed(1)).join("/");
  }).join("   "));
}
twoRules();
const THRESHOLD = +(options.threshold ?? 0.5);
for (const key of ["app", "kind", "variant"]) for (const value of new Set(cases.map((c) => c[key]))) {
  const some = cases.filter((c) => c[key] === value && (key === "kind" ? c.variant === "as it is" : c.kind !== "removed" && (key === "variant" || c.variant === "as it is")));
  const t = { present: 0, right: 0, wrong: 0, absent: 0, any: 0 };
  for (const c of some) { const one = tally([c], heldOut.get(c.app), THRESHOLD); for (const k in t) t[k] += one[k]; }
  line(`${key} ${value}`, t);
}
if (options.show) {
  for (const c of cases.filter((c) => c.kind !== "removed" && (options.show === "all" || c.app === options.show) && c.variant === "as it is")) {
    const w = heldOut.get(c.app), a = answer(c, w);
    const said = a.chance >= THRESHOLD ? a.result : "none";
    if (c.present ? said === "right" : said === "none") continue;
    console.log(`\n${c.id} ${c.kind} lang=${c.setting.sameLanguage} ${c.present ? "present" : "absent"} → ${said} p=${a.chance.toFixed(2)} ${a.by ?? ""} rightAt=${c.right.indexOf(1)}`);
    for (const i of [...new Set([...(a.order ?? []).slice(0, 2), c.right.indexOf(1)])].filter((i) => i >= 0)) {
      const parts = [...c.vectors[i].at].map((n, k) => [names[n], w[n] * c.vectors[i].value[k]]).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])).slice(0, 14);
      console.log(`  [${c.right[i]}] p=${a.each[i].toFixed(3)} ${c.says[i].replace(/\s+/g, " ").slice(0, 200)}\n      ${parts.map(([n, x]) => `${n} ${x.toFixed(1)}`).join(", ")}`);
    }
  }
}
const final = fit(cases, settings);
const table = names.map((n, k) => [n, final[k]]).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
if (!options.show) console.log("\nbias", final[names.length].toFixed(2), "\n" + table.map(([n, x]) => `${n} ${x.toFixed(2)}`).join(", "));

if (options.write) {
  const lines = table.filter(([, x]) => Math.abs(x) >= 0.005).map(([n, x]) => `  ${JSON.stringify(n)}: ${+x.toFixed(2)},`);
  const text = `/** Learned by bench/selectors/train.mjs; do not edit. */

/** Log-odds of a candidate nothing is known of; an answer needs a sum of at least 0. */
export const BIAS = ${(final[names.length] - +options.over).toFixed(2)};
/** How far ahead of the next candidate the best must be, in log-odds. */
export const MARGIN = ${options.ahead};
export const WEIGHTS: Record<string, number> = {
${lines.join("\n")}
};
`;
  fs.writeFileSync(options.write, text);
}
