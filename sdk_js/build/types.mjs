// Declarations of the npm package, one file an entry.
import { execFileSync } from "node:child_process";
import path from "node:path";

export function buildTypes(root, dist) {
  execFileSync(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.package.json", "--outDir", path.join(dist, "types")], { cwd: root, stdio: "inherit" });
}
