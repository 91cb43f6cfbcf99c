/** The bar that stands for the panel while the author does the task in the app. */
import { stepOf, titleOf } from "../draft";
import { isLogInPage } from "../record/deeds";
import { guideOf, type Actions, type State } from "../state";
import { button } from "./parts";
import { h, type VNode } from "./vdom";

export function recordBar(state: State, act: Actions, top: boolean): VNode {
  const { words, view } = state;
  const keys = view.recorded ?? [];
  const last = stepOf(guideOf(state), keys.at(-1) ?? null);
  const says = isLogInPage() ? words.logInPage : last ? titleOf(last) : words.recordHint;
  return h("section", { key: "recordbar", class: top ? "bar top" : "bar", "aria-label": words.recording },
    h("i", { class: "dot live", "aria-hidden": "true" }),
    h("div", { class: "says" }, h("strong", null, `${words.recording} · ${words.stepCount(keys.length)}`), h("span", { title: says }, says)),
    h("div", { class: "tools" },
      button(words.takeBack, act.takeBack, "small", "undo", { disabled: !keys.length }),
      button(words.stopRecording, act.stopRecording, "primary small", "stop")));
}
