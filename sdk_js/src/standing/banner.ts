/** A banner: a strip at the page's top or bottom that pushes the page aside, or inside or beside an element. */
import type { Kit } from "../runtime/kit";
import type { Play } from "../runtime/kinds";
import type { Step } from "../steps/contract";
import { h, type Stop } from "../steps/element";
import { poll } from "../steps/poll";
import { standingPassage } from "./passage";
import { push } from "./push";
import { openSurface } from "./surface";
import { words } from "./words";

export const bannerWith = (kit: Kit): Play => (guide, { met }, around) => {
  const step = guide.steps?.[0];
  if (!step) return { stop() {} };
  const { where = "page_top", sticky } = step.banner ?? {};
  const surface = openSurface(kit, around.theme);
  const { host } = surface;
  const inPage = !where.startsWith("page");
  let stops: Stop[] = [];

  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
    host.remove();
  };
  const end: Parameters<typeof standingPassage>[3]["end"] = (...how) => {
    if (ended) return;
    ended = true;
    leave();
    around.ended(how[0], step, how[1]);
  };
  let ended = false;
  const { act } = standingPassage(kit, around, step, { end });
  const strip = drawStrip(kit, guide, step, around.speech, (does) => {
    act(does, "button");
    end("completed");
  });
  surface.root.append(strip);

  const seen = (): void => {
    if (!met) around.tell("step_seen", step);
    met = true;
  };

  const draw = (): void => {
    surface.dress(strip, guide.language);
    surface.raise(null);
    stops.push(push(where === "page_top" ? "top" : "bottom", strip, !!sticky));
    seen();
  };

  /** Into the page's own flow, and again when the page has drawn that part anew. */
  const place = (target: Element): void => {
    host.popover = null;
    host.dataset["flow"] = sticky ? "sticky" : "";
    surface.dress(strip, guide.language);
    INSERT[where as keyof typeof INSERT](target, host);
    const sizes = new ResizeObserver(() => !host.isConnected && seek());
    sizes.observe(host);
    stops.push(() => sizes.disconnect());
    seen();
  };

  const seek = (): void => {
    leave();
    const look = (): boolean => {
      const found = around.isAt(step.page ?? "") && (!inPage || (step.target && around.find(step.target)));
      if (!found) return false;
      if (found === true) draw();
      else place(found);
      return true;
    };
    stops.push(poll(look));
  };

  around.reached(step.key, []);
  seek();
  const routed = (): void => {
    if (!ended && !(host.isConnected && around.isAt(step.page ?? ""))) seek();
  };
  return { routed, stop: leave };
};

const INSERT = {
  inside_start: (target: Element, host: Element) => target.prepend(host),
  inside_end: (target: Element, host: Element) => target.append(host),
  before: (target: Element, host: Element) => target.before(host),
  after: (target: Element, host: Element) => target.after(host),
};

type Act = (does: NonNullable<Step["does"]>) => void;

export function drawStrip(kit: Pick<Kit, "DRAWERS">, { name, values = {} }: Pick<Parameters<Play>[0], "name" | "values">, { content, buttons, banner, dismissible }: Step, speech: string, act: Act): HTMLElement {
  const draw = (block: NonNullable<typeof content>[number]): ReturnType<typeof h> | null => (kit.DRAWERS[block.type!] as ((...given: unknown[]) => HTMLElement) | undefined)?.(block, values) ?? null;
  const button = (label: string, does: NonNullable<Step["does"]>, look: string): HTMLButtonElement => {
    const made = h("button", { class: look, type: "button" }, label);
    made.onclick = () => act(does);
    return made;
  };
  const body = h("div", { class: "says" }, ...(content ?? []).map(draw));
  const heading = body.querySelector("h2,h3");
  const strip = h("section", { class: `strip ${banner?.tone ?? "brand"}`, "aria-label": heading?.textContent || name || words(speech).notice }, body);
  const doing = (buttons ?? []).map(({ label, does, look }) => button(label, does, look ?? "primary"));
  if (doing.length) strip.append(h("div", { class: "doing" }, ...doing));
  if (dismissible !== false) {
    const cross = button("×", [{ do: "dismiss" }], "close");
    cross.ariaLabel = words(speech).close;
    strip.append(cross);
    strip.addEventListener("keydown", (event) => event.key === "Escape" && cross.click());
  }
  return strip;
}
