/** `dist/checklist.js`: things to do, each ticked off by a guide, an event, a page, an element, or by being chosen. */
import type { Kit } from "../runtime/kit";
import type { Play } from "../runtime/kinds";
import type { DeliveredGuide, Step } from "../steps/contract";
import { h, type Child, type Stop } from "../steps/element";
import type { Surroundings } from "../steps/passage";
import { poll } from "../steps/poll";
import { celebration } from "./celebration";
import { icon } from "./icons";
import { openPanel, wasOpen } from "./panel";
import css from "./panel.css";
import checklistCss from "./checklist.css";
import { progressOf, type Checklist, type Progress, type Task } from "./progress";
import { eventsIn, settle, type Come } from "./settle";
import { filled, wordsIn } from "./words";

export function install(kit: Kit): void {
  kit.addStyle(css + checklistCss);
  kit.KINDS.checklist = checklistWith(kit);
}

/** How much is still to do, for launchers that show the checklist. */
function left(guide: DeliveredGuide, around: Surroundings): number {
  if (!guide.checklist) return 0;
  const { tasks, done } = progressOf(guide.checklist, ({ key, done }) => !!done || !!around.runOf(guide)?.trail.includes(key), () => true);
  return tasks.length - done;
}

const LEAVES_OPEN = 12_000;
/** Pixels below which panels are sheets (`panel.css`). */
const NARROW = 520;
const NOTHING = { stop() {} };

