// Bytes a page loads until the first tooltip step stands: our whole snippet (stub, session, targeting, finder, queue, player,
// styles) and our player alone, against driver.js, which is a player. JS and CSS, minified, brotli 11. Prints JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const sdk = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../sdk_js");
const { build } = createRequire(path.join(sdk, "package.json"))("esbuild");
const packed = (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function driver() {
  const contents = 'import { driver } from "driver.js"; import "driver.js/dist/driver.css"; window.driver = driver;';
  const options = { stdin: { contents, resolveDir: sdk }, bundle: true, minify: true, write: false, outdir: "out", legalComments: "none" };
  const { outputFiles } = await build(options);
  return outputFiles.reduce((sum, file) => sum + packed(file.contents), 0);
}

const ours = (name) => packed(readFileSync(path.join(sdk, "dist", name)));
console.log(JSON.stringify({ snippet: ours("stub.js") + ours("shirube.js"), player: ours("tour.mjs"), driver: await driver() }));
