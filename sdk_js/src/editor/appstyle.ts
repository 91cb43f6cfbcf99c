/** The app's own style, read off the page as it is drawn: what a theme needs, as custom properties with telling names. */
import { isDrawn } from "../steps/rect";

interface Colour {
  red: number;
  green: number;
  blue: number;
  /** 0 to 1. */
  alpha: number;
}

const BUTTONS = "button, [role=button], input[type=submit], a[class*=btn], a[class*=button]";
/** Looked at, of each kind: more do not tell more. */
const MOST = 300;

/** CSS that the server makes a theme of (`guides/theme_import.py`). */
export function appStyle(): string {
  const body = getComputedStyle(document.body);
  const behind = backgroundOf(document.body) ?? backgroundOf(document.documentElement);
  const background = behind ? written(behind) : "#ffffff";
  const button = mainButton();
  const link = usual(drawn("a[href]").filter((each) => !each.matches(BUTTONS) && !backgroundOf(each)).map((each) => colourOf(getComputedStyle(each).color)).filter((colour) => liveliness(colour) > 0.2));
  const quiet = usual(drawn("p, small, td, li, span, label").map((each) => colourOf(getComputedStyle(each).color)).filter((colour) => written(colour) !== written(colourOf(body.color)) && liveliness(colour) < 0.35));
  const lines: [string, string | null][] = [
    ["--background", background],
    ["--text-color", written(colourOf(body.color))],
    ["--muted-text", quiet],
    ["--primary", button ? written(backgroundOf(button)!) : link],
    ["--primary-foreground", button && written(colourOf(getComputedStyle(button).color))],
    ["font-family", body.fontFamily],
    ["--radius", button && px(getComputedStyle(button).borderTopLeftRadius)],
  ];
  return `:root {\n${lines.flatMap(([name, value]) => (value ? [`  ${name}: ${value};`] : [])).join("\n")}\n}`;
}

/** The app's name, for the theme that is made of it. */
export function appName(): string {
  const said = document.querySelector<HTMLMetaElement>("meta[property='og:site_name'], meta[name='application-name']")?.content.trim();
  return (said || location.hostname).slice(0, 80);
}

/** The liveliest of the buttons that are filled: that is the one an app wants pressed. */
function mainButton(): Element | null {
  const filled = drawn(BUTTONS).filter((each) => backgroundOf(each));
  const worth = (each: Element): number => liveliness(backgroundOf(each)!);
  return filled.reduce<Element | null>((best, each) => (!best || worth(each) > worth(best) ? each : best), null);
}

function drawn(selector: string): Element[] {
  return [...document.querySelectorAll(selector)].slice(0, MOST).filter(isDrawn);
}

/** Null: what lies behind shows through. */
function backgroundOf(element: Element): Colour | null {
  const colour = colourOf(getComputedStyle(element).backgroundColor);
  return colour.alpha < 0.5 ? null : colour;
}

/** The colour that most have; null of none. */
function usual(colours: Colour[]): string | null {
  const counts = new Map<string, number>();
  for (const colour of colours) counts.set(written(colour), (counts.get(written(colour)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** Chroma, 0 (grey) to 1. */
function liveliness({ red, green, blue }: Colour): number {
  return (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
}

const written = ({ red, green, blue }: Colour): string => `rgb(${red}, ${green}, ${blue})`;
const px = (radius: string): string | null => (/^[\d.]+px$/.test(radius) ? radius : null);

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const seen = new Map<string, Colour>();

/** Browsers know more ways to write a colour than anybody else: a pixel painted with it says which it is. */
function colourOf(css: string): Colour {
  const known = seen.get(css);
  if (known) return known;
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel(css);
  const colour = { red, green, blue, alpha: alpha / 255 };
  seen.set(css, colour);
  return colour;
}

function pixel(css: string): number[] {
  if (!canvas) return [];
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}
