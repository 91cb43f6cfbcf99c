/** The guide's settings in brief; the studio has all of them. */
import type { Guide } from "../draft";
import { pagePattern } from "../pages";
import { guideOf, type Actions, type State } from "../state";
import { check, field, select, textInput } from "./parts";
import { themeForm } from "./themeform";
import { h, type VNode } from "./vdom";

type Shown = NonNullable<NonNullable<Guide["frequency"]>["show"]>;

export function guideForm(state: State, act: Actions): VNode[] {
  const { words } = state;
  const guide = guideOf(state);
  const trigger = guide.trigger ?? {};
  const about = (part: string): string => state.problems.find(({ where }) => where === part)?.message ?? "";
  const page = (pattern: string): void => act.guide({ trigger: { ...trigger, page: pattern } }, "trigger.page");
  return [
    h("div", { class: "section", key: "guide" },
      field("guide-name", words.guideName, textInput("guide-name", guide.name, (name) => act.guide({ name }, "name"), { "aria-invalid": guide.name.trim() ? undefined : "true" })),
      field("guide-how", words.startsHow, select("guide-how", trigger.manual ? "manual" : "itself",
        [["itself", words.startsByItself], ["manual", words.startsManually]], (how) => act.guide({ trigger: { ...trigger, manual: how === "manual" } }))),
      !trigger.manual && field("guide-page", words.startsOn,
        textInput("guide-page", trigger.page ?? "", page, { class: "input mono", placeholder: words.pageHint }),
        about("trigger.page") && h("div", { class: "hint" }, about("trigger.page")),
        h("div", { class: "hint" }, h("button", { type: "button", class: "link", on: { click: () => page(pagePattern(location)) } }, words.useThisPage))),
      field("guide-shown", words.shownHow, select("guide-shown", guide.frequency?.show ?? "once",
        Object.entries(words.shows), (show) => act.guide({ frequency: { ...guide.frequency, show: show as Shown } }))),
      guide.kind === "announcement" && check(words.inNews, guide.in_news ?? false, (in_news) => act.guide({ in_news }))),
    themeForm(state, act),
  ];
}
