/** Noticing that a single-page app shows another page. */

/** Calls back whenever the address of the window has changed. */
export function onRoute(changed: () => void): void {
  let address = location.href;
  const look = (): void => {
    if (address === location.href) return;
    address = location.href;
    changed();
  };
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) return navigation.addEventListener("currententrychange", look);
  for (const name of ["popstate", "hashchange"]) addEventListener(name, look);
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (...given) {
      original.apply(this, given);
      look();
    };
  }
}
