/** What is told of a target that is gone, or that was found though it changed: for the author, who may accept the new one. */
import { describe, sketch } from "./describe";
import type { Descriptor, Evidence } from "./descriptor";
import { discreet } from "./discreet";
import { locateFast } from "./first";
import { choose } from "./locate";
import { rank, settingOf, type Scored } from "./score";
import { WEIGHTS } from "./weights";
import { fold } from "./words";

export interface Candidate {
  target: Descriptor;
  /** 0 to 1: how likely it is the element. */
  chance: number;
  /** Kinds of evidence that spoke for it, the weightiest first. */
  reasons: string[];
}

/** `reasons` are what changed: "id", "name", "accessibleName" … or "confidence". */
export type Change = Candidate;

const MOST = 3;
/** Below it a candidate looks like the target as much as anything else does. */
const LEAST_CHANCE = 0.005;
const MUCH_LESS_SURE = 0.3;

/** The elements that look most like a target that is not there, best first. `names`: whether names of controls may be told. */
export function candidatesOf(target: Descriptor, names: boolean): Candidate[] {
  if (target.selector || !target.evidence) return [];
  return rank(target, document)
    .filter(({ chance }) => chance >= LEAST_CHANCE)
    .slice(0, MOST)
    .map((scored) => ({ target: discreet(sketch(scored.element), target, names), chance: rounded(scored.chance), reasons: pros(scored) }));
}

function pros({ features }: Scored): string[] {
  const weighed = Object.entries(features).map(([name, value]) => [name, value * (WEIGHTS[name] ?? 0)] as const);
  return weighed.filter(([, weight]) => weight > 0.1).sort((a, b) => b[1] - a[1]).slice(0, 6).map(([name]) => name);
}

/** How the element that a target means now differs from the one described; undefined when it does not, or is not found. */
export function changeOf(target: Descriptor, names: boolean): Change | undefined {
  if (target.selector || !target.evidence || locateFast(target, document) !== undefined) return undefined;
  // In another language everything is worded differently, and nothing has changed.
  if (settingOf(target, document).sameLanguage < 0.5) return undefined;
  const ranked = rank(target, document);
  const found = choose(target, ranked);
  if (!found) return undefined;
  const now = describe(found);
  const chance = rounded(ranked[0]!.chance);
  const reasons = differences(target, now, chance);
  return reasons.length ? { target: discreet(now, target, names), chance, reasons } : undefined;
}

function differences(was: Descriptor, now: Descriptor, chance: number): string[] {
  const before = was.evidence!;
  const after = now.evidence ?? ({ tag: "" } as Evidence);
  const lost = (hook: "id" | "name"): boolean => !!before[hook] && before[hook] !== after[hook];
  const renamed = was.mode !== "any" && was.text !== "ignore" && !!before.accessibleName && fold(before.accessibleName) !== fold(after.accessibleName ?? "");
  const seen = [
    !!was.guideId && was.guideId !== now.guideId && "guideId",
    Object.entries(before.testHooks ?? {}).some(([name, value]) => after.testHooks?.[name] !== value) && "testHooks",
    lost("id") && "id",
    lost("name") && "name",
    renamed && "accessibleName",
  ].filter((reason) => reason !== false);
  // A hook that is gone makes it less sure anyway: that is told only where nothing else is.
  return seen.length || chance >= (was.confidence ?? 0) - MUCH_LESS_SURE ? seen : ["confidence"];
}

const rounded = (chance: number): number => Math.round(chance * 100) / 100;

type About = { run: string; step: string };
type Say = (type: string, props: Record<string, unknown>, about: About) => void;
/** What the server said of this session. */
type Answer = { settings: { report_words?: boolean } };

/**
 * Hears what the player tells of a step and answers what belongs to it besides. A step that was shown beside an element that
 * has changed is told a moment later, once a run and step.
 */
export function told(type: string, target: Descriptor | null | undefined, about: About, say: Say, answer?: Answer): object | undefined {
  if (!target) return undefined;
  const names = answer?.settings.report_words !== false;
  try {
    if (type === "step_failed") return { candidates: candidatesOf(target, names) };
    if (type === "step_seen") whenIdle(() => tellChange(target, about, say, names));
  } catch (error) {
    console.error(error);
  }
  return undefined;
}

function tellChange(target: Descriptor, about: About, say: Say, names: boolean): void {
  const change = changeOf(target, names);
  if (change && first(about.run + "/" + about.step)) say("step_target_changed", { ...change }, about);
}

function whenIdle(act: () => void): void {
  const quietly = (): void => {
    try {
      act();
    } catch (error) {
      console.error(error);
    }
  };
  if ("requestIdleCallback" in window) requestIdleCallback(quietly, { timeout: 2000 });
  else setTimeout(quietly, 200);
}

const KEY = "shirube-changed";
const REMEMBERED = 50;
let known: string[] | undefined;

/** Whether this is told for the first time in this tab, also after a page load. */
function first(told: string): boolean {
  try {
    known ??= (sessionStorage.getItem(KEY) ?? "").split(",");
    if (known.includes(told)) return false;
    known = [...known, told].slice(-REMEMBERED);
    sessionStorage.setItem(KEY, known.join(","));
  } catch {
    known ??= [];
    if (known.includes(told)) return false;
    known.push(told);
  }
  return true;
}
