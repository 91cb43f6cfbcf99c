// Opens the benchmark's snapshots in Chromium, as its README describes under "Loading by hand".
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const unzip = (file) => zlib.gunzipSync(fs.readFileSync(file)).toString("utf8");

/** Reads a data folder: `pairs`, and `open(browser, id)` → {page, close}. In the page `__bench.byNumber` maps numbers to elements. */
export function snapshots(data) {
  const css = remember((hash) => {
    const file = path.join(data, "css", hash + ".css.gz");
    return fs.existsSync(file) ? unzip(file) : "";
  });
  const pairs = JSON.parse(fs.readFileSync(path.join(data, "pairs.json"), "utf8"));
  return { pairs, open: (browser, id) => open(browser, data, id, css) };
}

function remember(read) {
  const known = new Map();
  return (key) => known.get(key) ?? known.set(key, read(key)).get(key);
}

async function open(browser, data, id, css) {
  const meta = JSON.parse(unzip(path.join(data, id + ".meta.json.gz")));
  const html = withStyles(unzip(path.join(data, id + ".html.gz")), css);
  const context = await browser.newContext({ viewport: { width: meta.vw, height: meta.vh }, locale: "en-US", serviceWorkers: "block" });
  const page = await context.newPage();
  let served = false;
  await page.route("**/*", (route) => {
    const sheet = /\/__snap\/([0-9a-f]+)\.css/.exec(route.request().url());
    if (sheet) return route.fulfill({ body: css(sheet[1]), contentType: "text/css" });
    if (served || !route.request().isNavigationRequest()) return route.abort();
    served = true;
    return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
  });
  await page.goto(meta.url, { waitUntil: "load" });
  const sheets = Object.fromEntries(Object.values(meta.adopted).flat().map((hash) => [hash, css(hash)]));
  await page.evaluate(prepare, { adopted: meta.adopted, sheets });
  return { page, close: () => context.close() };
}

const withStyles = (html, css) => html.replace(/(<style[^>]*data-snap-css="([0-9a-f]*)"[^>]*>)<\/style>/g,
  (_, tag, hash) => tag + (hash ? css(hash).replace(/<\/style/gi, "<\\/style") : "") + "</style>");

/** In the page: numbers every element, takes the numbers out of the markup and adopts the recorded sheets. */
function prepare({ adopted, sheets }) {
  const byNumber = new Map();
  const marks = ["data-snap-node", "data-snap-css", "data-snap-box"];
  const keepBox = (element, box) => {
    const [width, height] = box.split("x");
    if (!element.getAttribute("width")) element.style.width = width + "px";
    if (!element.getAttribute("height")) element.style.height = height + "px";
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const number = element.getAttribute("data-snap-node");
      if (number !== null) byNumber.set(+number, element);
      const box = element.getAttribute("data-snap-box");
      if (box) keepBox(element, box);
      for (const mark of marks) element.removeAttribute(mark);
      if (element.localName.includes("-") && !customElements.get(element.localName)) {
        try { customElements.define(element.localName, class extends HTMLElement {}); } catch { /* reserved name */ }
      }
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element.localName === "template") for (const e of element.content.querySelectorAll("[data-snap-node]")) e.removeAttribute("data-snap-node");
    }
  };
  walk(document);
  for (const [number, hashes] of Object.entries(adopted)) {
    const tree = number === "doc" ? document : byNumber.get(+number)?.shadowRoot;
    if (!tree) continue;
    tree.adoptedStyleSheets = hashes.map((hash) => { const s = new CSSStyleSheet(); try { s.replaceSync(sheets[hash]); } catch { /* left empty */ } return s; });
  }
  const still = new CSSStyleSheet();
  still.replaceSync("*,*::before,*::after{animation:none!important;transition:none!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  globalThis.__bench = { byNumber };
}
