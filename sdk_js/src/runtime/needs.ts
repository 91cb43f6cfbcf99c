/** Which guides the snippet can play by itself: tooltips of plain words, buttons and clicks. */
import type { DeliveredGuide } from "../contract.gen";
import { isStanding } from "./standing";
import type { Step } from "../steps/contract";

/** The files of the parts that the guide needs besides the snippet. */
export function needs({ kind, trigger, steps, progress, resume }: DeliveredGuide): string[] {
  const parts: string[] = isStanding(kind) ? ["standing.js"] : [];
  if (/^[crs][heu]/.test(kind)) parts.push(kind + ".js");
  const plain = typeof trigger.when === "boolean" && /^numbers/.test(progress ?? "numbers") && resume !== "ask" && steps.every(isPlain);
  return plain ? parts : ["more.js", ...parts];
}

function isPlain({ kind, backdrop, target_clicks, content, buttons, advance, branch }: Step): boolean {
  return (
    kind === "tooltip" &&
    !backdrop &&
    target_clicks !== "block" &&
    !branch?.length &&
    content!.every((block) => /heading|text/.test(block.type!) && "text" in block && typeof block.text === "string") &&
    buttons!.every(({ does }) => does.every((action) => /^(next|back|dismiss|complete)$/.test(action.do!))) &&
    advance!.every(({ on }) => on === "click")
  );
}
