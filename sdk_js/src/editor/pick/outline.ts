/** The outline around an element and the chip that says what it is, kept in place while the page scrolls. */
import { boxOf, isClosedFrame, type Box } from "./geometry";

export interface Outline {
  /** Outlines the element, with a chip when there are words. Null: nothing. */
  around(element: Element | null, words?: string): void;
  /** Other elements that look the same. */
  alike(elements: Element[]): void;
  remove(): void;
}

/** `avoid`: boxes that outlines of lookalikes do not show through, read again and again. */
export function outlineIn(parent: Element, avoid: () => Box[] = () => []): Outline {
  const shown = new Map<Element, HTMLElement>();
  const chip = part("chip");
  let main: Element | null = null;
  let frame = 0;

  function part(name: string): HTMLElement {
    const made = document.createElement("div");
    made.className = name;
    made.hidden = true;
    made.setAttribute("aria-hidden", "true");
    parent.append(made);
    return made;
  }
  const keep = (): void => {
    const avoided = avoid();
    for (const [element, box] of shown) {
      const place = boxOf(element);
      fit(box, place);
      box.hidden = element !== main && avoided.some((other) => overlap(place, other));
    }
    if (main) label(chip, boxOf(main));
    frame = shown.size ? requestAnimationFrame(keep) : 0;
  };
  const show = (element: Element, name: string): void => {
    const box = shown.get(element) ?? part("outline");
    box.className = name;
    box.hidden = false;
    shown.set(element, box);
  };
  const hide = (elements: Iterable<Element>): void => {
    for (const element of [...elements]) {
      shown.get(element)?.remove();
      shown.delete(element);
    }
  };
  const begin = (): void => {
    if (!frame) keep();
  };
  return {
    around(element, words = "") {
      hide(main ? [main] : []);
      main = element;
      if (element) show(element, isClosedFrame(element) ? "outline closed" : "outline");
      chip.textContent = words;
      chip.hidden = !element || !words;
      begin();
    },
    alike(elements) {
      hide([...shown.keys()].filter((element) => element !== main));
      for (const element of elements) if (element !== main) show(element, "outline alike");
      begin();
    },
    remove() {
      cancelAnimationFrame(frame);
      hide(shown.keys());
      chip.remove();
    },
  };
}

function fit(box: HTMLElement, { left, top, width, height }: Box): void {
  box.style.translate = `${left}px ${top}px`;
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

const GAP = 8;

/** Above the element, or below it where there is no room, or inside at the top of something huge. */
function label(chip: HTMLElement, { left, top, height }: Box): void {
  const { offsetWidth: width, offsetHeight: tall } = chip;
  const above = top - tall - GAP;
  const below = top + height + GAP;
  const y = above >= GAP ? above : below + tall < innerHeight ? below : Math.max(GAP, top + GAP);
  chip.style.translate = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px ${y}px`;
}
