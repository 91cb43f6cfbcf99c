/** The small box that says what a hint has to say. One is open at a time in the whole page. */
import type { Kit } from "../runtime/kit";
import type { Action, Step } from "../steps/contract";
import { h, type Stop } from "../steps/element";
import type { Values } from "../steps/blocks";
import type { Surface } from "./surface";
import { words } from "./words";

export interface TipSetting {
  kit: Kit;
  surface: Surface;
  name: string;
  language: string;
  speech: string;
  values: Values;
  /** Whether it has a cross: not when it closes by itself as the pointer leaves. */
  closable: boolean;
  /** What the field lacks; else the step's own content is said. */
  complaint?: string | undefined;
  act(actions: Action[]): void;
  closed(): void;
}

export interface Tip {
  box: HTMLElement;
  close: Stop;
}

let open: Tip | undefined;

export function closeTip(): void {
  open?.close();
}

/** `near`: what it points at. */
export function openTip(step: Step, near: Element, setting: TipSetting): Tip {
  open?.close();
  const { kit, surface, name, language, speech, values, closable, complaint, act, closed } = setting;
  const content: Step["content"] = complaint ? [{ type: "text", text: complaint }] : step.content ?? [];
  const shown: Step = { ...step, kind: "tooltip", content, dismissible: false, advance: [{ on: "click" }] };
  const box = kit.drawBox(shown, { name, language, speech, values, index: 0, count: 1, act });
  box.classList.add("tip", "enter");
  if (complaint) box.classList.add("complaint");
  box.setAttribute("role", "note");
  box.removeAttribute("aria-modal");
  if (!box.querySelector("h2,h3")) box.setAttribute("aria-label", words(speech).hint);
  if (closable) {
    const cross = h("button", { class: "close", type: "button", "aria-label": words(speech).close }, "×");
    cross.onclick = () => tip.close();
    box.append(cross);
  }
  surface.root.append(box);
  const unseat = kit.SEATS.tooltip({ stage: surface, box, step: shown, target: near, lost: () => tip.close() });
  surface.say(box.innerText);
  const listening = new AbortController();
  const { signal } = listening;
  addEventListener("keydown", (event) => event.key === "Escape" && tip.close(), { signal, capture: true });
  addEventListener("pointerdown", (event) => !event.composedPath().some((at) => at === box || at === near) && tip.close(), { signal, capture: true });
  const tip: Tip = {
    box,
    close() {
      if (open !== tip) return;
      open = undefined;
      listening.abort();
      unseat();
      surface.say("");
      if (box.contains(surface.root.activeElement) && "focus" in near) (near as HTMLElement).focus({ preventScroll: true });
      box.remove();
      closed();
    },
  };
  return (open = tip);
}
