// Builds everything that runs in a browser: `node build.mjs [snippet|pages]`.
//   dist/        the snippet, its parts that load on demand, the npm package
//   ../server/static/built/   the islands of our own pages (src/pages/*.ts)
// A part that is not written yet is left out, so that the rooms can be built one by one.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildPages } from "./build/pages.mjs";
import { buildSnippet } from "./build/snippet.mjs";
import { buildTypes } from "./build/types.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const built = path.join(here, "../server/static/built");

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const started = Date.now();
const only = process.argv[2];
if (only !== "pages") {
  mkdirSync(dist, { recursive: true });
  if (!(await buildSnippet(here, dist))) process.exitCode = 1;
  if (existsSync(path.join(here, "src/runtime/package.ts"))) buildTypes(here, dist);
}
if (only !== "snippet") await buildPages(path.join(here, "src/pages"), emptied(built));
console.log(`built in ${Date.now() - started} ms`);
