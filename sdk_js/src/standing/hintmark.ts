/** One hint at its element: the mark, if it has one, and when its tip opens. */
import type { Step } from "../steps/contract";
import { h, type Stop } from "../steps/element";
import { complaintOf, fieldIn } from "./field";
import { icon } from "./icons";
import { pin } from "./pin";
import { besides, cornering } from "./spots";
import { openTip, type Tip, type TipSetting } from "./tip";
import { words } from "./words";

/** Milliseconds that the pointer must rest before a tip opens, and may be away before it closes. */
const OPENS = 120;
const CLOSES = 300;

export interface HintSetting extends Omit<TipSetting, "closable" | "closed" | "complaint"> {
  opened(by: string): void;
  /** The tip was closed again. */
  read(): void;
  /** What was wrong in the field has been put right. */
  mended(): void;
  lost(): void;
}

/** Draws the hint; what it returns takes it away. */
export function drawHint(step: Step, target: Element, setting: HintSetting): Stop {
  const { surface, language, speech, name } = setting;
  const { look = "beacon", icon: sign = "question", opens = "hover", check } = step.hint ?? {};
  const listening = new AbortController();
  const { signal } = listening;
  const mark = look === "none" ? null : h("button", { class: "mark " + look, type: "button", "aria-expanded": "false" }, look === "icon" ? icon(sign) : h("i", {}));
  const near = mark ?? target;
  let tip: Tip | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const open = (by: string, complaint?: string): void => {
    clearTimeout(timer);
    if (tip) return;
    const closable = /click|invalid/.test(by);
    const closed = (): void => {
      tip = undefined;
      if (mark) mark.ariaExpanded = "false";
      setting.read();
    };
    tip = openTip(step, near, { ...setting, closable, complaint, closed });
    if (mark) mark.ariaExpanded = "true";
    hovers(tip.box);
    setting.opened(by);
  };
  const later = (milliseconds: number, call: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(call, milliseconds);
  };
  const close = (): void => tip?.close();

  /** What the pointer is over keeps the tip open. */
  const hovers = (element: Element): void => {
    if (opens !== "hover") return;
    element.addEventListener("pointerenter", () => (tip ? clearTimeout(timer) : later(OPENS, () => open("hover"))), { signal });
    element.addEventListener("pointerleave", () => later(CLOSES, close), { signal });
  };

  const onFocus = (element: Element, by: string): void => {
    element.addEventListener("focusin", () => open(by), { signal });
    element.addEventListener("focusout", (event) => {
      const to = (event as FocusEvent).relatedTarget;
      if (!(to instanceof Node && (tip?.box.contains(to) || to === surface.host))) later(0, close);
    }, { signal });
  };

  /** Speaks up once the field is left with something that does not fit, and is silent again as soon as it does. */
  const checks = (): void => {
    const field = fieldIn(target);
    let wrong = false;
    const look = (): void => {
      const complaint = complaintOf(field, check);
      if (complaint === null) {
        if (wrong) setting.mended();
        wrong = false;
        close();
      } else if (!wrong || !tip) {
        wrong = true;
        open("invalid", complaint || undefined);
      }
    };
    field.addEventListener("focusout", look, { signal });
    field.addEventListener("input", () => wrong && complaintOf(field, check) === null && look(), { signal });
  };

  surface.raise(target);
  if (mark) {
    surface.dress(mark, language);
    mark.ariaLabel = `${words(speech).hint}: ${firstWords(step) || name}`;
    surface.root.append(mark);
    mark.addEventListener("click", () => (tip && opens === "click" ? close() : open("click")), { signal });
  }
  if (opens === "click" && !mark) target.addEventListener("click", () => open("click"), { signal });
  if (opens === "focus") onFocus(target, "focus");
  if (opens === "hover") {
    hovers(near);
    onFocus(near, "focus");
  }
  if (opens === "invalid") checks();
  const unpin = mark && pin(surface.host, target, mark, look === "icon" ? besides(step.place, mark, target) : cornering(mark), setting.lost);

  return () => {
    clearTimeout(timer);
    listening.abort();
    tip?.close();
    unpin?.();
    surface.close();
  };
}

function firstWords({ name, content }: Step): string {
  const words = (content ?? []).flatMap((block) => ("text" in block && typeof block.text === "string" ? [block.text] : []));
  return name || words[0] || "";
}
