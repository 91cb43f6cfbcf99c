/** Preview: the draft, played as people will see it, without events. It goes on when the play leads to another page. */
import type { Play } from "./entry";
import { stepsOf } from "./draft";
import { guideOf, type State } from "./state";

export interface PreviewOptions {
  play: Play;
  state(): State;
  set(change: Partial<State>): void;
}

export interface Previewing {
  preview(): void;
  stopPreview(): void;
  /** Goes on with a preview that an earlier page began. */
  resume(): void;
  stop(): void;
}

export function previewing({ play, state, set }: PreviewOptions): Previewing {
  let playing: { stop(): void } | null = null;

  const reached = (preview: string | null): void => set({ view: { ...state().view, preview } });
  const stopPreview = (): void => {
    const was = playing;
    playing = null;
    was?.stop();
    set({ mode: { is: "edit" }, view: { ...state().view, preview: null } });
  };
  const from = (key: string | null): void => {
    set({ mode: { is: "preview" }, view: { ...state().view, preview: key } });
    playing = play(guideOf(state()), key, { at: reached, ended: () => playing && stopPreview() });
  };
  return {
    preview: () => from(state().view.step ?? stepsOf(guideOf(state()))[0]?.key ?? null),
    stopPreview,
    resume() {
      const { preview } = state().view;
      if (preview) from(preview);
    },
    stop: () => playing?.stop(),
  };
}
