/** What the tool bar and the keyboard do to the document. */
import { setBlockType, toggleMark } from "prosemirror-commands";
import type { Node, NodeType } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type Command as Edit, type EditorState } from "prosemirror-state";
import { toNode } from "./blocks";
import type { Chosen, Command, Writing } from "./contract";
import { schema } from "./schema";

const { nodes, marks } = schema;

export function editOf(command: Command): Edit {
  switch (command.do) {
    case "bold":
    case "italic":
    case "code":
      return toggleMark(marks[command.do]!);
    case "remove":
      return removeChosen;
    case "kind":
      return toKind(command);
    case "link":
      return link(command.href);
    case "insert":
      return insert(toNode(command.block));
    case "change":
      return replaceChosen(toNode(command.block));
    case "variable":
      return putVariable(command.variable, command.fallback);
  }
}

function toKind({ kind, level = 2, tone = "info" }: Extract<Command, { do: "kind" }>): Edit {
  if (kind === "list" || kind === "numbered") return toList(kind === "numbered");
  const types: Record<string, [NodeType, object | null]> = {
    text: [nodes["paragraph"]!, null], heading: [nodes["heading"]!, { level }], callout: [nodes["callout"]!, { tone }], code: [nodes["pre"]!, null],
  };
  const [type, attributes] = types[kind]!;
  return (state, dispatch) => outOfList(state, dispatch, type, attributes) || setBlockType(type, attributes as Record<string, unknown> | null)(state, dispatch);
}

/** The blocks of the selection at the top of the document: where they begin and end, and what they are. */
function topBlocks({ selection, doc }: EditorState): { from: number; to: number; found: Node[] } {
  const { $from, $to } = selection;
  const first = $from.index(0);
  const last = Math.min($to.index(0), doc.childCount - 1);
  const from = $from.posAtIndex(first, 0);
  const found = doc.children.slice(first, last + 1);
  return { from, to: from + found.reduce((size, node) => size + node.nodeSize, 0), found };
}

/** Paragraphs become items; a list of the other kind turns into this one; the same kind again becomes paragraphs. */
function toList(ordered: boolean): Edit {
  return (state, dispatch) => {
    const { from, to, found } = topBlocks(state);
    if (found.some((node) => node.isAtom)) return false;
    const same = found.every((node) => node.type === nodes["list"] && node.attrs["ordered"] === ordered);
    const lines = found.flatMap((node) => (node.type === nodes["list"] ? node.children : [node])).map(({ content }) => content);
    const made = same
      ? lines.map((content) => nodes["paragraph"]!.create(null, content))
      : [nodes["list"]!.create({ ordered }, lines.map((content) => nodes["item"]!.createChecked(null, content)))];
    dispatch?.(restored(state, state.tr.replaceWith(from, to, made), same ? -1 : 1));
    return true;
  };
}

/** The selection stays on its words although a level came or went around them. */
function restored(state: EditorState, transaction: EditorState["tr"], shift: number): EditorState["tr"] {
  const to = Math.min(transaction.doc.content.size, Math.max(0, state.selection.head + (state.selection.$head.depth > 1 === shift < 0 ? shift : 0)));
  return transaction.setSelection(Selection.near(transaction.doc.resolve(to), -1));
}

function outOfList(state: EditorState, dispatch: Parameters<Edit>[1], type: NodeType, attributes: object | null): boolean {
  const { from, to, found } = topBlocks(state);
  if (!found.length || !found.every((node) => node.type === nodes["list"])) return false;
  const made = found.flatMap((list) => list.children).map((item) =>
    type === nodes["pre"] ? type.create(attributes as null, item.textContent ? schema.text(item.textContent) : null) : type.create(attributes as null, item.content));
  dispatch?.(restored(state, state.tr.replaceWith(from, to, made), -1));
  return true;
}

function link(href: string | null): Edit {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    const around = empty ? linkAround(state) : { from, to };
    const type = marks["link"]!;
    if (!href) return dispatch?.(state.tr.removeMark(around.from, around.to, type)), true;
    if (around.from === around.to) return dispatch?.(state.tr.replaceSelectionWith(schema.text(href, [type.create({ href })]), false)), true;
    dispatch?.(state.tr.removeMark(around.from, around.to, type).addMark(around.from, around.to, type.create({ href })));
    return true;
  };
}

/** The stretch of the link the caret is in. */
function linkAround({ selection }: EditorState): { from: number; to: number } {
  const { $from, from } = selection;
  const inside = (node: Node | undefined, href?: unknown): unknown => node?.marks.find(({ type, attrs }) => type === marks["link"] && (href === undefined || attrs["href"] === href))?.attrs["href"];
  const start = $from.start();
  let index = $from.index();
  const href = inside($from.parent.maybeChild(index) ?? undefined) ?? inside($from.parent.maybeChild(--index) ?? undefined);
  if (href === undefined) return { from, to: from };
  let first = index;
  while (first > 0 && inside($from.parent.child(first - 1), href)) first--;
  let last = index;
  while (last + 1 < $from.parent.childCount && inside($from.parent.child(last + 1), href)) last++;
  const offset = (count: number): number => $from.parent.children.slice(0, count).reduce((size, node) => size + node.nodeSize, 0);
  return { from: start + offset(first), to: start + offset(last + 1) };
}

