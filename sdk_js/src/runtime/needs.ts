/** Which guides the snippet can play by itself: tooltips of plain words, buttons and clicks. */
import type { DeliveredGuide } from "../contract.gen";
import { isStanding } from "./standing";
import type { Step } from "../steps/contract";

/** What the snippet knows of kinds, blocks, actions, ways to advance and settings. */
const PLAIN = /^(tooltip|allow|heading|text|next|back|dismiss|complete|click|numbers|at_once|boolean|string)$/;

/** The files of the parts that the guide needs besides the snippet. */
export function needs({ kind, trigger, steps, progress, resume }: DeliveredGuide): string[] {
  const traits = [progress, resume, typeof trigger.when, ...steps.flatMap(traitsOf)];
  const parts = traits.every((trait) => PLAIN.test(trait!)) ? [] : ["more.js"];
  if (isStanding(kind)) parts.push("standing.js");
  if (/^[crs][heu]/.test(kind)) parts.push(kind + ".js");
  if (traits.includes("question")) parts.push("survey.js");
  return parts;
}

function traitsOf({ kind, target_clicks, backdrop, branch, content, buttons, advance }: Step): (string | undefined)[] {
  return [
    kind,
    target_clicks,
    backdrop || branch![0] || !(buttons![0] || advance![0]) ? "" : "text",
    ...content!.flatMap((block) => [block.type, typeof ("text" in block && block.text)]),
    ...buttons!.flatMap(({ does }) => does.map((action) => action.do)),
    ...advance!.map(({ on }) => on),
  ];
}
