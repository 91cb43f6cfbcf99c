// The player alone shows plain steps: where `src/steps/alone` has a file of the same name, that one takes a module's place in it.
import { existsSync } from "node:fs";
import path from "node:path";

export const alone = {
  name: "alone",
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path: wanted, resolveDir }) => {
      const file = path.join(resolveDir, "alone", wanted + ".ts");
      return existsSync(file) ? { path: file } : undefined;
    });
  },
};
