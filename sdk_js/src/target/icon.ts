/** The picture on a button is the same in every language. */
import { looksMeant } from "./stable";

const PICTURES = "svg,i[class],img[src],span[class*=icon],use,[data-icon]";
const GIVEN = ["data-icon", "data-lucide", "data-testid", "data-icon-name", "name"];

/** What holds many things has no picture of its own. */
const CONTAINERS = /^(ul|ol|dl|menu|table|thead|tbody|tr|nav|main|section|article|form|fieldset|header|footer|aside|body)$/;
const FEW = 4;
const holdsMany = (element: Element): boolean => CONTAINERS.test(element.localName) || element.childElementCount > FEW;

/** What an element's first picture is called or looks like, the surest first; empty without one. */
export function iconOf(element: Element): string[] {
  if (holdsMany(element) && element.localName !== "svg") return [];
  const picture = isPicture(element) ? element : element.firstElementChild && element.querySelector(PICTURES);
  if (!picture) return [];
  const svg = picture.localName === "svg" ? picture : picture.querySelector("svg");
  const told = [givenName(picture), svg && svg !== picture ? givenName(svg) : "", classes(picture)];
  return [...told, ...(svg ? outline(svg) : []), file(picture)].filter(Boolean).slice(0, 3);
}

/** Most elements cannot be pictures by their tag, which is quicker to see than whether they match. */
const isPicture = (element: Element): boolean => (/^(svg|i|img|span|use)$/.test(element.localName) || element.hasAttribute("data-icon")) && element.matches(PICTURES);

function givenName(picture: Element): string {
  for (const name of GIVEN) {
    const value = picture.getAttribute(name);
    if (value && value.length < 40) return "is:" + value;
  }
  return "";
}

function classes(picture: Element): string {
  const words = [...picture.classList].filter((c) => c.includes("-") && looksMeant(c)).sort();
  return words.length && picture.localName !== "img" ? "class:" + words.slice(0, 3).join(".") : "";
}

function file(image: Element): string {
  const src = (image.localName === "img" && image.getAttribute("src")) || "";
  return src && !src.startsWith("data:") ? "file:" + src.split(/[?#]/)[0]!.split("/").pop() : "";
}

const GEOMETRY = ["d", "points", "x", "y", "width", "height", "cx", "cy", "r", "x1", "y1", "x2", "y2"];

/** A digest of the drawn shapes, and the rounded start of the first, which survives another optimiser. */
function outline(svg: Element): string[] {
  const reference = svg.querySelector("use")?.getAttribute("href");
  if (reference) return ["use:" + reference.split("#").pop()];
  let shape = "";
  for (const part of svg.querySelectorAll("path,rect,circle,line,polyline,polygon,ellipse")) {
    if (part.getAttribute("stroke") === "none" && part.getAttribute("fill") === "none") continue;
    for (const name of GEOMETRY) shape += (part.getAttribute(name) ?? "") + " ";
    if (shape.length > 400) break;
  }
  return shape ? ["drawn:" + digest(shape), "starts:" + start(shape)] : [];
}

const start = (shape: string): string => (shape.match(/-?\d*\.?\d+/g) ?? []).slice(0, 2).map((n) => Math.round(+n)).join(",");

function digest(text: string): string {
  let h = 5381;
  for (let i = 0; i < text.length; i++) h = ((h * 33) ^ text.charCodeAt(i)) >>> 0;
  return h.toString(36);
}
