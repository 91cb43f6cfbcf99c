/**
 * `dist/stub.js`: what customers paste into their pages, followed by their own calls. It queues calls until the snippet has
 * loaded. The build leaves HOST in it, for the server to fill in.
 */
((page, address) => {
  if (page.shirube) return;
  const queue: IArguments[] = [];
  page.shirube = function () {
    queue.push(arguments);
  };
  page.shirube.q = queue;
  const script = document.createElement("script");
  script.async = true;
  script.src = address;
  document.head.append(script);
})(window as unknown as { shirube?: { (): void; q?: IArguments[] } }, "https://HOST/sdk/v1/shirube.js");
