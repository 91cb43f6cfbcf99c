/** The selected step, shown on the page as people will see it, with its words editable where they stand. */
import { DRAWERS } from "../steps/blocks";
import { drawBox } from "../steps/box";
import { reveal } from "../steps/rect";
import { follow } from "../steps/follow";
import { key } from "../steps/keys";
import { mind } from "../steps/mind";
import { install } from "../steps/more";
import { CARE } from "../steps/stay";
import type { BoxKind } from "../steps/contract";
import { KIT } from "../runtime/kit";
import { SEATS } from "../steps/seats";
import { openStage, type Stage } from "../steps/stage";
import { locate } from "../target";
import { stepsOf, type Block, type Guide, type Step } from "./draft";
import { framing, regionOf, tooltipIn, type Region } from "./device";
import type { Look } from "./looks";
import { placeable, type Placed } from "./placing";
import type { Words } from "./words";
import { onThisPage } from "./survey";
import type { Layer } from "./view/layer";
import type { Command, Writer, Writing } from "./writer/contract";

export interface LiveOptions {
  layer: Layer;
  words: Words;
  written(key: string, blocks: Block[]): void;
  writing(writing: Writing | null): void;
  pictures(files: File[]): void;
  linking(): void;
  undo(): void;
  redo(): void;
  placed(key: string, change: Placed): void;
}

export interface Live {
  /** Shows the step as it is now, and as it is looked at; null takes it away. */
  show(guide: Guide, step: Step | null, look: Look): void;
  /** The part of the window that stands for a smaller device; null: there is none. */
  region(): Region | null;
  /** Does something to the words at the selection. */
  write(command: Command): void;
  /** The boxes on the window that the author looks at now: the target's and the step's. */
  shown(): DOMRect[];
  /** Where the step's box is; null while none is shown. */
  box(): DOMRect | null;
  stop(): void;
}

export function liveStep(options: LiveOptions): Live {
  const { layer, words } = options;
  let stage: Stage | null = null;
  let region: Region | null = null;
  let unseat: () => void = () => undefined;
  let writer: Writer | null = null;
  let drawn = "";
  let drawnStep = "";
  let content: Block[] = [];
  /** The words are the writer's, who draws them itself. */
  let writable = false;

  const clear = (): void => {
    unseat();
    unseat = () => undefined;
    if (writer) options.writing(null);
    writer?.stop();
    writer = null;
    stage?.root.querySelector(".box")?.remove();
    drawn = drawnStep = "";
  };
  const stop = (): void => {
    clear();
    stage?.host.remove();
    stage = region = null;
  };
  const write = async (box: HTMLElement, key: string): Promise<void> => {
    const { openWriter } = await loadWriter();
    const place = box.querySelector<HTMLElement>(".body");
    if (!place || !box.isConnected || writer) return;
    const { pictures, linking, undo, redo, writing } = options;
    writer = openWriter({
      place, blocks: content, label: words.content, changed: (blocks) => options.written(key, blocks), writing, pictures, linking, undo, redo,
    });
    if (atWork === key) writer.focus();
  };
  /** The step that was written in when its box had to be drawn anew. */
  let atWork = "";
  const draw = (guide: Guide, step: Step, target: Element | null, again: boolean, look: Look): void => {
    stage ??= openEditableStage();
    stage.host.style.setProperty("--hint-heading", JSON.stringify(words.heading));
    stage.host.style.setProperty("--hint-text", JSON.stringify(words.textHint));
    dress(stage, look.style);
    layer.adopt(stage.host);
    if (target && !again) reveal(target);
    region = regionOf(look, target);
    FRAMING.replaceSync(region ? framing(region) : "");
    const box = drawBox(step as Parameters<typeof drawBox>[0], settingOf(guide, step, look));
    if (look.scheme !== "page") box.classList.toggle("dark", look.scheme === "dark");
    if (again) box.style.animation = "none";
    stage.root.append(box);
    stage.raise(target);
    const tooltip = region ? tooltipIn(region) : SEATS.tooltip;
    const seat = step.kind === "tooltip" ? tooltip : (SEATS[step.kind as BoxKind] ?? tooltip);
    unseat = seat({ stage, box, step: step as never, target, lost: () => stop() });
    placeable({ stage, box, step, target, label: words.dragToPlace, placed: options.placed });
    // Without the writer the step is shown all the same, and the panel's fields write it. What somebody sees is not written in.
    if (!look.as) write(box, step.key).catch((error) => ((writable = false), console.warn("Shirube:", error)));
    layer.raise();
  };
  return {
    shown: () => [...(stage?.root.querySelectorAll(".box, .ring") ?? [])].map((part) => part.getBoundingClientRect()),
    region: () => region,
    box: () => stage?.root.querySelector(".box")?.getBoundingClientRect() ?? null,
    write: (command) => writer?.run(command),
    show(guide, chosen, look) {
      const step = look.as?.step ?? (chosen && inviting(chosen));
      const target = step?.target ? locate(step.target, document) : null;
      const visible = step && onThisPage(step) && (target || step.kind === "modal" || step.kind === "slide_out") && step.kind !== "hidden";
      if (!visible) return stop();
      content = step.content ?? [];
      const facts = (): string => JSON.stringify([{ ...step, content: writable ? null : content }, stepsOf(guide).length, placeOf(guide, step), { ...look, room: region?.left }, innerWidth, innerHeight]) + idOf(target);
      const again = drawnStep === step.key;
      if (again) writer?.set(content);
      if (facts() === drawn) return;
      atWork = again && writer?.focused() ? step.key : "";
      clear();
      draw(guide, step, target, again, look);
      writable = !look.as;
      drawn = facts();
      drawnStep = step.key;
    },
    stop,
  };
}

