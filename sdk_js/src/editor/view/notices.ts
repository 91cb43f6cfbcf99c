/** What needs the author's attention, above everything else in the panel. */
import { titleOf, stepOf } from "../draft";
import type { Problem } from "../server";
import { guideOf, stepKeyOf, type Actions, type State } from "../state";
import { clashList } from "./clashes";
import { button, iconButton } from "./parts";
import { h, type Child, type VNode } from "./vdom";

export function notices(state: State, act: Actions): VNode[] {
  const all = [saving(state, act), published(state, act), blocked(state, act), frozen(state, act), passing(state, act)];
  return all.filter((notice) => notice !== null);
}

function notice(key: string, tone: string, title: string, ...rest: Child[]): VNode {
  return h("div", { key, class: `notice ${tone}`, role: tone === "bad" || tone === "warn" ? "alert" : "status" }, h("strong", null, title), ...rest);
}

function saving(state: State, act: Actions): VNode | null {
  const { save, words, studio } = state;
  switch (save.is) {
    case "conflict":
      return notice("conflict", "warn", words.conflictTitle(save.newer.changed_by), h("p", null, words.conflictText), ...clashList(state, act, save.newer, save.clashes));
    case "over":
      return notice("over", "bad", words.overTitle, h("p", null, words.overText), h("p", null, h("a", { class: "link", href: studio }, words.toStudio)));
    case "refused":
      return notice("refused", "bad", words.refusedTitle, problemList(state, act, save.problems, save.detail));
    case "offline":
      return notice("offline", "warn", words.offline, h("div", { class: "row" }, button(words.retry, act.retry, "small")));
    default:
      return null;
  }
}

function published(state: State, act: Actions): VNode | null {
  const { publishing, words, environment, problems } = state;
  if (publishing.is !== "live") return null;
  const suggestions = problems.filter(({ severity }) => severity === "warning");
  return notice("live", "good", words.published(publishing.version),
    h("div", { class: "row" }, h("p", null, words.publishedIn(environment)), h("span", { class: "gap" }), iconButton("close", words.close, act.dismissPublished)),
    suggestions.length > 0 && h("details", null, h("summary", null, words.warnings(suggestions.length)), problemList(state, act, suggestions)));
}

/** After an attempt to publish: what blocks, step by step, then what could be better. */
function blocked(state: State, act: Actions): VNode | null {
  if (state.publishing.is !== "blocked" || state.view.step !== null) return null;
  const errors = state.problems.filter(({ severity }) => severity === "error");
  return errors.length ? notice("blocked", "bad", state.words.cannotPublish(errors.length), problemList(state, act, errors)) : null;
}

function problemList(state: State, act: Actions, problems: Problem[], detail = ""): VNode {
  const items = problems.length ? problems : [{ where: "", message: detail, severity: "error" as const }];
  return h("ul", null, ...items.map((problem) => h("li", null, problemText(state, act, problem))));
}

function problemText(state: State, act: Actions, { where, message }: Problem): Child {
  const key = stepKeyOf(where, guideOf(state));
  const step = stepOf(guideOf(state), key);
  const place = step && !message.includes(titleOf(step)) ? `${titleOf(step) || state.words.untitled}: ` : "";
  const open = key ? () => act.select(key) : /^(trigger|name|goal)/.test(where) ? () => act.tab("guide") : null;
  return open ? h("button", { type: "button", class: "link", on: { click: open } }, place + message) : place + message;
}

function frozen({ frozen, words }: State, act: Actions): VNode | null {
  if (!frozen) return null;
  return h("div", { key: "frozen", class: "notice", role: "status" },
    h("div", { class: "row" }, h("p", null, words.frozen), h("span", { class: "gap" }), button(words.unfreeze, act.freeze, "small")));
}

function passing(state: State, act: Actions): VNode | null {
  if (!state.notice) return null;
  const { text, action } = state.notice;
  return h("div", { key: "passing", class: "notice", role: "status" },
    h("div", { class: "row" }, h("p", null, text), h("span", { class: "gap" }),
      action && button(action.label, action.run, "small"),
      iconButton("close", state.words.close, act.dismissNotice)));
}
