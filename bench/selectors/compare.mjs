// Scores our finder against the baselines with the shared runner, which is copied to a scratch folder first.
// Exits with 1 when a target is missed or nothing could be measured.
// node compare.mjs [--runner DIR] [--scratch DIR] [--baselines similo-thr,recorder-list,…|none] [--app a,b] [--kind k] [--limit N]
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle, HERE } from "./browser.mjs";

const OURS = "shirube";
const { values: options } = parseArgs({ options: {
  runner: { type: "string", default: process.env.SHIRUBE_SELECTORS ?? path.resolve(HERE, "../../../shared/selectors") },
  scratch: { type: "string", default: path.join(os.tmpdir(), "shirube-selectors") },
  baselines: { type: "string", default: "similo,similo-thr,recorder-list,similo-noloc,medv-finder,text-exact" },
  app: { type: "string" }, kind: { type: "string" }, limit: { type: "string" },
} });

function prepare() {
  if (!fs.existsSync(path.join(options.runner, "run.mjs"))) {
    console.log(`not measured: no benchmark at ${options.runner}; set SHIRUBE_SELECTORS to its folder`);
    process.exit(1);
  }
  fs.cpSync(options.runner, options.scratch, { recursive: true, mode: fs.constants.COPYFILE_FICLONE, dereference: true });
  makeWritable(options.scratch);
  const run = (command, args) => execFileSync(command, args, { cwd: options.scratch, stdio: ["ignore", "ignore", "inherit"] });
  if (!fs.existsSync(path.join(options.scratch, "node_modules"))) run("npm", ["install", "--no-fund", "--no-audit", "--loglevel=error"]);
  if (options.baselines !== "none") run("node", ["baselines/build.mjs"]);
  fs.mkdirSync(path.join(options.scratch, "built"), { recursive: true });
  fs.writeFileSync(path.join(options.scratch, "built", OURS + ".mjs"), bundle("../../sdk_js/src/target/entry.ts", { minify: true }));
}

/** The shared folder is read-only and its copy keeps that. */
function makeWritable(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory() && entry.name !== "node_modules") makeWritable(path.join(folder, entry.name));
}

function score() {
  const names = [OURS, ...(options.baselines === "none" ? [] : options.baselines.split(","))];
  const algorithms = names.flatMap((name) => ["--algo", `built/${name}.mjs`]);
  const filters = ["app", "kind", "limit"].flatMap((key) => (options[key] ? ["--" + key, options[key]] : []));
  execFileSync("node", ["run.mjs", "--data", "data/dev", ...algorithms, ...filters, "--quiet", "--out", "results.json"], { cwd: options.scratch, stdio: ["ignore", "ignore", "inherit"] });
  return JSON.parse(fs.readFileSync(path.join(options.scratch, "results.json"), "utf8"));
}

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? 0;
const percent = (part, whole) => (whole ? ((100 * part) / whole).toFixed(1) : "-");
const line = (cells) => console.log(cells.map((c, i) => (i ? String(c).padStart(12) : String(c).padEnd(24))).join(""));

function macroWrong(summary) {
  const apps = Object.values(summary.byApp).filter((a) => a.present);
  return (apps.reduce((sum, a) => sum + (100 * a.wrong) / a.present, 0) / apps.length).toFixed(1);
}

function print({ summary, rows }) {
  line(["finder (macro over apps)", "right %", "wrong %", "any absent %", "p50 ms", "p95 ms", "max bytes"]);
  for (const [name, s] of Object.entries(summary)) {
    const mine = rows.filter((r) => r.algo === name && r.ms != null);
    const ms = mine.map((r) => r.ms);
    line([name, s.macroRight, macroWrong(s), s.macroFP, quantile(ms, 0.5).toFixed(1), quantile(ms, 0.95).toFixed(1), Math.max(...mine.map((r) => r.bytes))]);
  }
  const ours = summary[OURS];
  console.log(`\n${OURS} by kind`);
  for (const [kind, s] of Object.entries({ ...ours.byKind, ...ours.byApp })) {
    line([kind, s.present ? percent(s.right, s.present) : "-", s.present ? percent(s.wrong, s.present) : "-", s.absent ? percent(s.falsePos, s.absent) : "-", s.present + s.absent]);
  }
}

/** What was wanted and not reached, over all cases; single kinds can have too few cases to be held to a percentage. */
function missed({ summary }) {
  const ours = summary[OURS];
  return [
    ours.macroRight < 97 && `${ours.macroRight} % right, wanted 97`,
    macroWrong(ours) > 1 && `${macroWrong(ours)} % wrong, wanted at most 1`,
    ours.macroFP > 2 && `${ours.macroFP} % answers on absent targets, wanted at most 2`,
  ].filter(Boolean);
}

prepare();
const results = score();
print(results);
const misses = missed(results);
if (misses.length) console.log("missed: " + misses.join("; "));
process.exit(misses.length ? 1 : 0);
