/** The bar beside the step that is written in: what its words are, and a form for what is chosen among them. */
import { askForm } from "./askform";
import { chosenForm } from "./chosenform";
import type { Actions, State } from "../state";
import type { Block } from "../draft";
import type { Command, Writing } from "../writer/contract";
import { iconButton, select, steady } from "./parts";
import { h, type Child, type VNode } from "./vdom";

type KindName = "text" | "title" | "heading" | "subheading" | "list" | "numbered" | "callout" | "code";

export function writerBar(state: State, act: Actions): VNode | null {
  const { writing, words } = state;
  if (!writing || state.mode.is !== "edit") return null;
  return h("section", { key: "writerbar", class: "writerbar", "aria-label": words.writer },
    h("div", { class: "writer-tools", role: "toolbar", "aria-label": words.writer },
      kinds(state, act, writing),
      ...(["bold", "italic", "code"] as const).map((mark) => toggle(mark, words.marks[mark], writing[mark], () => act.write({ do: mark }))),
      iconButton("link", words.link, () => act.ask({ for: "link", problem: "" }), pressed(writing.link !== null)),
      h("i", { class: "rule" }),
      iconButton("picture", words.addPicture, () => act.ask({ for: "picture", state: "choose", problem: "" })),
      adder(state, act)),
    ...forms(state, act, writing));
}

function forms(state: State, act: Actions, writing: Writing): Child[] {
  if (state.asking) return [askForm(state, act, state.asking, writing)];
  if (writing.chosen) return [chosenForm(state, act, writing.chosen)];
  return [];
}

const pressed = (on: boolean): { "aria-pressed": string } => ({ "aria-pressed": String(on) });

function toggle(mark: "bold" | "italic" | "code", label: string, on: boolean, press: () => void): VNode {
  const letter = { bold: "B", italic: "I", code: "</>" }[mark];
  return h("button", { type: "button", class: `icon-button mark ${mark}`, "aria-label": label, title: label, ...pressed(on), on: { click: press, ...steady } },
    h("span", { "aria-hidden": "true" }, letter));
}

function kinds({ words }: State, act: Actions, writing: Writing): Child {
  const now = nameOf(writing);
  if (!now) return null;
  const options = Object.entries(words.writtenAs) as [string, string][];
  return h("span", { class: "writer-kinds" },
    select("writer-kind", now, options, (kind) => act.write(KINDS[kind as KindName]), { "aria-label": words.writtenAsWhat }),
    writing.kind === "callout" && select("writer-tone", writing.tone, Object.entries(words.tones), (tone) => act.write({ do: "kind", kind: "callout", tone }), { "aria-label": words.tone }));
}

const KINDS: Record<KindName, Command> = {
  text: { do: "kind", kind: "text" }, title: { do: "kind", kind: "heading", level: 1 }, heading: { do: "kind", kind: "heading", level: 2 },
  subheading: { do: "kind", kind: "heading", level: 3 }, list: { do: "kind", kind: "list" }, numbered: { do: "kind", kind: "numbered" },
  callout: { do: "kind", kind: "callout" }, code: { do: "kind", kind: "code" },
};

function nameOf({ kind, level }: Writing): KindName | null {
  if (kind === "whole") return null;
  return kind === "heading" ? ({ 1: "title", 3: "subheading" } as const)[level] ?? "heading" : kind;
}

/** What else a step can hold; the form of each appears once it is there. */
function adder({ words }: State, act: Actions): VNode {
  const added: Record<string, () => void> = {
    video: () => act.write({ do: "insert", block: { type: "video", source: "https://", title: "" } }),
    question: () => act.write({ do: "insert", block: newQuestion(words.newQuestion) }),
    variable: () => act.write({ do: "variable", variable: "person.name", fallback: words.variableFallback }),
  };
  return select("writer-add", "", [["", words.addMore], ...Object.entries(words.additions)], (what) => added[what]?.(), { "aria-label": words.addMore, class: "input adder" });
}

/** A key that no other question has: answers are counted by it. */
function newQuestion(text: string): Block {
  return { type: "question", key: `question-${Math.random().toString(36).slice(2, 7)}`, ask: "thumbs", text };
}

const following = new WeakSet<Element>();
const GAP = 8;

/** Above the box, below it where there is no room, else over its upper edge. */
export function keepBeside(controls: Element, box: () => DOMRect | null): void {
  const bar = controls.querySelector<HTMLElement>(".writerbar");
  if (!bar || following.has(bar)) return;
  following.add(bar);
  const follow = (): void => {
    if (!bar.isConnected) return;
    const around = box();
    if (around) {
      const { width, height } = bar.getBoundingClientRect();
      const above = around.top - height - GAP;
      const below = around.bottom + GAP;
      const top = above >= GAP ? above : below + height <= innerHeight - GAP ? below : GAP;
      bar.style.translate = `${Math.max(GAP, Math.min(around.left, innerWidth - width - GAP))}px ${top}px`;
    }
    requestAnimationFrame(follow);
  };
  follow();
}