const checklistWith = (kit: Kit): Play => (playable, { trail = [], step: before, met }, around) => {
  const guide = playable as DeliveredGuide;
  const { checklist, steps, values } = guide;
  const intro = steps[0];
  if (!checklist || !intro) return NOTHING;
  // Only now is every part there.
  kit.STANDING.COUNTS.checklist = left;
  const words = wordsIn(around.speech);
  let done = new Set([...(guide.state?.done ?? []), ...trail]);
  const counts: Record<string, number> = {};
  let stops: Stop[] = [];
  let over = false;

  const come: Come = {
    guide: (key, state) => (around.runOf({ key } as DeliveredGuide)?.status ?? "") === state,
    count: (event) => counts[event] ?? 0,
  };
  const isDone = ({ key, done: known }: Task): boolean => !!known || done.has(key);
  const isShown = ({ shown_when }: Task): boolean => shown_when === undefined || around.holds(shown_when);
  const progress = (): Progress => progressOf(checklist, isDone, isShown);

  const panel = openPanel({
    kit,
    around,
    guide,
    launcher: checklist.launcher,
    title: titleOf(intro) || guide.name,
    opened() {
      if (!met) around.tell("step_seen", intro);
      met = true;
      draw();
    },
  });

  const draw = (): void => {
    const now = progress();
    panel.count(now.tasks.length - now.done);
    const [first, ...rest] = intro.content ?? [];
    const heading = first?.type === "heading" ? [first, rest] as const : [undefined, intro.content ?? []] as const;
    const bar = h("div", { class: "meter", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": String(now.tasks.length), "aria-valuenow": String(now.done), "aria-label": filled(words.progress, now.done, now.tasks.length) }, h("i"));
    bar.style.setProperty("--share", String(now.tasks.length ? now.done / now.tasks.length : 0));
    const list = h("ul", { class: "tasks" }, ...now.tasks.map(({ task, state }) => row(task, state)));
    const hide = intro.dismissible !== false && h("button", { class: "quiet", dir: "auto" }, words.hide);
    if (hide) hide.onclick = () => end("dismissed");
    panel.fill(
      [h("h2", {}, ...(heading[0] ? kit.DRAWERS.words(heading[0].text, values ?? {}) : [guide.name])), h("p", { class: "count", dir: "auto" }, filled(words.progress, now.done, now.tasks.length)), bar],
      [h("div", { class: "intro" }, ...heading[1].map((block) => drawBlock(kit, block, values ?? {}))), list, hide],
    );
  };

  const row = (task: Task, state: string): HTMLElement => {
    const mark = h("span", { class: "tick" }, state === "done" ? icon("check") : state === "locked" ? icon("lock") : null);
    const said = h("span", { class: "said" }, h("b", {}, task.label), task.text && h("span", {}, task.text));
    const status = state === "open" ? null : h("span", { class: "aside" }, state === "done" ? words.done : words.locked);
    const can = state !== "locked" && (task.does?.length || task.done_when == null);
    const inner = can ? h("button", { class: "task" }, mark, said, status, state === "open" && icon("forward")) : h("div", { class: "task" }, mark, said, status);
    if (can) inner.onclick = () => choose(task);
    if (state === "locked") inner.ariaDisabled = "true";
    return h("li", { class: state }, inner);
  };

  const choose = (task: Task): void => {
    const actions = task.does ?? [];
    if (actions.some((action) => /^(start|open|show|help)$/.test(action.do!)) && innerWidth < 1100) panel.close();
    if (task.done_when == null) tick(task);
    if (!over) act(actions, "click");
  };

  const quiet: Surroundings = { ...around, tell: (type, ...given) => type !== "step_acted" && around.tell(type, ...given) };
  const { act } = kit.STANDING.standingPassage(kit, quiet, intro, { end: (outcome) => outcome === "dismissed" && end(outcome) });

  const tick = (task: Task): void => {
    if (done.has(task.key)) return;
    done.add(task.key);
    around.reached(intro.key, [...done]);
    around.tell("checklist_task_completed", { ...intro, key: task.key }, { task: task.label });
    panel.say(filled(words.ticked, task.label));
    if (progress().all) finish();
    else if (panel.isOpen()) draw();
    else panel.count(progress().tasks.length - progress().done);
  };

  /** Ticks off what has come true. Answers whether only pages and elements could still prove something. */
  const look = (): boolean => {
    for (const task of checklist.items) {
      if (done.has(task.key) || over) continue;
      if (task.done || (task.done_when != null && around.holds(settle(task.done_when, come)))) tick(task);
    }
    return over;
  };

  const finish = (): void => {
    over = true;
    leave();
    around.ended("completed", intro);
    panel.leaveLauncher();
    if (!checklist.celebrate) return panel.remove();
    panel.open();
    panel.fill([], [celebration(words.allDone, words.allDoneText)]);
    panel.say(words.allDone);
    const away = setTimeout(panel.remove, LEAVES_OPEN);
    panel.element.querySelector<HTMLElement>(".shut")!.onclick = () => {
      clearTimeout(away);
      panel.remove();
    };
  };

  const end = (outcome: "dismissed"): void => {
    over = true;
    leave();
    panel.remove();
    around.ended(outcome, intro);
  };

  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };

  around.reached(intro.key, [...done]);
  for (const name of new Set(checklist.items.flatMap(({ done_when }) => eventsIn(done_when)))) {
    stops.push(around.onEvent(name, () => ((counts[name] = (counts[name] ?? 0) + 1), look())));
  }
  for (const state of ["started", "completed", "dismissed"]) stops.push(around.onEvent("guide_" + state, () => setTimeout(look)));
  // Later than now: what plays must be known to whoever started it before it may end.
  const begin = setTimeout(() => {
    if (checklist.items.every((task) => task.done || done.has(task.key)) && checklist.items.length && done.size) return finish();
    stops.push(poll(look));
    if (over) return;
    // Where it would cover the page it waits to be opened.
    if (wasOpen(guide.key) || (checklist.opens_by_itself && !before && innerWidth >= NARROW)) panel.open();
    panel.count(progress().tasks.length - progress().done);
  });
  stops.push(() => clearTimeout(begin));

  return {
    open: () => panel.open(true),
    routed() {
      // Another tab or the server may know more by now.
      done = new Set([...done, ...(around.runOf(guide)?.trail ?? [])]);
      look();
      if (panel.isOpen() && !over) draw();
    },
    stop() {
      leave();
      panel.remove();
    },
  };
};

export function titleOf({ content }: Step): string {
  const heading = content?.find((block) => block.type === "heading");
  const text = heading && "text" in heading ? heading.text : "";
  return typeof text === "string" ? text : text.map((span) => span.text ?? "").join("");
}

export function drawBlock({ DRAWERS }: Pick<Kit, "DRAWERS">, block: NonNullable<Step["content"]>[number], values: Record<string, string>): Child {
  const draw = DRAWERS[block.type!] as ((block: unknown, values: unknown) => Child) | undefined;
  return draw?.(block, values);
}

export type { Checklist };
