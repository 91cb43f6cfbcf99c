/** The picture on a button is the same in every language. */

const PICTURES = "svg,i[class],img[src],span[class*=icon],use";

/** A digest of an element's first picture: "svg:…" outline, "font:…" icon class, "img:…" file; "" without one. */
export function iconOf(element: Element): string {
  const picture = element.matches(PICTURES) ? element : element.querySelector(PICTURES);
  return picture ? digest(picture) : "";
}

function digest(picture: Element): string {
  if (picture.localName === "svg") return outline(picture);
  if (picture.localName === "img") return file(picture);
  const svg = picture.querySelector("svg");
  if (svg) return outline(svg);
  const words = [...picture.classList].filter((c) => /-/.test(c) && !/\d{3}|[A-Z]/.test(c)).sort();
  return words.length ? "font:" + words.slice(0, 3).join(".") : "";
}

function file(image: Element): string {
  const src = image.getAttribute("src") ?? "";
  return src && !src.startsWith("data:") ? "img:" + src.split(/[?#]/)[0]!.split("/").pop() : "";
}

function outline(svg: Element): string {
  const use = svg.querySelector("use");
  const reference = use?.getAttribute("href") ?? use?.getAttribute("xlink:href");
  if (reference) return "use:" + reference.split("#").pop();
  let shape = "";
  for (const part of svg.querySelectorAll("path,rect,circle,line,polyline,polygon,ellipse")) {
    if (part.getAttribute("stroke") === "none" && part.getAttribute("fill") === "none") continue;
    for (const name of GEOMETRY) shape += part.getAttribute(name) ?? "";
    if (shape.length > 400) break;
  }
  return shape && "svg:" + hash(shape);
}

const GEOMETRY = ["d", "points", "x", "y", "width", "height", "cx", "cy", "r", "x1", "y1", "x2", "y2"];

function hash(text: string): string {
  let h = 5381;
  for (let i = 0; i < text.length; i++) h = ((h * 33) ^ text.charCodeAt(i)) >>> 0;
  return h.toString(36);
}
