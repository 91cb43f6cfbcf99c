/** The button of a step that has none, and that nothing in the page could take further. */
import type { Setting } from "./box";
import type { Button, Step } from "./contract";

export function buttonsOf({ buttons, advance }: Step, { speech, index, count }: Setting): readonly Button[] {
  return buttons?.length || advance?.length ? (buttons ?? []) : [onward(speech, index < count - 1)];
}

/** `goes`: another step follows. */
export function onward(speech: string, goes: boolean): Button {
  const [next, done] = speech.startsWith("ja") ? ["次へ", "完了"] : ["Next", "Done"];
  return { label: goes ? next! : done!, does: [{ do: "next" }] };
}
