/** The button of a step that has none, and that nothing in the page could take further. */
import type { Setting } from "./box";
import type { Button, Step } from "./contract";

export function buttonsOf({ buttons, advance }: Step, { speech, index, count }: Setting): readonly Button[] {
  if (buttons?.length || advance?.length) return buttons ?? [];
  const [next, done] = speech.startsWith("ja") ? ["次へ", "完了"] : ["Next", "Done"];
  return [{ label: index < count - 1 ? next! : done!, does: [{ do: "next" }] }];
}
