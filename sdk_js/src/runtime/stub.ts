/**
 * `dist/stub.js`: what customers paste into their pages, followed by their own calls. It queues calls until the snippet has
 * loaded. The build leaves HOST in it, for the server to fill in.
 */
((page, address, queue: unknown[] = []) => {
  if (page.shirube) return;
  page.shirube = Object.assign((...call: unknown[]) => queue.push(call), { q: queue });
  document.head.append(Object.assign(document.createElement("script"), { src: address }));
})(window as { shirube?: unknown }, "https://HOST/sdk/v1/shirube.js");
