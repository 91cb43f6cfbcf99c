// Islands of our own pages: every src/pages/*.ts and *.css becomes a file of the same name; what they share is split off.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { minifiedCss } from "./css.mjs";

export async function buildPages(source, out) {
  const entries = existsSync(source) ? readdirSync(source).filter((name) => /\.(ts|css)$/.test(name) && !name.endsWith(".d.ts")) : [];
  if (!entries.length) return;
  await esbuild.build({
    entryPoints: entries.map((name) => path.join(source, name)),
    outdir: out,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    entryNames: "[name]",
    chunkNames: "shared-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
    plugins: [minifiedCss],
    legalComments: "linked",
    logLevel: "warning",
  });
}
