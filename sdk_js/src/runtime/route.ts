/** Noticing that a single-page app shows another page. */

/** Calls back whenever the address of the window has changed. `older`: for browsers without the Navigation API. */
export function onRoute(changed: () => void, older: () => Promise<typeof import("./oldroute") | undefined>): void {
  let address = location.href;
  const look = (): void => {
    if (address === location.href) return;
    address = location.href;
    changed();
  };
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener("currententrychange", look);
  else void older().then((part) => part?.onAddress(look));
}
