/** Noticing that a single-page app shows another page. */

/** Calls back whenever the address of the window may have changed. `older`: for browsers without the Navigation API. */
export function onRoute(look: () => void, older: () => Promise<typeof import("./oldroute") | undefined>): void {
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener("currententrychange", look);
  else void older().then((part) => part?.onAddress(look));
}
