/** The contract's types under the names the player uses. */
import type { DeliveredGuide, Guide, OnPointer, Place as AnyPlace, Step as AnyStep } from "../contract.gen";

export type { DeliveredGuide, Guide };
export type Step = AnyStep;
export type StepKind = NonNullable<Step["kind"]>;
/** Kinds the player itself draws; the others are parts of their own. */
export type TourKind = "tooltip" | "modal";
export type Place = AnyPlace;
export type Block = NonNullable<Step["content"]>[number];
export type Button = NonNullable<Step["buttons"]>[number];
export type Action = Button["does"][number];
export type Advance = NonNullable<Step["advance"]>[number];
export type Target = NonNullable<OnPointer["target"]>;
export type Inline = Extract<Block, { type?: "text" }>["text"];
export type Condition = NonNullable<Guide["audience"]>;
