/**
 * A surface: one element of ours in the top layer that stays beside the page and takes neither focus nor attention. It lies
 * below the guide that is playing, and moves into the page's dialog only when the element it belongs to is in it.
 */
import type { Kit } from "../runtime/kit";
import type { Stop } from "../steps/element";
import type { Stage } from "../steps/stage";

export interface Surface extends Stage {
  /** `language`: of the content; empty: the page's own. Gives the element its colours, language and direction. */
  dress(element: HTMLElement, language?: string): void;
  close: Stop;
}

const GUIDES = "shirube-guide:not([data-standing]):popover-open";

export function openSurface({ openStage, isDark }: Pick<Kit, "openStage" | "isDark">, theme?: Record<string, string>): Surface {
  const stage = openStage(theme);
  const { host } = stage;
  host.dataset["standing"] = "";
  return {
    ...stage,
    dress(element, language) {
      element.classList.toggle("dark", isDark());
      if (language) element.lang = language;
      element.dir = language ? (/^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr") : getComputedStyle(document.documentElement).direction;
    },
    raise(near, again) {
      const parent = near?.closest("dialog:modal,[aria-modal=true]") ?? document.documentElement;
      if (!again && host.parentNode === parent) return;
      parent.append(host);
      host.showPopover();
      // What was shown last lies on top: that stays the guide that plays.
      for (const guide of document.querySelectorAll<HTMLElement>(GUIDES)) {
        guide.hidePopover();
        guide.showPopover();
      }
    },
    close: () => host.remove(),
  };
}
