/** Set by the build: the snippet's own version, the `<version>` of `/sdk/<version>/…`. */
declare const __VERSION__: string;

declare module "*.css" {
  const css: string;
  export default css;
}
