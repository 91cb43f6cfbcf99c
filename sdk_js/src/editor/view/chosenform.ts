/** The form of what is chosen in the step's words: a picture, a video, a question, a person's own value. */
import type { Block } from "../draft";
import type { Actions, State } from "../state";
import type { Chosen } from "../writer/contract";
import { completed, linkProblem } from "../writer/links";
import { mistake } from "./askform";
import { button, check, field, select, textArea, textInput } from "./parts";
import { h, type Child, type VNode } from "./vdom";

type Of<T extends Block["type"]> = Extract<Block, { type?: T }>;

export function chosenForm(state: State, act: Actions, chosen: Chosen): VNode {
  const { words } = state;
  const fields = chosen.is === "variable" ? variableFields(state, act, chosen) : blockFields(state, act, chosen.block);
  return h("div", { key: "chosen", class: "writer-form" }, ...fields,
    h("div", { class: "row" }, h("span", { class: "gap" }), button(words.remove, () => act.write({ do: "remove" }), "plain small", "trash")));
}

function blockFields(state: State, act: Actions, block: Block): Child[] {
  switch (block.type) {
    case "image":
      return pictureFields(state, act, block);
    case "video":
      return videoFields(state, act, block);
    case "question":
      return questionFields(state, act, block);
    default:
      return [h("p", { class: "hint" }, state.words.keptAsIs)];
  }
}

function pictureFields({ words }: State, act: Actions, block: Of<"image">): Child[] {
  return [field("picture-alt", words.pictureAlt, textInput("picture-alt", block.alt, (alt) => act.write({ do: "change", block: { ...block, alt } }), { placeholder: words.pictureAltHint }))];
}

/** A bad address stays in the field with the reason beside it, and out of the step. */
function videoFields({ words }: State, act: Actions, block: Of<"video">): Child[] {
  const wrong = linkProblem(block.source, true) ?? (block.source === "https://" ? "empty" : null);
  return [
    field("video-address", words.videoAddress,
      textInput("video-address", block.source, (source) => act.write({ do: "change", block: { ...block, source: completed(source) } }), { maxlength: "2000", "aria-invalid": wrong ? "true" : undefined }),
      mistake(wrong && wrong !== "empty" ? words.linkProblems[wrong] : "")),
    field("video-title", words.videoTitle, textInput("video-title", block.title, (title) => act.write({ do: "change", block: { ...block, title } }))),
  ];
}

const WITH_OPTIONS = new Set(["choice", "choices"]);

function questionFields({ words }: State, act: Actions, block: Of<"question">): Child[] {
  const change = (changed: object): void => act.write({ do: "change", block: { ...block, ...changed } });
  const text = typeof block.text === "string" ? block.text : null;
  return [
    text !== null && field("question-text", words.questionText, textInput("question-text", text, (asked) => change({ text: asked }))),
    field("question-ask", words.questionAsk, select("question-ask", block.ask, Object.entries(words.asks), (ask) => change({
      ask, ...(WITH_OPTIONS.has(ask) && !block.options?.length && { options: [...words.newOptions] }) }))),
    WITH_OPTIONS.has(block.ask) && field("question-options", words.questionOptions,
      textArea("question-options", (block.options ?? []).join("\n"), (lines) => change({ options: lines.split("\n").slice(0, 20) }))),
    check(words.questionRequired, block.required ?? false, (required) => change({ required })),
  ];
}

function variableFields({ words }: State, act: Actions, { variable, fallback }: Extract<Chosen, { is: "variable" }>): Child[] {
  const names: [string, string][] = Object.entries(words.variables);
  const own: [string, string][] = variable in words.variables ? [] : [[variable, variable]];
  return [
    field("variable-name", words.variableName, select("variable-name", variable, [...names, ...own], (name) => act.write({ do: "variable", variable: name, fallback }))),
    field("variable-fallback", words.variableElse, textInput("variable-fallback", fallback, (text) => act.write({ do: "variable", variable, fallback: text }))),
  ];
}
