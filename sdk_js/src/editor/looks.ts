/** As what the author looks at the steps: in which theme, on which kind of page, in which language, how wide, as whom. */
import { stepOf, stepsOf, type Guide, type Step } from "./draft";
import type { Found, Theme } from "./server";
import { guideOf, type State } from "./state";

export type Device = "desktop" | "tablet" | "phone";
/** `page`: as the page under the step is. */
export type Scheme = "page" | "light" | "dark";

export interface Looks {
  device: Device;
  scheme: Scheme;
  /** Null: the guide's own. */
  theme: string | null;
  /** Null: as the guide is written. */
  language: string | null;
  /** Null: nobody in particular. */
  person: Found | null;
}

export const PLAIN: Looks = { device: "desktop", scheme: "page", theme: null, language: null, person: null };

export const isPlain = (looks: Looks): boolean => JSON.stringify(looks) === JSON.stringify(PLAIN);

/** Whether the server has to make the guide ready first: for a language, or for a person. */
export const needsSeen = ({ language, person }: Looks): boolean => language !== null || person !== null;

/** The theme the guide will have: the chosen one, else its own, else the workspace's default. */
export function themeOf({ themes, view }: State, guide: Guide): Theme | undefined {
  return themes.find(({ key }) => key === (view.looks.theme ?? guide.theme)) ?? themes[0];
}

/** CSS custom properties for the guide as it is looked at; a theme that is not kept yet comes first. */
export function styleOf(state: State): Record<string, string> {
  const looks = state.taken?.made.looks ?? themeOf(state, guideOf(state))?.looks;
  return looks?.[state.view.looks.scheme] ?? {};
}

/** How one step is to be drawn. */
export interface Look {
  device: Device;
  style: Record<string, string>;
  scheme: Scheme;
  /** As somebody sees it; null: as it is written. */
  as: { step: Step; language: string; values: Record<string, string> } | null;
  /** How much of the window the panel leaves, from left to right. */
  room: [from: number, to: number];
}

export function lookOf(state: State, key: string | null, room: Look["room"]): Look {
  const { looks } = state.view;
  const guide = needsSeen(looks) ? state.seen?.guide : undefined;
  const step = guide && (stepOf(guide as unknown as Guide, key) as Step | undefined);
  return { device: looks.device, scheme: looks.scheme, style: styleOf(state), room, as: step ? { step, language: guide.language ?? "", values: guide.values ?? {} } : null };
}

/** What is played: the draft as it is looked at. */
export function played(state: State): Guide {
  const guide = (needsSeen(state.view.looks) && state.seen?.guide) || guideOf(state);
  return { ...guide, style: styleOf(state) } as unknown as Guide;
}

/** Where somebody goes from a step. `perhaps`: the page, or an answer, decides. */
export interface Turn {
  to: Step | null;
  perhaps: boolean;
}

/** The ways out of a step for the person looked as; empty for nobody in particular, and without branches. */
export function turnsOf(state: State, step: Step): Turn[] {
  if (!state.view.looks.person || !state.seen || !step.branch?.length) return [];
  return turns(guideOf(state), step, (stepOf(state.seen.guide as unknown as Guide, step.key) as Step | undefined)?.branch ?? []);
}

/** A delivered branch that holds for certain asks for nothing any more. */
function turns(guide: Guide, step: Step, left: NonNullable<Step["branch"]>): Turn[] {
  const found: Turn[] = [];
  for (const branch of left) {
    const condition = branch.if as { all?: unknown[] };
    const certain = condition.all?.length === 0;
    found.push({ to: stepOf(guide, branch.go_to) ?? null, perhaps: !certain });
    if (certain) return found;
  }
  const steps = stepsOf(guide);
  return [...found, { to: steps[steps.findIndex(({ key }) => key === step.key) + 1] ?? null, perhaps: found.length > 0 }];
}

/** Whether the step's words are still to be translated into the language looked at. */
export function isUntranslated(state: State, step: Step): boolean {
  const { language } = state.view.looks;
  if (language === null || language === guideOf(state).language || !step.content?.length) return false;
  return !guideOf(state).translations?.[language]?.steps?.[step.key]?.content;
}
