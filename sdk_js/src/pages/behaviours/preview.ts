// A step as people will see it: drawn by the snippet's own code into a shadow root, standing still, its buttons idle.
import { DRAWERS } from "../../steps/blocks";
import css from "../../steps/box.css";
import { drawBox } from "../../steps/box";
import type { Step } from "../../steps/contract";
import { enrich } from "../../steps/rich";
import { drawQuestions } from "../../questions/survey";
import { drawStrip } from "../../standing/banner";
import { launcherButton } from "../../standing/launcherbutton";
import standing from "../../standing/standing.css";

interface Preview {
  step: Step;
  name: string;
  language: string;
  speech: string;
  index: number;
  count: number;
  theme: Record<string, string>;
  values: Record<string, string>;
  /** The kind of page it stands on; absent: our own page. */
  scheme?: "light" | "dark";
}

const STANDING = `
  :host { all: initial !important; display: block !important; position: static !important; width: auto !important; height: auto !important;
    pointer-events: auto !important; z-index: auto !important; }
  .box { position: relative; margin: 0 auto; max-width: 100%; max-height: none; animation: none; color-scheme: inherit; }
  .launcher, section.strip { position: relative; }
  .tip { width: fit-content; }`;
const sheets: CSSStyleSheet[] = [];

function addStyle(text = ""): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  sheets.push(sheet);
}

/** Draws every preview below `root` whose step is not the one drawn already. */
export function drawPreviews(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-preview]")) draw(place, place.dataset["preview"] ?? "{}");
}

function drawn(preview: Preview): HTMLElement {
  const { step, name, speech } = preview;
  const act = (): void => undefined;
  if (step.kind === "banner") return drawStrip({ DRAWERS }, preview, step, speech, act);
  if (step.kind === "launcher") return launcherButton(step.launcher ?? {}, name, speech).element;
  const bare: Step = step.kind === "hint" ? { ...step, dismissible: false, advance: [{ on: "click" as const }] } : step;
  const box = drawBox(bare, { ...preview, act });
  if (step.kind === "modal") box.classList.add("modal");
  if (step.kind === "hint") box.classList.add("tip");
  return box;
}

function draw(place: HTMLElement, json: string): void {
  if (place.dataset["drawn"] === json) return;
  place.dataset["drawn"] = json;
  const preview = JSON.parse(json) as Preview;
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  if (!sheets.length) {
    addStyle(css);
    enrich(DRAWERS, addStyle);
    drawQuestions(DRAWERS, addStyle);
    addStyle(standing);
    addStyle(STANDING);
  }
  root.adoptedStyleSheets = sheets;
  for (const [name, value] of Object.entries(preview.theme)) place.style.setProperty(name, value);
  const box = drawn(preview);
  if (preview.scheme) box.style.colorScheme = preview.scheme;
  root.replaceChildren(box);
}
