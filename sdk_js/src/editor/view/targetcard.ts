/** What the step points at: in plain words, what that rests on, how many such elements there are now. */
import type { Step } from "../draft";
import type { Descriptor } from "../../target";
import { grounds, nameOfTarget, sureness } from "../pick/names";
import type { Actions, State, Whereabouts } from "../state";
import { icon } from "./icons";
import { button, check } from "./parts";
import { h, type Child, type VNode } from "./vdom";

const SHOWN = 4;

export function targetCard(state: State, act: Actions, step: Step): VNode {
  const { words } = state;
  const pickAgain = (): void => act.pick({ step: step.key });
  if (!step.target) return h("div", { class: "card" }, h("div", { class: "row" }, h("span", { class: "hint warn" }, icon("warning"), words.noTarget), h("span", { class: "gap" }), button(words.pickElement, pickAgain, "small", "target")));
  const target = step.target;
  const found = grounds(target, words);
  const sure = sureness(found);
  const survives = words.sure[sure === "fair" && target.text === "ignore" ? "wordless" : sure];
  const where = state.whereabouts[step.key] ?? { is: "missing" };
  const name = ("name" in where && where.name) || nameOfTarget(target, words);
  return h("div", { class: "card" },
    h("div", { class: "card-head" },
      icon("target"), h("strong", { title: name }, name),
      h("div", { class: "row" },
        where.is !== "elsewhere" && where.is !== "missing" && button(words.show, () => act.show(step.key), "plain small"),
        button(words.repick, pickAgain, "small"))),
    presence(state, step, where),
    where.is === "several" && alike(state, act, step, target, where.count),
    h("div", { class: `sure ${sure}`, role: "img", "aria-label": survives }, h("span", { class: "bars" }, h("i"), h("i"), h("i")), survives),
    h("span", { class: "hint" }, words.restsOn),
    h("ul", { class: "grounds", "aria-label": words.restsOn },
      ...found.slice(0, SHOWN).map(({ worth, text }) => h("li", null, h("i", { class: `dot ${TONE[worth]}` }), h("span", null, text)))),
    saysWords(target) && check(words.wordingChanges, target.text === "ignore", (ignore) => act.step(step.key, { target: { ...target, text: ignore ? "ignore" : "match" } })));
}

const TONE = { firm: "good", fair: "calm", weak: "" } as const;

function presence({ words }: State, step: Step, where: Whereabouts): Child {
  if (where.is === "found") return h("div", { class: "hint good" }, icon("check"), step.target?.mode === "any" ? words.anyLikeIt : words.matchesNow(1));
  if (where.is === "missing") return h("div", { class: "hint warn" }, icon("warning"), words.noMatchNow);
  if (where.is !== "elsewhere") return null;
  const plain = step.page && !/[*|]/.test(step.page);
  return h("div", { class: "hint" }, words.elsewhere, plain && h("a", { class: "link", href: step.page }, words.goThere));
}

/** Repeated rows: the author says which is meant. */
function alike({ words }: State, act: Actions, step: Step, target: Descriptor, count: number): VNode {
  const choice = (value: "this" | "any", label: string): VNode =>
    h("label", null, h("input", { type: "radio", name: "alike", checked: target.mode === value, on: { input: () => act.mean(step.key, value) } }), label);
  return h("div", { class: target.mode ? "notice plain" : "notice warn" }, h("p", null, words.ambiguous(count)), h("div", { class: "choices", role: "radiogroup" }, choice("this", words.thisOne), choice("any", words.anyLikeIt)));
}

function saysWords({ evidence }: Descriptor): boolean {
  return Boolean(evidence?.accessibleName || evidence?.text);
}
