/** `dist/editor.js`: pick and write in the live app. The snippet loads it with a valid editor session only. */
import { openEditor } from "./editor";
import type { Guide } from "./draft";

/** Plays the draft from a step, without events. `at` and `ended` tell where the play is, so that it can go on after a page load. */
export type Play = (guide: Guide, stepKey: string | null, watch?: { at?(stepKey: string): void; ended?(): void }) => { stop(): void };

export interface EditOptions {
  /** Origin of the Shirube server. */
  host: string;
  /** The one-time code from the address; null when the editor comes back on another page. */
  code: string | null;
  play: Play;
}

let open = false;

/** Opens the editor over the page. A second call while it is open does nothing. */
export function edit(options: EditOptions): void {
  if (open) return;
  open = true;
  void openEditor(options, () => (open = false));
}
