/** Preview: the draft, played as people will see it, without events. It goes on when the play leads to another page. */
import type { Play } from "./entry";
import { stepOf, stepsOf } from "./draft";
import { played } from "./looks";
import { readied } from "./readied";
import { guideOf, type Notice, type State } from "./state";
import { onThisPage } from "./survey";

export interface PreviewOptions {
  play: Play;
  /** Once the draft is there as it is looked at. */
  ready(): Promise<void>;
  state(): State;
  set(change: Partial<State>): void;
  notice(notice: Notice): void;
}

export interface Previewing {
  preview(): void;
  stopPreview(): void;
  /** Goes on with a preview that an earlier page began. */
  resume(): void;
  stop(): void;
}

export function previewing({ play, ready, state, set, notice }: PreviewOptions): Previewing {
  let playing: { stop(): void } | null = null;

  const reached = (preview: string | null): void => set({ view: { ...state().view, preview } });
  const stopPreview = (): void => {
    const was = playing;
    playing = null;
    was?.stop();
    set({ mode: { is: "edit" }, view: { ...state().view, preview: null } });
  };
  const from = async (key: string): Promise<void> => {
    set({ mode: { is: "preview" }, view: { ...state().view, preview: key } });
    await ready();
    if (state().mode.is !== "preview") return;
    playing = play(readied(played(state())), key, { at: reached, ended: () => playing && stopPreview() });
  };
  return {
    preview() {
      const step = stepOf(guideOf(state()), state().view.step) ?? stepsOf(guideOf(state()))[0];
      // A resource centre has none: it is played as a whole.
      if (!step) return void from("");
      if (onThisPage(step)) return void from(step.key);
      if (/[*|]/.test(step.page ?? "")) return notice({ text: state().words.openPageFirst(step.page ?? "") });
      reached(step.key);
      location.assign(step.page!);
    },
    stopPreview,
    resume() {
      const { preview } = state().view;
      if (preview) void from(preview);
    },
    stop: () => playing?.stop(),
  };
}
