// The snippet and its parts. Every file of one build shares one version, made from their content, so that
// `/sdk/<version>/…` can be cached for ever and a part is never mixed with the snippet of another build.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import esbuild from "esbuild";
import { minify } from "terser";
import { alone } from "./alone.mjs";
import { minifiedCss } from "./css.mjs";
import { internalNames } from "./names.mjs";

const PLACEHOLDER = "0.0.0-shirube-build";

/**
 * Output name → where it comes from. `iife` runs as a classic script; `esm` is imported, by hosts or by the snippet. `inner`:
 * only the snippet's own files use it, so that their internal names are shortened; a `part` gets what has a memory from the kit.
 */
const PARTS = [
  { out: "shirube.js", inner: true, entry: "src/runtime/shirube.ts", format: "iife" },
  { out: "stub.js", inner: true, entry: "src/runtime/stub.ts", format: "iife" },
  { out: "index.mjs", inner: true, entry: "src/runtime/package.ts", format: "esm" },
  { out: "react.mjs", entry: "src/runtime/react.ts", format: "esm", external: ["react", "shirube"] },
  { out: "more.js", entry: "src/steps/more.ts", format: "esm", inner: true, part: true },
  { out: "standing.js", entry: "src/standing/standing.ts", format: "esm", inner: true, part: true },
  { out: "survey.js", entry: "src/questions/survey.ts", format: "esm", inner: true, part: true },
  { out: "checklist.js", entry: "src/beside/checklist.ts", format: "esm", inner: true, part: true },
  { out: "resource_center.js", entry: "src/beside/center.ts", format: "esm", inner: true, part: true },
  { out: "rules.js", entry: "src/rules/rules.ts", format: "esm", inner: true, part: true },
  { out: "care.js", entry: "src/steps/care.ts", format: "esm", inner: true, part: true },
  { out: "queue.js", entry: "src/queue/queue.ts", format: "esm", inner: true, part: true },
  { out: "editing.js", entry: "src/runtime/editing.ts", format: "esm", inner: true, part: true },
  { out: "oldroute.js", entry: "src/runtime/oldroute.ts", format: "esm", inner: true, part: true },
  { out: "finder.mjs", entry: "src/target/entry.ts", format: "esm" },
  { out: "tour.mjs", inner: true, plugins: [alone], entry: "src/steps/tour.ts", format: "esm" },
  { out: "editor.js", entry: "src/editor/entry.ts", format: "esm" },
  { out: "writer.js", entry: "src/editor/writer/writer.ts", format: "esm" },
];

/** Modules with a memory of their own: a second copy in a part would be another registry. */
const KEPT = ["steps/blocks.ts", "steps/box.ts", "steps/passage.ts", "steps/player.ts", "steps/seats.ts", "steps/stage.ts", "steps/stay.ts", "steps/view.ts", "runtime/kit.ts", "runtime/kinds.ts"];

/** Writes dist/; false when a part did not compile (the others are still written, so that one room cannot stop all). */
export async function buildSnippet(root, dist) {
  const parts = PARTS.filter((part) => existsSync(path.join(root, part.entry)));
  const short = { mangleProps: internalNames(root), mangleCache: {} };
  const outputs = [];
  // One after the other: a name is shortened alike in all.
  for (const part of parts) outputs.push(await bundled(root, part, short).catch((error) => (console.error(String(error.message ?? error)), null)));
  const version = versionOf(root, outputs);
  const files = {};
  for (const [index, { out }] of parts.entries()) {
    if (outputs[index] === null) continue;
    const text = outputs[index].replaceAll(PLACEHOLDER, version);
    writeFileSync(path.join(dist, out), text);
    files[out] = facts(Buffer.from(text));
  }
  writeFileSync(path.join(dist, "manifest.json"), JSON.stringify({ version, files }, null, 1) + "\n");
  return !outputs.includes(null);
}

async function bundled(root, { entry, format, external = [], plugins = [], inner, part }, short) {
  const result = await esbuild.build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    minify: true,
    format,
    external,
    target: "es2022",
    write: false,
    metafile: true,
    legalComments: "none",
    charset: "utf8",
    define: { __VERSION__: JSON.stringify(PLACEHOLDER) },
    plugins: [minifiedCss, ...plugins],
    logLevel: "warning",
    ...(inner && short),
  });
  Object.assign(short.mangleCache, result.mangleCache);
  if (part) refuseSecondCopies(entry, result.metafile);
  if (inner) refuseShortExports(entry, result.metafile, short.mangleProps);
  return inner ? tighter(result.outputFiles[0].text) : result.outputFiles[0].text;
}

function refuseSecondCopies(entry, { outputs }) {
  const [{ inputs }] = Object.values(outputs);
  const copied = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput && KEPT.some((kept) => file.endsWith("src/" + kept)));
  if (copied.length) throw new Error(`${entry} would carry its own copy of ${copied.join(", ")}: take it from the kit (src/runtime/kit.ts)`);
}

/** Names that a file exports are not shortened, but would be where they are used. */
function refuseShortExports(entry, { outputs }, names) {
  const short = Object.values(outputs)[0].exports.filter((name) => names.test(name));
  if (short.length) throw new Error(`${entry} exports ${short.join(", ")}, which build/names.mjs lists`);
}

/** What every page loads is worth a second minifier: it saves another twentieth. */
async function tighter(text) {
  // Without `sequences` the text is longer, but packs better.
  const compress = { ecma: 2020, passes: 3, unsafe_arrows: true, keep_fargs: false, hoist_funs: true, sequences: false };
  const { code } = await minify(text, { ecma: 2020, module: true, compress, format: { ecma: 2020 } });
  return code;
}

function versionOf(root, outputs) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const digest = createHash("sha256").update(outputs.join("\0")).digest("hex").slice(0, 10);
  return `${version}-${digest}`;
}

/** Size in bytes (plain, brotli 11) and the hash for `integrity=`. */
function facts(bytes) {
  const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  return {
    bytes: bytes.length,
    brotli: zlib.brotliCompressSync(bytes, quality).length,
    integrity: "sha384-" + createHash("sha384").update(bytes).digest("base64"),
  };
}
