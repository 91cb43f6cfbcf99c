/** A panel in a corner, opened by a launcher: a dialog that leaves the page in reach; a sheet at the bottom of small windows. */
import type { Kit } from "../runtime/kit";
import type { StandingKit } from "../standing/kit";
import { h, type Child, type Stop } from "../steps/element";
import { poll } from "../steps/poll";
import type { Surroundings } from "../steps/passage";
import type { DeliveredGuide } from "../steps/contract";
import { icon } from "./icons";
import { wordsIn } from "./words";

export type Launcher = NonNullable<DeliveredGuide["checklist"]>["launcher"];

export interface PanelOptions {
  kit: Kit;
  around: Surroundings;
  guide: Pick<DeliveredGuide, "key" | "name" | "language">;
  launcher: Launcher;
  title: string;
  /** Called whenever it opens, before it is shown. */
  opened(): void;
}

export interface Panel {
  element: HTMLElement;
  /** Replaces what it shows; the focus, when it was inside, goes to `focus` or the panel itself. */
  fill(head: Child[], body: Child[], focus?: HTMLElement): void;
  count(waiting: number): void;
  say(words: string): void;
  /** `asked`: by the person, so that the focus may follow. */
  open(asked?: boolean): void;
  close(asked?: boolean): void;
  isOpen(): boolean;
  /** Takes the launcher off and leaves the panel where it is. */
  leaveLauncher(): void;
  remove(): void;
}

export function openPanel({ kit, around, guide, launcher, title, opened }: PanelOptions): Panel {
  const { openSurface, launcherButton, corner } = kit.STANDING as StandingKit;
  const words = wordsIn(around.speech);
  const surface = openSurface(kit, around.theme);
  const button = launcherButton(launcher, title, around.speech);
  const where = launcher.corner ?? "bottom_end";
  const content = h("div", { class: "content" });
  const head = h("div", { class: "head" });
  const shut = h("button", { class: "shut", "aria-label": words.close }, icon("close"));
  const element = h("section", { class: "panel " + where.split("_").join(" "), role: "dialog", "aria-modal": "false", "aria-label": title, tabindex: "-1", hidden: "" }, head, content, shut);
  let uncorner: Stop | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  const isOpen = (): boolean => !element.hidden;
  const hasFocus = (): boolean => !!surface.root.activeElement;

  const open = (asked?: boolean): void => {
    if (isOpen()) return asked ? element.focus() : undefined;
    const other = kit.STANDING.opened;
    if (other && !asked) return;
    other?.close();
    kit.STANDING.opened = panel;
    opened();
    remember(guide.key, true);
    surface.dress(element, guide.language);
    element.hidden = false;
    seat();
    // Those that come while it opens by itself.
    later = setTimeout(seat, 1500);
    if (asked) surface.raise(null, true);
    button.element.ariaExpanded = "true";
    if (asked) element.focus({ preventScroll: true });
  };
  /** Clear of all launchers in its corner, however many. */
  const seat = (): void => {
    const hosts = [...document.querySelectorAll("shirube-guide[data-standing]")];
    const launchers = hosts.flatMap((host) => [...host.shadowRoot!.querySelectorAll(`.launcher.corner.${where.split("_").join(".")}`)]);
    const used = launchers.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (where.startsWith("top") ? bottom : innerHeight - top));
    element.style.setProperty("--clear", Math.max(0, ...used) + 12 + "px");
  };
  const close = (asked?: boolean): void => {
    if (!isOpen()) return;
    clearTimeout(later);
    const had = hasFocus();
    element.hidden = true;
    kit.STANDING.opened = undefined;
    remember(guide.key, false);
    button.element.ariaExpanded = "false";
    if (asked && had) button.element.focus();
  };

  button.element.ariaHasPopup = "dialog";
  button.element.ariaExpanded = "false";
  button.element.onclick = () => (isOpen() ? close(true) : open(true));
  shut.onclick = () => close(true);
  element.onkeydown = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    close(true);
  };
  for (const one of [element, button.element]) surface.dress(one, guide.language);
  surface.root.append(element, button.element);
  const unwait = poll(() => {
    if (!document.body) return false;
    surface.raise(null);
    uncorner = corner(button.element, where);
    return true;
  });

  const panel: Panel = {
    element,
    fill(inHead, inBody, focus) {
      const had = hasFocus();
      head.replaceChildren(...inHead.filter((child) => !!child) as Node[]);
      content.replaceChildren(...inBody.filter((child) => !!child) as Node[]);
      if (had && !surface.root.activeElement) (focus ?? element).focus({ preventScroll: true });
    },
    count: (waiting) => button.count(launcher.badge === false ? 0 : waiting),
    say: surface.say,
    open,
    close,
    isOpen,
    leaveLauncher() {
      uncorner?.();
      button.element.remove();
    },
    remove() {
      if (kit.STANDING.opened === panel) kit.STANDING.opened = undefined;
      clearTimeout(later);
      unwait();
      uncorner?.();
      surface.close();
    },
  };
  return panel;
}

/** Whether it was left open on the page before, in this tab. */
export function wasOpen(key: string): boolean {
  try {
    return sessionStorage.getItem("shirube-open-" + key) === "1";
  } catch {
    return false;
  }
}

function remember(key: string, open: boolean): void {
  try {
    sessionStorage.setItem("shirube-open-" + key, open ? "1" : "0");
  } catch {
    // blocked: it opens closed
  }
}
