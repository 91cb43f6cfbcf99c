/** `dist/oldroute.js`: hears of new addresses where the browser has no Navigation API. */
export function onAddress(look: () => void): void {
  for (const name of ["popstate", "hashchange"]) addEventListener(name, look);
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (...given) {
      original.apply(this, given);
      look();
    };
  }
  look();
}
