// The snippet and its parts. Every file of one build shares one version, made from their content, so that
// `/sdk/<version>/…` can be cached for ever and a part is never mixed with the snippet of another build.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import esbuild from "esbuild";
import { minifiedCss } from "./css.mjs";

const PLACEHOLDER = "0.0.0-shirube-build";

/** Output name → where it comes from. `iife` runs as a classic script; `esm` is imported, by hosts or by the snippet. */
const PARTS = [
  { out: "shirube.js", entry: "src/runtime/shirube.ts", format: "iife" },
  { out: "stub.js", entry: "src/runtime/stub.ts", format: "iife" },
  { out: "index.mjs", entry: "src/runtime/package.ts", format: "esm" },
  { out: "react.mjs", entry: "src/runtime/react.ts", format: "esm", external: ["react", "shirube"] },
  { out: "more.js", entry: "src/steps/more.ts", format: "esm", lent: true },
  { out: "sender.js", entry: "src/queue/sender.ts", format: "esm", lent: true },
  { out: "editing.js", entry: "src/runtime/editing.ts", format: "esm", lent: true },
  { out: "oldroute.js", entry: "src/runtime/oldroute.ts", format: "esm", lent: true },
  { out: "finder.mjs", entry: "src/target/entry.ts", format: "esm" },
  { out: "tour.mjs", entry: "src/steps/tour.ts", format: "esm" },
  { out: "editor.js", entry: "src/editor/entry.ts", format: "esm" },
];

/** Writes dist/; false when a part did not compile (the others are still written, so that one room cannot stop all). */
export async function buildSnippet(root, dist) {
  const parts = PARTS.filter((part) => existsSync(path.join(root, part.entry)));
  const outputs = await Promise.all(parts.map((part) => bundled(root, part).catch(() => null)));
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

async function bundled(root, { entry, format, external = [] }) {
  const result = await esbuild.build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    minify: true,
    format,
    external,
    target: "es2022",
    write: false,
    legalComments: "none",
    charset: "utf8",
    define: { __VERSION__: JSON.stringify(PLACEHOLDER) },
    plugins: [minifiedCss],
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
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
