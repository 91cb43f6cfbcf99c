/** What the author can do to the draft and to the panel: each action makes a new state. */
import type { Autosave } from "./autosave";
import { general } from "./alike";
import * as draft from "./draft";
import type { Deed } from "./record/deeds";
import type { Guide, Step } from "./draft";
import { record, redo, undo, type History } from "./history";
import { keepsKind, pickedKind } from "./kinds";
import { pagePattern } from "./pages";
import type { Descriptor } from "../target";
import { guideOf, sideOf, type Actions, type Notice, type State } from "./state";
import { wordsFor } from "./words";

/** What actions need of the editor around them. */
export interface Around {
  state(): State;
  set(change: Partial<State>): void;
  autosave: Autosave;
  /** Moves the focus to the control with this id, once it is drawn. */
  focus(id: string): void;
}

export type DraftActions = Omit<Actions, "pick" | "pickRelative" | "cancelPick" | "freeze" | "record" | "stopRecording" | "takeBack" | "write" | "pictures" | "acceptRepair" | "dismissRepair" | "look" | "openLooks" | "findPeople" | "takeStyle" | "nameTaken" | "keepTaken" | "leaveTaken" | "show" | "preview" | "stopPreview" | "publish" | "done"> & {
  addTooltip(target: Descriptor, name: string): void;
  /** A step that asks for what the author has just done; answers its key. */
  addRecorded(deed: Deed, target: Descriptor, name: string): string;
  /** Takes a step away without asking. */
  drop(key: string): void;
  retarget(key: string, target: Descriptor): void;
  arranged(guide: Guide): Guide;
  notice(notice: Notice | null): void;
};

const NOTICE_MS = 8_000;
/** Undo takes back what was written without a pause as long as this. */
const PAUSE_MS = 900;

export function draftActions({ state, set, autosave, focus }: Around): DraftActions {
  /** Keys of removed steps are not given again: analytics would take the new step for the old one. */
  const usedKeys = new Set<string>();
  /** Targets as they were before they became "any one like it", by step. */
  const precise = new Map<string, Descriptor>();
  let wroteAt = 0;
  let bursts = 0;
  let noticeTimer: ReturnType<typeof setTimeout> | undefined;

  const adopt = (history: History<Guide>): void => {
    if (history.present === guideOf(state())) return;
    set({ history, publishing: state().publishing.is === "live" ? { is: "idle" } : state().publishing });
    autosave.changed(draft.toSave(history.present));
  };
  const change = (guide: Guide, about: string | null = null): void => adopt(record(state().history, guide, about));
  const view = (changed: Partial<State["view"]>): void => set({ view: { ...state().view, ...changed } });
  const notice = (next: Notice | null): void => {
    clearTimeout(noticeTimer);
    set({ notice: next });
    if (next) noticeTimer = setTimeout(() => set({ notice: null }), NOTICE_MS);
  };
  const freeKey = (words: string): string => {
    for (const { key } of draft.stepsOf(guideOf(state()))) usedKeys.add(key);
    const key = draft.freeKey(usedKeys, words);
    usedKeys.add(key);
    return key;
  };
  /** "Next", and "Done" on the last step, in the content's own language. */
  const labels = (): draft.Labels => wordsFor(guideOf(state()).language ?? "en").labels;
  /** A change of which steps there are, or of their order. */
  const arranged = (guide: Guide): Guide => draft.relabel(guide, labels());
  const arrange = (guide: Guide): void => change(arranged(guide));
  const add = (step: Step): void => {
    arrange(draft.insertStep(guideOf(state()), step, state().view.step));
    set({ tab: "steps", view: { ...state().view, step: step.key, collapsed: false } });
    focus("step-heading");
  };
  const step = (key: string, changed: Partial<Step>, about?: string): void =>
    change(draft.changeStep(guideOf(state()), key, changed), about ? `${key} ${about}` : null);

  return {
    addTooltip: (target, name) => add(draft.newStep(pickedKind(guideOf(state())) ?? "tooltip", freeKey(name), pagePattern(location), labels().next, target)),
    addModal: () => add(draft.newStep("modal", freeKey(""), pagePattern(location), labels().next, null)),
    addRecorded(deed, target, name) {
      const key = freeKey(name);
      const speech = wordsFor(guideOf(state()).language ?? "en");
      arrange(draft.insertStep(guideOf(state()), draft.recordedStep(key, pagePattern(location), speech.deeds[deed](name), deed, labels().next, target), state().view.step));
      view({ step: key });
      return key;
    },
    drop(key) {
      arrange(draft.removeStep(guideOf(state()), key));
      view({ step: state().view.recorded?.at(-2) ?? null });
    },
    retarget: (key, target) =>
      step(key, { target, page: pagePattern(location), ...(!keepsKind(draft.stepOf(guideOf(state()), key)?.kind) && { kind: "tooltip" as const }) }),
    kind: (key, kind) => step(key, { kind }),
    plainText: (key, type, text) => change(draft.setPlainText(guideOf(state()), key, type, text), `${key} ${type}`),
    content(key, blocks) {
      const now = Date.now();
      if (now - wroteAt > PAUSE_MS) bursts++;
      wroteAt = now;
      change(draft.changeStep(guideOf(state()), key, { content: blocks }), `${key} content ${bursts}`);
    },
    ask: (asking) => set({ asking }),
    removeBlock: (key, place) => step(key, { content: draft.stepOf(guideOf(state()), key)?.content?.toSpliced(place, 1) ?? [] }),
    step,
    buttons: (key, buttons, about) => step(key, { buttons }, about),
    advance: (key, rule) => arrange(draft.setAdvance(guideOf(state()), key, rule, labels().next)),
    guide: (changed, about) => change({ ...guideOf(state()), ...changed }, about ?? null),
    mean(key, which) {
      const target = draft.stepOf(guideOf(state()), key)?.target;
      if (!target) return;
      if (target.mode !== "any") precise.set(key, target);
      step(key, { target: which === "any" ? general(target) : { ...(precise.get(key) ?? target), mode: "this" } });
    },
    duplicate(key) {
      const copy = freeKey(key);
      arrange(draft.duplicateStep(guideOf(state()), key, copy));
      view({ step: copy });
    },
    remove(key) {
      const { words } = state();
      const removed = draft.stepOf(guideOf(state()), key);
      if (!removed) return;
      arrange(draft.removeStep(guideOf(state()), key));
      if (state().view.step === key) view({ step: null });
      notice({ text: words.removed(draft.titleOf(removed) || words.untitled), action: { label: words.undo, run: () => (adopt(undo(state().history)), notice(null)) } });
    },
    move: (key, by) => arrange(draft.moveStep(guideOf(state()), key, by)),
    undo: () => adopt(undo(state().history)),
    redo: () => adopt(redo(state().history)),
    retry: () => void autosave.flush(),
    choose: autosave.choose,
    select: (key) => (view({ step: key }), set({ tab: "steps" })),
    tab: (tab) => set({ tab }),
    side: () => set({ aside: false, view: { ...state().view, side: sideOf(state()) === "right" ? "left" : "right" } }),
    collapse: (collapsed) => view({ collapsed }),
    arranged,
    notice,
    dismissNotice: () => notice(null),
    dismissPublished: () => set({ publishing: { is: "idle" } }),
  };
}