/** Behind the block with the caret, in the place of an empty one; the new block is chosen, so that its form shows. */
function insert(node: Node): Edit {
  return (state, dispatch) => {
    const { from, to, found } = topBlocks(state);
    const empty = found.length === 1 && found[0]!.type === nodes["paragraph"] && found[0]!.content.size === 0;
    const at = empty ? from : to;
    const transaction = empty ? state.tr.replaceWith(from, to, node) : state.tr.insert(to, node);
    const selection = node.isAtom ? NodeSelection.create(transaction.doc, at) : Selection.near(transaction.doc.resolve(at + 1));
    dispatch?.(transaction.setSelection(selection));
    return true;
  };
}

function replaceChosen(node: Node): Edit {
  return (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || selection.node.type.name === "variable") return false;
    const transaction = state.tr.replaceWith(selection.from, selection.to, node);
    dispatch?.(transaction.setSelection(NodeSelection.create(transaction.doc, selection.from)));
    return true;
  };
}

const removeChosen: Edit = (state, dispatch) => {
  if (!(state.selection instanceof NodeSelection)) return false;
  dispatch?.(state.tr.deleteSelection());
  return true;
};

function putVariable(variable: string, fallback: string): Edit {
  return (state, dispatch) => {
    const node = nodes["variable"]!.create({ variable, fallback });
    const at = state.selection.from;
    const transaction = state.tr.replaceSelectionWith(node, true);
    if (transaction.doc.nodeAt(at)?.type === nodes["variable"]) transaction.setSelection(NodeSelection.create(transaction.doc, at));
    dispatch?.(transaction);
    return true;
  };
}

/** Enter in an empty item leaves the list; in a heading or a callout it goes on with plain text. */
export const enter: Edit = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !(state.selection instanceof TextSelection)) return false;
  if ($from.parent.type === nodes["item"] && !$from.parent.content.size) return leaveList(state, dispatch);
  if (![nodes["heading"], nodes["callout"]].includes($from.parent.type) || $from.parentOffset < $from.parent.content.size) return false;
  const after = $from.after();
  const next = state.doc.nodeAt(after);
  // The empty text that is there already is where to go on.
  const goesOn = next !== null && next.type === nodes["paragraph"] && next.content.size === 0;
  const transaction = goesOn ? state.tr : state.tr.insert(after, nodes["paragraph"]!.create());
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView());
  return true;
};

function leaveList(state: EditorState, dispatch: Parameters<Edit>[1]): boolean {
  const { $from } = state.selection;
  const list = $from.node(-1);
  const place = $from.index(-1);
  const part = (items: readonly Node[]): Node[] => (items.length ? [list.type.create(list.attrs, items as Node[])] : []);
  const before = part(list.children.slice(0, place));
  const made = [...before, nodes["paragraph"]!.create(), ...part(list.children.slice(place + 1))];
  const from = $from.before(-1);
  const transaction = state.tr.replaceWith(from, $from.after(-1), made);
  const caret = from + before.reduce((size, node) => size + node.nodeSize, 0) + 1;
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, caret)).scrollIntoView());
  return true;
}

export const lineBreak: Edit = (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes["pre"]) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes["break"]!.create()).scrollIntoView());
  return true;
};

export function writingOf(state: EditorState): Writing {
  const { selection } = state;
  const { $from, from, to, empty } = selection;
  const parent = $from.parent;
  const active = (name: string): boolean => {
    const type = marks[name]!;
    return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
  };
  const at = empty ? linkAround(state) : { from, to };
  let href: string | null = null;
  state.doc.nodesBetween(at.from, at.to, (node) => void (href ??= (marks["link"]!.isInSet(node.marks)?.attrs["href"] as string | undefined) ?? null));
  const chosen = chosenIn(state);
  return {
    kind: chosen?.is === "block" ? "whole" : kindOf(parent, $from.depth > 1 ? $from.node(1) : null),
    level: (parent.attrs["level"] as number | undefined) ?? 2, tone: (parent.attrs["tone"] as string | undefined) ?? "info",
    bold: active("bold"), italic: active("italic"), code: active("code"), link: href, chosen,
  };
}

function kindOf(parent: Node, around: Node | null): Writing["kind"] {
  if (parent.type === nodes["item"]) return around?.attrs["ordered"] ? "numbered" : "list";
  if (parent.type === nodes["pre"]) return "code";
  return parent.type === nodes["paragraph"] ? "text" : (parent.type.name as "heading");
}

function chosenIn({ selection }: EditorState): Chosen | null {
  if (!(selection instanceof NodeSelection)) return null;
  const { type, attrs } = selection.node;
  if (type === nodes["variable"]) return { is: "variable", variable: attrs["variable"] as string, fallback: attrs["fallback"] as string };
  return attrs["block"] ? { is: "block", block: attrs["block"] as Extract<Chosen, { is: "block" }>["block"] } : null;
}
