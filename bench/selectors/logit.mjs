// A conditional logit over a page's candidates and "none of them", fitted by Adam around priors.
import { names } from "./cases.mjs";
import { BIAS, PRIORS, signOf } from "./priors.mjs";

const STEP = 0.06;

/** How much a case counts: apps by the root of their number of cases, absent ones double, invented ones less. */
const weightOf = (c, perApp) => (c.kind === "removed" ? 0.5 : c.present ? 1 : 2) * (c.variant === "as it is" ? 1 : 0.4) / Math.sqrt(perApp.get(c.app));

/** Log-odds of each candidate against "none of them". `w` ends with the bias. */
export function scores(c, w) {
  return c.vectors.map(({ at, value }) => {
    let s = w[names.length];
    for (let k = 0; k < at.length; k++) s += w[at[k]] * value[k];
    return s;
  });
}

export function chances(c, w) {
  const s = scores(c, w);
  const top = Math.max(0, ...s);
  const powers = s.map((x) => Math.exp(x - top));
  const sum = powers.reduce((a, b) => a + b, Math.exp(-top));
  return powers.map((p) => p / sum);
}

/** Minimises the mean negative log likelihood + l2/2·|w − prior|², each weight kept on its side of zero. */
export function fit(cases, { l2, rounds }) {
  const size = names.length + 1;
  const prior = Float64Array.from([...names.map((n) => PRIORS[n] ?? 0), BIAS]);
  const sign = [...names.map(signOf), 0];
  const w = Float64Array.from(prior), m = new Float64Array(size), v = new Float64Array(size);
  const perApp = new Map();
  for (const c of cases) perApp.set(c.app, (perApp.get(c.app) ?? 0) + 1);
  const total = cases.reduce((sum, c) => sum + weightOf(c, perApp), 0);
  for (let round = 1; round <= rounds; round++) {
    const g = prior.map((p, k) => l2 * (w[k] - p) * (k < size - 1 ? 1 : 0.2));
    for (const c of cases) if (!c.present || c.right.includes(1)) addGradient(g, c, w, weightOf(c, perApp) / total);
    for (let k = 0; k < size; k++) {
      m[k] = 0.9 * m[k] + 0.1 * g[k];
      v[k] = 0.99 * v[k] + 0.01 * g[k] * g[k];
      w[k] -= (STEP * (m[k] / (1 - 0.9 ** round))) / (Math.sqrt(v[k] / (1 - 0.99 ** round)) + 1e-9);
      if (w[k] * sign[k] < 0) w[k] = 0;
    }
  }
  return w;
}

function addGradient(g, c, w, scale) {
  const each = chances(c, w);
  const mass = c.right.reduce((sum, r, i) => sum + (r === 1 ? each[i] : 0), 1e-12);
  c.vectors.forEach(({ at, value }, i) => {
    if (c.right[i] === 2) return;
    const d = scale * (each[i] - (c.present && c.right[i] === 1 ? each[i] / mass : 0));
    if (Math.abs(d) < 1e-9) return;
    for (let k = 0; k < at.length; k++) g[at[k]] += d * value[k];
    g[g.length - 1] += d;
  });
}
