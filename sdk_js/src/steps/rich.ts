/** `dist/rich.js`: what a plain step does not need: the other blocks, marked text, and their looks. */
import type { Block, Inline } from "./contract";
import { buttonsOf } from "./buttons";
import { type DRAWERS, type Drawers, type Values } from "./blocks";
import { h, type Child } from "./element";
import { drawProgress } from "./progress";
import css from "./rich.css";
import type { addStyle } from "./stage";

/** Completes the registry of blocks. It is handed over, because this part is built and loaded apart from the snippet. */
export function enrich(drawers: typeof DRAWERS, style: typeof addStyle): void {
  style(css);
  const draw = (block: Block, values: Values): Child => (drawers[block.type!] as (block: Block, values: Values) => Child)(block, values);
  Object.assign(drawers, { ...MORE, columns: columnsWith(draw), words, buttons: buttonsOf, progress: drawProgress });
}

function columnsWith(draw: (block: Block, values: Values) => Child): Drawers["columns"] {
  return ({ columns }, values) => h("div", { class: "columns" }, ...columns.map((blocks) => h("div", {}, ...blocks.map((block) => draw(block, values)))));
}

const MORE: Omit<Drawers, "heading" | "text" | "columns" | "question"> = {
  list: ({ ordered, items }, values) => h(ordered ? "ol" : "ul", {}, ...items.map((item) => h("li", {}, ...words(item, values)))),
  image: ({ source, alt }) => h("img", { src: safe(source), alt }),
  video: ({ source, title }) => h("video", { src: safe(source), "aria-label": title, controls: "", preload: "metadata" }),
  callout: ({ tone, text }, values) => h("div", { class: "callout " + tone, role: "note" }, ...words(text, values)),
  code: ({ text }) => h("pre", { tabindex: "0" }, text),
};

/** Text with marks, links and the person's own values. */
function words(text: Inline, values: Values): Child[] {
  if (typeof text === "string") return [text];
  return text.map((span) => {
    let child: Child = span.variable ? values[span.variable] || span.fallback || span.text : span.text;
    if (span.code) child = h("code", {}, child);
    if (span.bold) child = h("b", {}, child);
    if (span.italic) child = h("i", {}, child);
    return span.link ? h("a", { href: safe(span.link), target: "_blank", rel: "noopener" }, child) : child;
  });
}

/** The address when a browser may open it, as `guides/links.py` says; anything else becomes nothing. */
function safe(link: string): string | undefined {
  try {
    return /^(https?|mailto|tel):$/.test(new URL(link, location.href).protocol) ? link : undefined;
  } catch {
    return undefined;
  }
}
