/** What people met at a step whose element changed or is gone: the old and the new evidence, and what to do about it. */
import type { RepairOption } from "../server";
import { repairOf, type Actions, type State } from "../state";
import { button } from "./parts";
import { h, type VNode } from "./vdom";

/** Null when nobody met anything else than what the step points at. */
export function repairCard(state: State, act: Actions, key: string): VNode | null {
  const repair = repairOf(state, key);
  if (!repair) return null;
  const { words } = state;
  const { kind, people, was, options, missing } = repair;
  const title = kind === "changed" ? words.looksDifferent : options.length ? words.goneOneOfThese : words.goneNothingAlike;
  return h("div", { key: "repair", class: "notice warn repair", role: "group", "aria-label": title },
    h("strong", null, title),
    h("p", null, words.metBy(people), " · ", words.pointedAt(was)),
    ...options.map((option) => optionRow(state, act, key, option)),
    h("div", { class: "row" },
      button(words.repick, () => act.pick({ step: key }), "small", "target"),
      missing !== "" && kind === "missing" && button(words.dismiss, () => act.dismissRepair(key, missing), "plain small")));
}

function optionRow({ words }: State, act: Actions, key: string, option: RepairOption): VNode {
  return h("div", { class: "repair-option", key: option.id },
    h("p", null, words.nowIs, " ", h("strong", null, option.now)),
    h("ul", { class: "grounds", "aria-label": words.whatChanged },
      ...option.changes.map(({ label, was, now }) =>
        h("li", null, h("span", null, `${label}: `, was ? h("del", null, was) : "–", " → ", now ? h("ins", null, now) : "–")))),
    h("div", { class: "row" },
      button(words.acceptIt, () => act.acceptRepair(key, option), "primary small", "check"),
      button(words.notThisOne, () => act.dismissRepair(key, option.id), "plain small")));
}
