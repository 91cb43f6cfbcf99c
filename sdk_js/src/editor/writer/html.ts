/**
 * Pasted HTML as blocks. It is read as text, tag by tag, and never handed to the browser: nothing in it can run or load, and
 * no Trusted Types policy is needed. What a block cannot say is left out.
 */
import type { Block, Inline } from "../draft";
import { linkProblem } from "./links";

interface Span {
  text: string;
  bold?: true;
  italic?: true;
  code?: true;
  link?: string;
}

/** What is in these is no text for people. */
const SILENT = new Set(["script", "style", "template", "title", "head", "noscript", "iframe", "object", "svg", "math", "select", "textarea", "button"]);
const BREAKING = new Set(["p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "table", "tr", "td", "th", "dl", "dt", "dd", "figure", "figcaption", "form", "hr"]);
const MARKS: Record<string, "bold" | "italic" | "code"> = { b: "bold", strong: "bold", i: "italic", em: "italic", code: "code", kbd: "code", tt: "code" };
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+|<)/gi;

export function blocksFromHtml(html: string): Block[] {
  const reading = new Reading();
  for (const [, slash, name, attributes = "", text] of html.matchAll(TOKEN)) {
    if (text !== undefined) reading.text(decoded(text));
    else if (name && slash) reading.close(name.toLowerCase());
    else if (name) reading.open(name.toLowerCase(), attributes);
  }
  return reading.end();
}

class Reading {
  private blocks: Block[] = [];
  private spans: Span[] = [];
  private marks: string[] = [];
  private links: string[] = [];
  private lists: { ordered: boolean; items: Inline[] }[] = [];
  private heading = 0;
  private pre = false;
  private silent: string[] = [];

  open(name: string, attributes: string): void {
    if (this.silent.length || SILENT.has(name)) return void (attributes.trimEnd().endsWith("/") || this.silent.push(name));
    if (name === "br") return this.push("\n");
    if (name === "img") return this.image(attributes);
    if (name === "a") return void this.links.push(address(attribute(attributes, "href")));
    if (MARKS[name] && !(name === "code" && this.pre)) return void this.marks.push(name);
    if (name === "ul" || name === "ol") return this.flush(), void this.lists.push({ ordered: name === "ol", items: [] });
    if (name === "li" || BREAKING.has(name)) return this.flush();
    if (name === "pre") return this.flush(), void (this.pre = true);
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level) this.flush(), (this.heading = Math.min(3, Number(level)));
  }

  close(name: string): void {
    if (this.silent.length) return void (this.silent.at(-1) === name && this.silent.pop());
    if (name === "a") return void this.links.pop();
    if (MARKS[name]) return void (this.marks.lastIndexOf(name) >= 0 && this.marks.splice(this.marks.lastIndexOf(name), 1));
    if (name === "ul" || name === "ol") return this.flush(), this.endList();
    if (name === "li" || BREAKING.has(name)) return this.flush();
    if (name === "pre") return this.flush(), void (this.pre = false);
    if (/^h[1-6]$/.test(name)) this.flush(), (this.heading = 0);
  }

  text(words: string): void {
    if (!this.silent.length) this.push(this.pre ? words : words.replace(/[\s\u00a0]+/g, " "));
  }

  end(): Block[] {
    this.flush();
    while (this.lists.length) this.endList();
    return this.blocks;
  }

  private push(text: string): void {
    const has = (mark: string): boolean => this.marks.some((name) => MARKS[name] === mark);
    const link = this.links.at(-1);
    this.spans.push({ text, ...(has("bold") && { bold: true }), ...(has("italic") && { italic: true }), ...(has("code") && { code: true }), ...(link && { link }) });
  }

  private flush(): void {
    const inline = this.pre ? this.spans.map(({ text }) => text).join("").replace(/^\n|\n$/g, "") : tidied(this.spans);
    this.spans = [];
    if (!inline.length) return;
    const list = this.lists.at(-1);
    if (this.pre) this.blocks.push({ type: "code", text: inline as string });
    else if (list) list.items.push(inline);
    else if (this.heading) this.blocks.push({ type: "heading", ...(this.heading !== 2 && { level: this.heading as 1 | 3 }), text: inline });
    else this.blocks.push({ type: "text", text: inline });
  }

  /** Lists in lists become one: a block has one level. */
  private endList(): void {
    const list = this.lists.pop();
    const outer = this.lists.at(-1);
    if (!list?.items.length) return;
    if (outer) outer.items.push(...list.items);
    else this.blocks.push({ type: "list", ...(list.ordered && { ordered: true }), items: list.items.slice(0, 50) as [Inline, ...Inline[]] });
  }

  private image(attributes: string): void {
    const source = attribute(attributes, "src");
    if (linkProblem(source, true) || this.lists.length) return;
    this.flush();
    this.blocks.push({ type: "image", source, alt: attribute(attributes, "alt").slice(0, 200) });
  }
}

/** Without spaces at the ends, and plain where nothing is marked. */
function tidied(spans: Span[]): Inline {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const { text, ...looks } = span;
    if (last && JSON.stringify({ ...last, text: "" }) === JSON.stringify({ ...span, text: "" })) last.text += text;
    else joined.push({ text, ...looks });
  }
  if (joined[0]) joined[0].text = joined[0].text.trimStart();
  const end = joined.at(-1);
  if (end) end.text = end.text.trimEnd();
  const kept = joined.filter(({ text }) => text !== "").map((span) => ({ ...span, text: span.text.replace(/ *\n */g, "\n").replace(/ {2,}/g, " ") }));
  const [only] = kept;
  return kept.length === 1 && Object.keys(only!).length === 1 ? only!.text : (kept as Inline);
}

/** The address when a link may have it, else nothing: the words stay. */
function address(href: string): string {
  return linkProblem(href) ? "" : href;
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  return decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? "").trim();
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", copy: "©", reg: "®", trade: "™", bull: "•", colon: ":", tab: "\t", newline: "\n", yen: "¥", euro: "€" };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) ? String.fromCodePoint(point) : "";
  });
}
