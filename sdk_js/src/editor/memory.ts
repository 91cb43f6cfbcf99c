/** What the editor remembers in this tab across page loads of the app. Nothing here is secret. */

import { PLAIN, type Looks } from "./looks";

/** The snippet loads the editor again on every page while this is set. */
export const FLAG = "shirube-editor";
const VIEW = "shirube-editor-view";

export interface View {
  side: "right" | "left";
  collapsed: boolean;
  /** The selected step. */
  step: string | null;
  /** The step a preview had reached when the page changed; null: no preview. */
  preview: string | null;
  /** Keys of the steps recorded so far, while a recording goes on; null: none does. */
  recorded: string[] | null;
  /** As what the steps are looked at. */
  looks: Looks;
  /** Whether the choices of that are open. */
  looking: boolean;
}

const FIRST: View = { side: "right", collapsed: false, step: null, preview: null, recorded: null, looks: PLAIN, looking: false };

export function remember(view: View): void {
  write(FLAG, "1");
  write(VIEW, JSON.stringify(view));
}

export function recall(): View {
  try {
    return { ...FIRST, ...(JSON.parse(sessionStorage.getItem(VIEW) ?? "{}") as Partial<View>) };
  } catch {
    return FIRST;
  }
}

/** The next page is the app's alone again. */
export function forgetEditor(): void {
  for (const key of [FLAG, VIEW]) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Blocked storage remembers nothing anyway.
    }
  }
}

function write(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Blocked or full: the editor then works on this page only.
  }
}
