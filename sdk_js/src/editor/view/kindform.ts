/** What only banners, hints and launchers have: how they look, and when a hint opens. */
import type { Step } from "../draft";
import type { Actions, State } from "../state";
import { check, field, select, textInput } from "./parts";
import { targetCard } from "./targetcard";
import { h, type VNode } from "./vdom";

export function kindSections(state: State, act: Actions, step: Step): VNode[] {
  const draw = step.kind === "banner" ? banner : step.kind === "hint" ? hint : step.kind === "launcher" ? launcher : null;
  return draw ? [h("div", { class: "section", key: "kind" }, ...draw(state, act, step)), target(state, act, step)] : [];
}

function target(state: State, act: Actions, step: Step): VNode {
  return h("div", { class: "section", key: "target" }, h("span", { class: "label" }, state.words.target), targetCard(state, act, step));
}

function choices(of: Record<string, string>): [string, string][] {
  return Object.entries(of);
}

function banner({ words }: State, act: Actions, step: Step): VNode[] {
  const now = step.banner ?? {};
  const set = (change: Partial<NonNullable<Step["banner"]>>): void => act.step(step.key, { banner: { ...now, ...change } });
  return [
    field("banner-where", words.bannerWhere, select("banner-where", now.where ?? "page_top", choices(words.bannerPlaces), (where) => set({ where: where as "page_top" }))),
    field("banner-tone", words.bannerTone, select("banner-tone", now.tone ?? "brand", choices(words.bannerTones), (tone) => set({ tone: tone as "brand" }))),
    check(words.bannerSticky, now.sticky ?? false, (sticky) => set({ sticky })),
  ];
}

function hint({ words }: State, act: Actions, step: Step): VNode[] {
  const now = step.hint ?? {};
  const set = (change: Partial<NonNullable<Step["hint"]>>): void => act.step(step.key, { hint: { ...now, ...change } });
  const rule = now.check ?? {};
  return [
    field("hint-look", words.hintLook, select("hint-look", now.look ?? "beacon", choices(words.hintLooks), (look) => set({ look: look as "beacon" }))),
    field("hint-opens", words.hintOpens, select("hint-opens", now.opens ?? "hover", choices(words.hintOpenings),
      (opens) => set({ opens: opens as "hover", ...(opens === "invalid" && { look: "none" as const }) }))),
    ...(now.opens === "invalid"
      ? [
          field("hint-matches", words.hintMatches, textInput("hint-matches", rule.matches ?? "", (matches) => set({ check: { ...rule, matches } }), { class: "input mono", placeholder: "^[0-9]{4}$" })),
          field("hint-message", words.hintMessage, textInput("hint-message", rule.message ?? "", (message) => set({ check: { ...rule, message } }))),
        ]
      : []),
    check(words.hintKeep, now.keep ?? true, (keep) => set({ keep })),
  ];
}

function launcher({ words }: State, act: Actions, step: Step): VNode[] {
  const now = step.launcher ?? {};
  const set = (change: Partial<NonNullable<Step["launcher"]>>): void => act.step(step.key, { launcher: { ...now, ...change } });
  const [first] = step.does ?? [];
  const guide = first && "guide" in first ? first.guide : "";
  return [
    field("launcher-label", words.launcherLabel, textInput("launcher-label", now.label ?? "", (label) => set({ label }))),
    field("launcher-icon", words.launcherIcon, select("launcher-icon", now.icon ?? "question", choices(words.launcherIcons), (icon) => set({ icon: icon as "question" }))),
    field("launcher-corner", words.launcherCorner, select("launcher-corner", now.corner ?? "bottom_end", choices(words.launcherCorners), (corner) => set({ corner: corner as "bottom_end" }))),
    field("launcher-guide", words.launcherGuide, textInput("launcher-guide", guide, (key) => act.step(step.key, { does: key ? [{ do: "start", guide: key }] : [{ do: "help" }] }), { class: "input mono" })),
  ];
}
