/** How the steps of a kind of guide may be shown, by the rules of `guides/lint_kinds.py`. */
import type { Guide, StepKind } from "./draft";

type GuideKind = NonNullable<Guide["kind"]>;

const SHOWN: Partial<Record<GuideKind, StepKind[]>> = {
  announcement: ["modal", "slide_out", "feed"],
  banner: ["banner"],
  survey: ["slide_out", "modal", "tooltip"],
  hint: ["hint"],
  launcher: ["launcher"],
  checklist: ["slide_out"],
  resource_center: ["slide_out"],
};

export function shownAs({ kind = "walkthrough" }: Guide): StepKind[] {
  return SHOWN[kind] ?? ["tooltip", "modal", "slide_out", "hidden"];
}

/** Whether steps are added to it in the app: not where what it has are entries of a list. */
export function addable({ checklist, resource_center }: Guide): boolean {
  return !checklist && !resource_center;
}

/** What picking an element makes: nothing where the guide has one step that lies where it lies. */
export function pickedKind(guide: Guide): StepKind | null {
  return shownAs(guide).find((kind) => kind === "tooltip" || kind === "hint") ?? null;
}

/** A step that keeps its kind when it gets another element. */
export function keepsKind(kind: StepKind | undefined): boolean {
  return kind === "hint" || kind === "banner" || kind === "launcher";
}
