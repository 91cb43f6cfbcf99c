// `import css from "./box.css"` gives the minified text: the snippet puts it into a constructable style sheet.
import { readFileSync } from "node:fs";
import esbuild from "esbuild";

export const minifiedCss = {
  name: "minified-css",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: "chrome123" });
      return { contents: tight(code), loader: "text" };
    });
  },
};

/** Spaces that the minifier leaves in custom properties and their uses. */
function tight(css) {
  return css.trim().replace(/([:,]) /g, "$1");
}
