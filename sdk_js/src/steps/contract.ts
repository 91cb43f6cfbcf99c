/** The contract's types under the names the player uses. */
import type { DeliveredGuide, Guide, OnPointer, Place as AnyPlace, Step as AnyStep } from "../contract.gen";

export type { DeliveredGuide, Guide };
export type GuideKind = DeliveredGuide["kind"];
export type Step = AnyStep;
export type StepKind = NonNullable<Step["kind"]>;
/** Kinds of steps that lie on the page as a box; the others are drawn by the kinds of guides that have them. */
export type BoxKind = "tooltip" | "modal" | "slide_out" | "feed";
export type Place = AnyPlace;
export type Block = NonNullable<Step["content"]>[number];
export type Button = NonNullable<Step["buttons"]>[number];
export type Action = Button["does"][number];
export type ActionName = NonNullable<Action["do"]>;
export type Advance = NonNullable<Step["advance"]>[number];
export type WayToAdvance = NonNullable<Advance["on"]>;
export type Target = NonNullable<OnPointer["target"]>;
export type Inline = Extract<Block, { type?: "text" }>["text"];
export type Condition = NonNullable<Guide["audience"]>;