let loading: Promise<typeof import("./writer/writer")> | null = null;

/** From beside this file, once: writing is a large part of the editor, and picking needs none of it. */
function loadWriter(): Promise<typeof import("./writer/writer")> {
  loading ??= import(new URL("writer.js", import.meta.url).href) as Promise<typeof import("./writer/writer")>;
  loading.catch(() => (loading = null));
  return loading;
}

/** A step that says nothing yet shows where its words go. */
function inviting(step: Step): Step {
  return step.content?.length ? step : { ...step, content: [{ type: "heading", text: "" }, { type: "text", text: "" }] };
}

function placeOf(guide: Guide, step: Step): number {
  return stepsOf(guide).findIndex(({ key }) => key === step.key);
}

function settingOf(guide: Guide, step: Step, { as }: Look): Parameters<typeof drawBox>[1] {
  const language = as?.language ?? guide.language ?? "";
  return { name: guide.name, language, speech: language, index: placeOf(guide, step), count: stepsOf(guide).length, values: as?.values ?? {}, act: () => undefined };
}

/** The theme's properties on the host, and none of the one before. */
function dress({ host }: Stage, style: Record<string, string>): void {
  for (const name of [...host.style]) if (!(name in style) && !name.startsWith("--hint-")) host.style.removeProperty(name);
  for (const [name, value] of Object.entries(style)) host.style.setProperty(name, value);
}

let ids = 0;
const known = new WeakMap<Element, number>();

function idOf(element: Element | null): number {
  if (!element) return 0;
  if (!known.has(element)) known.set(element, ++ids);
  return known.get(element)!;
}

/** What is still empty says what belongs there. */
const HINTS = `
  .cover, .shut { pointer-events: none; }
  .writer { cursor: text; outline: 0; }
  .writer, .writer * { white-space: break-spaces; }
  .writer ul, .writer ol { white-space: normal; }
  .writer h2:has(> .ProseMirror-trailingBreak:only-child)::before { content: var(--hint-heading); }
  .writer p:has(> .ProseMirror-trailingBreak:only-child)::before { content: var(--hint-text); }
  .writer :is(h2, p)::before { float: inline-start; height: 0; opacity: 0.5; pointer-events: none; }
  .writer .variable { padding: 0 4px; border-radius: 4px; background: color-mix(in srgb, var(--accent, #4355d8) 18%, transparent); }
  .writer .whole { cursor: default; }
  .writer .asked ul { display: flex; flex-wrap: wrap; gap: 6px; padding: 0; list-style: none; }
  .writer .asked li { padding: 2px 9px; border: 1px solid #8886; border-radius: 8px; }
  .writer .ProseMirror-selectednode { outline: 2px solid var(--accent, #4355d8); outline-offset: 2px; border-radius: 6px; }
  button { cursor: default; }
  .handle { position: absolute; inset: 3px 0 auto; width: 44px; height: 12px; margin: 0 auto; padding: 0; border-radius: 6px; cursor: grab; touch-action: none; }
  .handle::before { content: ""; position: absolute; inset: 4px 6px auto; height: 4px; border-radius: 2px; background: currentColor; opacity: 0.28; }
  .handle:hover::before, .handle:focus-visible::before { opacity: 0.6; }`;

const HINTING = new CSSStyleSheet();
/** Makes the stage a part of the window, for a smaller device. */
const FRAMING = new CSSStyleSheet();

/** The snippet loads the rarer blocks when a guide has them; the editor has them all. */
function openEditableStage(): Stage {
  if (!DRAWERS.list) install(KIT);
  Object.assign(CARE, { follow, key, mind });
  const stage = openStage();
  HINTING.replaceSync(HINTS);
  stage.root.adoptedStyleSheets.push(HINTING, FRAMING);
  return stage;
}
