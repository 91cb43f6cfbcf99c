/** Fetches the less common parts of the player before a guide that needs them is shown. */
import type { DeliveredGuide } from "../contract.gen";
import { DRAWERS } from "../steps/blocks";
import type { Step } from "../steps/contract";
import { addStyle } from "../steps/stage";

let asked: Promise<unknown> | undefined;

/** `base`: the folder of the snippet's parts. */
export async function enrich(guides: Pick<DeliveredGuide, "steps">[], base: string): Promise<void> {
  if (guides.every(({ steps }) => steps.every(isPlain))) return;
  await (asked ??= import(base + "rich.js").then((rich: typeof import("../steps/rich")) => rich.enrich(DRAWERS, addStyle)));
}

function isPlain({ kind, backdrop, content, buttons }: Step): boolean {
  const plain = (content ?? []).every((block) => /heading|text/.test(block.type!) && "text" in block && typeof block.text === "string");
  return kind === "tooltip" && !backdrop && plain && !!buttons;
}
