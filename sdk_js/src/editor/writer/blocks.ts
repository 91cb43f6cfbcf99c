/** Between blocks and the editor's document, without loss both ways. */
import { Fragment, type Mark, type Node } from "prosemirror-model";
import type { Text } from "../../contract.gen";
import type { Block, Inline } from "../draft";
import { schema } from "./schema";

interface Span {
  text?: string;
  bold?: boolean;
  italic?: boolean;
  code?: boolean;
  link?: string | null;
  variable?: string | null;
  fallback?: string;
}

const { nodes, marks } = schema;

export function toDocument(blocks: Block[]): Node {
  const made = blocks.map(toNode);
  return nodes["doc"]!.create(null, made.length ? made : [nodes["paragraph"]!.create()]);
}

export function toNode(block: Block): Node {
  switch (block.type) {
    case "heading":
      return nodes["heading"]!.create({ level: block.level ?? 2 }, toInline(block.text));
    case "callout":
      return nodes["callout"]!.create({ tone: block.tone ?? "info" }, toInline(block.text));
    case "code":
      return nodes["pre"]!.create(null, block.text ? schema.text(block.text) : null);
    case "list":
      return nodes["list"]!.create({ ordered: block.ordered ?? false }, block.items.map((item) => nodes["item"]!.create(null, toInline(item))));
    case "image":
    case "video":
    case "question":
    case "columns":
      return nodes[block.type]!.create({ block });
    default:
      return nodes["paragraph"]!.create(null, toInline((block as Text).text));
  }
}

function toInline(inline: Inline): Fragment {
  const spans: Span[] = typeof inline === "string" ? [{ text: inline }] : (inline as Span[]);
  return Fragment.from(spans.flatMap((span) => {
    const marked = marksOf(span);
    if (span.variable) return [nodes["variable"]!.create({ variable: span.variable, fallback: span.fallback ?? "", text: span.text ?? "" }, null, marked)];
    return linesOf(span.text ?? "", marked);
  }));
}

function linesOf(text: string, marked: Mark[]): Node[] {
  return text.split("\n").flatMap((line, n) => [...(n ? [nodes["break"]!.create(null, null, marked)] : []), ...(line ? [schema.text(line, marked)] : [])]);
}

function marksOf({ bold, italic, code, link }: Span): Mark[] {
  return [link && marks["link"]!.create({ href: link }), bold && marks["bold"]!.create(), italic && marks["italic"]!.create(), code && marks["code"]!.create()]
    .filter((mark): mark is Mark => Boolean(mark));
}

export function toBlocks(document: Node): Block[] {
  return document.children.map((node) => toBlock(node));
}

function toBlock(node: Node): Block {
  const { attrs } = node;
  switch (node.type.name) {
    case "heading":
      return { type: "heading", ...(attrs["level"] !== 2 && { level: attrs["level"] as 1 | 3 }), text: inlineOf(node) };
    case "callout":
      return { type: "callout", ...(attrs["tone"] !== "info" && { tone: attrs["tone"] as "success" }), text: inlineOf(node) };
    case "pre":
      return { type: "code", text: node.textContent };
    case "list":
      return { type: "list", ...(attrs["ordered"] && { ordered: true }), items: node.children.map(inlineOf) as [Inline, ...Inline[]] };
    case "paragraph":
      return { type: "text", text: inlineOf(node) };
    default:
      return attrs["block"] as Block;
  }
}

/** Plain text where there are no marks, so that definitions stay readable. */
function inlineOf(node: Node): Inline {
  const spans: Span[] = [];
  for (const child of node.children) {
    const span = spanOf(child);
    const last = spans.at(-1);
    if (last && !last.variable && !span.variable && sameMarks(last, span)) last.text += span.text!;
    else spans.push(span);
  }
  const [only] = spans;
  if (!only) return "";
  return spans.length === 1 && Object.keys(only).join() === "text" ? only.text! : (spans as Inline);
}

function spanOf(node: Node): Span {
  const span: Span = { text: node.type.name === "break" ? "\n" : node.isText ? node.text! : ((node.attrs["text"] as string | undefined) ?? "") };
  if (node.type.name === "variable") Object.assign(span, { variable: node.attrs["variable"], ...(node.attrs["fallback"] && { fallback: node.attrs["fallback"] }) });
  if (span.variable && !span.text) delete span.text;
  for (const mark of node.marks) {
    if (mark.type.name === "link") span.link = mark.attrs["href"] as string;
    else span[mark.type.name as "bold"] = true;
  }
  return span;
}

function sameMarks(a: Span, b: Span): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.code === b.code && a.link === b.link;
}
