/** The editor's document: our blocks, node by node, so that nothing can be written that a block cannot say. */
import { Schema, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";

/** Blocks that are shown whole and edited by a form: `block` holds them as they are. */
const whole = (tag: string, show: (node: Node) => DOMOutputSpec): NodeSpec => ({
  group: "block", atom: true, selectable: true, attrs: { block: {} }, toDOM: (node) => ["div", { class: "whole", "data-block": tag }, show(node)],
});

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  text: { group: "inline" },
  paragraph: { content: "inline*", group: "block", toDOM: () => ["p", 0] },
  heading: { content: "inline*", group: "block", defining: true, attrs: { level: { default: 2 } }, toDOM: ({ attrs }) => [attrs["level"] > 2 ? "h3" : "h2", 0] },
  callout: { content: "inline*", group: "block", defining: true, attrs: { tone: { default: "info" } }, toDOM: ({ attrs }) => ["div", { class: `callout ${attrs["tone"]}`, role: "note" }, 0] },
  pre: { content: "text*", marks: "", group: "block", code: true, defining: true, toDOM: () => ["pre", 0] },
  list: { content: "item+", group: "block", attrs: { ordered: { default: false } }, toDOM: ({ attrs }) => [attrs["ordered"] ? "ol" : "ul", 0] },
  item: { content: "inline*", defining: true, toDOM: () => ["li", 0] },
  break: { group: "inline", inline: true, selectable: false, toDOM: () => ["br"] },
  variable: {
    group: "inline", inline: true, atom: true, attrs: { variable: {}, fallback: { default: "" }, text: { default: "" } },
    toDOM: ({ attrs }) => ["span", { class: "variable", title: attrs["variable"] }, attrs["fallback"] || attrs["variable"]],
  },
  image: whole("image", ({ attrs }) => ["img", { src: attrs["block"].source, alt: attrs["block"].alt ?? "" }]),
  video: whole("video", ({ attrs }) => ["video", { src: attrs["block"].source, "aria-label": attrs["block"].title, preload: "metadata" }]),
  question: whole("question", ({ attrs }) => ["div", { class: "asked" }, ["p", inWords(attrs["block"].text)], ["ul", ...answersOf(attrs["block"]).map((words): DOMOutputSpec => ["li", words])]]),
  columns: whole("columns", ({ attrs }) => ["div", { class: "columns" }, ...(attrs["block"].columns as unknown[][]).map((column): DOMOutputSpec =>
    ["div", ...column.map((block): DOMOutputSpec => ["p", inWords((block as { text?: unknown }).text)])])]),
};

const marks: Record<string, MarkSpec> = {
  link: { attrs: { href: {} }, inclusive: false, toDOM: ({ attrs }) => ["a", { href: attrs["href"], rel: "noopener" }, 0] },
  bold: { toDOM: () => ["b", 0] },
  italic: { toDOM: () => ["i", 0] },
  code: { code: true, excludes: "bold italic", toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });

type Spans = { text?: string; fallback?: string }[];

function inWords(inline: unknown): string {
  return typeof inline === "string" ? inline : ((inline as Spans | undefined) ?? []).map(({ text, fallback }) => text || fallback || "").join("");
}

/** A question's answers as far as they can be told without drawing its control. */
function answersOf({ ask, options = [], scale = 5 }: { ask: string; options?: string[]; scale?: number }): string[] {
  const numbers = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  if (ask === "nps") return numbers(0, 10);
  if (ask === "ces") return numbers(1, 7);
  if (ask === "csat" || ask === "rating") return numbers(1, scale);
  if (ask === "thumbs") return ["👍", "👎"];
  return ask === "text" ? ["…"] : options;
}
