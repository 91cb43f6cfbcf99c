/** The contract's types under the names the player uses. */
import type { DeliveredGuide, Guide, OnClick, Place as AnyPlace, Step as AnyStep } from "../contract.gen";

export type { DeliveredGuide, Guide };
export type Step = AnyStep;
export type StepKind = NonNullable<Step["kind"]>;
export type Place = AnyPlace;
export type Block = NonNullable<Step["content"]>[number];
export type Button = NonNullable<Step["buttons"]>[number];
export type Action = Button["does"][number];
export type Advance = NonNullable<Step["advance"]>[number];
export type Target = NonNullable<OnClick["target"]>;
export type Inline = Extract<Block, { type?: "text" }>["text"];
export type Condition = NonNullable<Guide["audience"]>;
