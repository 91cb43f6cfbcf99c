/** Which theme the guide has, and a new one from the app's own style, seen before it is kept. */
import { guideOf, type Actions, type State } from "../state";
import type { Taken } from "../taking";
import { icon } from "./icons";
import { button, field, select, textInput } from "./parts";
import { h, type VNode } from "./vdom";

export function themeForm(state: State, act: Actions): VNode {
  const { words, themes, taken } = state;
  const own = guideOf(state).theme ?? "";
  const usual: [string, string] = ["", themes[0] ? words.usualTheme(themes[0].name) : words.noTheme];
  return h("div", { class: "section", key: "theme" },
    themes.length > 0 && field("guide-theme", words.theme, select("guide-theme", own, [usual, ...themes.map(({ key, name }): [string, string] => [key, name])], (theme) => act.guide({ theme: theme || null }))),
    taken ? draft(state, act, taken) : button(words.takeStyle, act.takeStyle, "", undefined, { id: "take-style" }));
}

function draft(state: State, act: Actions, taken: Taken): VNode {
  const { words } = state;
  const { looks, contrasts, taken: found, moved } = taken.made;
  return h("div", { class: "card", key: "draft", role: "group", "aria-label": words.takenStyle },
    h("strong", null, words.takenStyle),
    sample(state, looks.light),
    !found.length && h("p", { class: "hint warn" }, icon("warning"), words.nothingTaken),
    h("ul", { class: "contrasts", "aria-label": words.contrast }, ...contrasts.map(({ ink, ratio, enough }) =>
      h("li", { key: ink, class: enough ? "hint good" : "hint warn" }, icon(enough ? "check" : "warning"),
        h("span", null, `${words.inks[ink]} · ${ratio.toFixed(1)} : 1${moved.includes(`light.${ink}`) ? ` · ${words.movedColour}` : ""}`)))),
    field("theme-name", words.themeName, textInput("theme-name", taken.name, act.nameTaken, { maxlength: "80", "aria-invalid": taken.name.trim() ? undefined : "true" })),
    taken.problem && h("p", { class: "hint warn", role: "alert" }, icon("warning"), taken.problem),
    !state.mayKeepThemes && h("p", { class: "hint" }, words.themesAreAdmins),
    h("div", { class: "row" }, h("span", { class: "gap" }), button(words.cancel, act.leaveTaken, "small"),
      state.mayKeepThemes && button(words.keepTheme, act.keepTaken, "primary small", undefined, { disabled: taken.keeping || !taken.name.trim() })));
}

/** A step in small, in the theme's colours. */
function sample({ words }: State, look: Record<string, string>): VNode {
  const value = (name: string): string => look[`--shirube-${name}`] ?? "";
  return h("div", { class: "sample", "aria-hidden": "true", css: { background: value("background"), "font-family": value("font") || "inherit", "border-radius": value("radius") } },
    h("strong", { css: { color: value("text") } }, words.heading),
    h("span", { css: { color: value("muted") } }, words.text),
    h("span", { class: "sample-button", css: { background: value("accent"), color: value("on-accent") } }, words.labels.next));
}
