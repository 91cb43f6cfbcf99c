/** Where an element is in our window, also when it lies in a same-origin frame. */

export function rectOf(element: Element): DOMRect {
  const rect = element.getBoundingClientRect();
  for (let view = element.ownerDocument.defaultView; view && view !== window; view = view.parent as typeof view) {
    const frame = view.frameElement!;
    const { x, y } = frame.getBoundingClientRect();
    rect.x += x + frame.clientLeft;
    rect.y += y + frame.clientTop;
  }
  return rect;
}

/** Whether the element takes up any room: it may be in the page before it is drawn, or be hidden. */
export function isDrawn(element: Element | null | undefined | false): boolean {
  const rect = element && element.getBoundingClientRect();
  return !!rect && rect.width + rect.height > 0;
}

/** Brings the element to the middle of the window unless it is in sight with nothing over its middle. */
export function reveal(element: Element): void {
  const { top, bottom, height } = rectOf(element);
  const inner = element.getBoundingClientRect();
  const hit = (element.getRootNode() as Document).elementFromPoint(inner.x + inner.width / 2, inner.y + inner.height / 2);
  const uncovered = hit && (element.contains(hit) || hit.contains(element));
  if (!uncovered || top < 0 || bottom > innerHeight)
    element.scrollIntoView({ block: height > innerHeight ? "start" : "center", inline: "center", behavior: "instant" });
}
