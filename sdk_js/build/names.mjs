// Names that only the snippet's own parts use with each other: shortened in all of them alike. A name that the page, the
// contract with the server, stored data or a part's exports also use must not be here; the build refuses those it can tell.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const INTERNAL = `
  ACTIONS CARE COUNTS DRAWERS KINDS MORE SEATS STANDING WATCHES addStyle drawBox isDark isNews isUnread launcherButton listen openStage openSurface standingPassage
  around arrow begin complaint cornering delivered dress follow forgot giveWay halt here hide holds insists isAt isDue journal leave may meanwhile memory mended met mind mine miss more moved offer onEvent own parts patient perform player
  raise reached recorder routed runOf say speech stage stand tell whole words
`.trim().split(/\s+/);

/** For esbuild's `mangleProps`; throws when a name is somebody else's as well. */
export function internalNames(root) {
  const taken = [...declarations(root)].filter((name) => INTERNAL.includes(name));
  if (taken.length) throw new Error(`build/names.mjs: ${taken.join(", ")} also belong to the browser or to the contract`);
  return new RegExp(`^(${INTERNAL.join("|")})$`);
}

/** Names of properties that browsers, the contract and the public calls have. */
function declarations(root) {
  const platform = path.join(path.dirname(createRequire(path.join(root, "package.json")).resolve("typescript/package.json")), "..");
  const lib = readdirSync(path.join(platform, "@typescript")).map((name) => path.join(platform, "@typescript", name, "lib")).find((folder) => readdirSync(folder).includes("lib.dom.d.ts"));
  const files = readdirSync(lib).filter((name) => /^lib\.(dom|es\d|es20\d\d)[^/]*\.d\.ts$/.test(name)).map((name) => path.join(lib, name));
  const text = [...files, path.join(root, "src/contract.gen.ts"), path.join(root, "src/runtime/api.ts"), path.join(root, "src/runtime/memory.ts")].map((file) => readFileSync(file, "utf8")).join("\n");
  return new Set([...text.matchAll(/^\s+(?:readonly |get )?"?(\w+)"?[?]?[:(<]/gm)].map(([, name]) => name));
}
