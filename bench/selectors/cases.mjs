// Reads extracted rows and turns them into cases: candidates as sparse vectors of the finder's own features.
import fs from "node:fs";
import readline from "node:readline";
import { bundle } from "./browser.mjs";
import { PRIORS } from "./priors.mjs";

const load = (file) => import("data:text/javascript;base64," + Buffer.from(bundle("../../sdk_js/src/target/" + file)).toString("base64"));
const { ownFeatures, aroundFeatures } = await load("features.ts");
const { rivalFeatures } = await load("rivals.ts");

/** Names of the features, by number; those the cases never show keep their prior. */
export const names = Object.keys(PRIORS);
const numbers = new Map(names.map((name, n) => [name, n]));
const numberOf = (name) => numbers.get(name) ?? (numbers.set(name, names.length), names.push(name), names.length - 1);

/** Every present case also serves as an absent one: the same page with the element and its kin taken out. */
export async function readCases(file) {
  const cases = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    const row = JSON.parse(line);
    if (row.kind === "absent-twin") continue;
    cases.push(caseOf(row, row.candidates));
    if (row.present) cases.push({ ...caseOf(row, row.candidates.filter((c) => c.right === 0)), present: false, kind: "removed", first: "" });
  }
  return cases;
}

/** `right`: 1 the element or its click target, 0 another, 2 its kin. */
function caseOf({ id, app, kind, variant, present, first, setting, descriptor }, candidates) {
  return { id, app, kind, variant, present, first, setting, vectors: vectors(descriptor.evidence, candidates, setting),
    right: candidates.map((c) => c.right), says: candidates.map((c) => brief(c.evidence)) };
}

function vectors(d, candidates, setting) {
  const all = candidates.map(({ evidence }) => ({ own: evidence, features: aroundFeatures(ownFeatures(d, evidence, setting), d, evidence, setting) }));
  rivalFeatures(d, all, setting);
  return all.map(({ features }) => {
    const kept = Object.entries(features).filter(([, v]) => v);
    return { at: Int32Array.from(kept, ([n]) => numberOf(n)), value: Float64Array.from(kept, ([, v]) => v) };
  });
}

const brief = ({ tag, role, accessibleName, classes, attributes, path }) =>
  `${tag} ${role ?? ""} "${accessibleName ?? ""}" .${(classes ?? []).join(".")} ${JSON.stringify(attributes ?? {})} < ${(path ?? []).slice(0, 3).join(" < ")}`;
