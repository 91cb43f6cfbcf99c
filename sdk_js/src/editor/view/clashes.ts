/** Where two authors changed the same: both shown, one of them to be chosen. */
import type { Clash, Side } from "../merge";
import { nameOfTarget } from "../pick/names";
import { stepOf, stepsOf, titleOf, wordsOfBlock, type Block, type Button, type Guide, type Step } from "../draft";
import type { Newer } from "../server";
import { guideOf, type Actions, type State } from "../state";
import { button } from "./parts";
import { h, type VNode } from "./vdom";

export function clashList(state: State, act: Actions, newer: Newer, clashes: Clash[]): VNode[] {
  return clashes.map((clash) => {
    const title = about(state, newer, clash);
    return h("div", { class: "clash", key: clash.where, role: "group", "aria-label": title },
      h("strong", null, title),
      one(state, act, clash, "mine", newer), one(state, act, clash, "theirs", newer));
  });
}

function one(state: State, act: Actions, clash: Clash, side: Side, newer: Newer): VNode {
  const { words } = state;
  const guide = side === "mine" ? guideOf(state) : newer.guide;
  const label = side === "mine" ? words.keepMine : words.takeTheirs;
  return h("div", { class: "row", key: side },
    h("div", { class: "version" }, h("span", { class: "label" }, side === "mine" ? words.yours : words.theirs(newer.changed_by)), h("p", null, told(state, guide, clash, clash[side]))),
    h("span", { class: "gap" }),
    button(label, () => act.choose(clash.where, side), "small"));
}

/** Step 2 “Save”: what it says. */
function about(state: State, newer: Newer, { step: key, part, where }: Clash): string {
  const { words } = state;
  const part_ = part === null ? "" : ((words.parts as Record<string, string>)[part] ?? part.replaceAll("_", " "));
  if (key === null) return where === "steps" ? words.parts.order : part_;
  const mine = guideOf(state);
  const step = stepOf(mine, key) ?? stepOf(newer.guide, key);
  const place = stepsOf(stepOf(mine, key) ? mine : newer.guide).findIndex((one) => one.key === key) + 1;
  const named = words.stepNamed(place, (step && titleOf(step)) || words.untitled);
  return part_ ? `${named}: ${part_}` : named;
}

const MOST = 140;

/** One author's version in a few plain words. */
function told(state: State, guide: Guide, { step, part, where }: Clash, value: unknown): string {
  const { words } = state;
  const said = (text: string): string => (text.length > MOST ? text.slice(0, MOST - 1) + "…" : text) || words.nothing;
  if (where === "steps") return said((value as string[]).map((key) => titleOf(stepOf(guide, key) ?? { key }) || words.untitled).join(" → "));
  if (value === undefined || value === null) return step !== null && part === null ? words.takenAway : words.nothing;
  if (step !== null && part === null) return said((value as Step).content?.map(wordsOfBlock).join(" · ") ?? "");
  if (part === "content") return said((value as Block[]).map(wordsOfBlock).filter(Boolean).join(" · "));
  if (part === "buttons") return said((value as Button[]).map(({ label }) => label).join(" · "));
  if (part === "target") return nameOfTarget(value as NonNullable<Step["target"]>, words);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value !== "object") return said(String(value));
  return said(plain(value));
}

/** A setting made of several: its values, one after the other. */
function plain(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.entries(value).filter(([, each]) => each !== null && each !== "").map(([name, each]) => (Array.isArray(value) ? plain(each) : `${name.replaceAll("_", " ")}: ${plain(each)}`)).join(", ");
}
