/** Ways to advance besides the click. */
import type { listen as Listen, Watches } from "./advance";
import type { Stop } from "./element";
import { poll } from "./poll";

/** Milliseconds without typing until a field counts as filled in. */
const PAUSE = 800;
/** Milliseconds of pointing that are meant. */
const HOVER = 500;

export function watchesWith(listen: typeof Listen): Omit<Watches, "click"> {
  const onInput: Watches["input"] = ({ matches }, own, _, done) => {
    let unwait: Stop | undefined;
    const check = (element: Element): void => {
      const value = (element as HTMLInputElement).value ?? element.textContent;
      if (value && fits(matches, value)) done();
    };
    return all(
      listen("input", own, (element) => {
        unwait?.();
        unwait = after(PAUSE, () => check(element));
      }),
      listen("change", own, check),
      () => unwait?.(),
    );
  };

  const onHover: Watches["hover"] = (_, own, __, done) => {
    let unwait: Stop | undefined;
    return all(
      listen("pointerover", own, () => (unwait ??= after(HOVER, done))),
      listen("pointerout", own, (element, event) => {
        if (element.contains((event as PointerEvent).relatedTarget as Node | null)) return;
        unwait?.();
        unwait = undefined;
      }),
      () => unwait?.(),
    );
  };

  return {
    double_click: (_, own, __, done) => listen("dblclick", own, done),
    right_click: (_, own, __, done) => listen("contextmenu", own, done),
    hover: onHover,
    input: onInput,
    select: ({ matches }, own, _, done) => listen("change", own, (__, event) => fits(matches, ...choiceOf(event.composedPath()[0] as Choice)) && done()),
    key({ key, target }, own, _, done) {
      const on = (event: Event): void => {
        if (isKey(key, event as KeyboardEvent)) done();
      };
      if (target) return listen("keydown", own, (__, event) => on(event));
      addEventListener("keydown", on, true);
      return () => removeEventListener("keydown", on, true);
    },
    appears: ({ target }, _, page, done) => poll(() => page.find(target) && (done(), true)),
    disappears: ({ target }, _, page, done) => poll(() => page.find(target) === null && (done(), true)),
    page: ({ matches }, _, page, done) => poll(() => page.isAt(matches) && (done(), true)),
    event: ({ name }, _, page, done) => page.onEvent(name, done),
    delay: ({ seconds }, _, __, done) => after(seconds * 1000, done),
  };
}

function all(...stops: Stop[]): Stop {
  return () => stops.forEach((stop) => stop());
}

function after(milliseconds: number, done: () => void): Stop {
  const timer = setTimeout(done, milliseconds);
  return () => clearTimeout(timer);
}

/** One of the words must match. A pattern that is no regular expression matches nothing: the step then has its buttons. */
function fits(pattern = "", ...words: string[]): boolean {
  try {
    const rule = new RegExp(pattern);
    return words.some((word) => rule.test(word));
  } catch {
    return false;
  }
}

interface Choice extends Element {
  value?: string;
  checked?: boolean;
  labels?: NodeListOf<HTMLLabelElement>;
  selectedOptions?: HTMLCollectionOf<HTMLOptionElement>;
}

/** Value and label of what was chosen in a list, a radio button or a check box; nothing when it was taken back. */
function choiceOf({ value = "", checked, type, labels, selectedOptions }: Choice & { type?: string }): string[] {
  if (selectedOptions) return [...selectedOptions].flatMap((option) => [option.value, option.label]);
  if (/checkbox|radio/.test(type ?? "") && !checked) return [];
  return [value, ...[...(labels ?? [])].map((label) => label.innerText.trim())];
}

/** `wish`: as in KeyboardEvent.key, with modifiers before it: Enter, Control+k, Shift+?. */
function isKey(wish: string, event: KeyboardEvent): boolean {
  const [key, ...modifiers] = wish === "+" ? [wish] : wish.split(/(?<=.)\+/).reverse();
  const held = (name: string): boolean => event.getModifierState(name);
  const exact = ["Control", "Alt", "Meta"].every((name) => held(name) === modifiers.includes(name)) && modifiers.every(held);
  return exact && key!.toLowerCase() === event.key.toLowerCase() && !event.isComposing;
}
