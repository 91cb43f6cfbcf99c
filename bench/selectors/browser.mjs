// Chromium and bundles for the benches. Playwright and esbuild come from sdk_js/node_modules.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const SDK = path.resolve(HERE, "../../sdk_js");
const require = createRequire(path.join(SDK, "package.json"));
const CHROMIUMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"];

export function launch(executable = CHROMIUMS.find((file) => fs.existsSync(file))) {
  const { chromium } = require("playwright-core");
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
}

/** One self-contained ES module of a TypeScript file here or under sdk_js/src. */
export function bundle(entry, extra = {}) {
  const { buildSync } = require("esbuild");
  const built = buildSync({ entryPoints: [path.resolve(HERE, entry)], bundle: true, format: "esm", write: false, target: "es2022", ...extra });
  return built.outputFiles[0].text;
}
