/** Role and accessible name, as far as they serve as evidence: a short form of the ARIA rules. */
import { controlOf } from "./component";
import { Places } from "./places";
import { tidy, wordsOf, wordsOfIds } from "./words";

const BY_TAG: Record<string, string> = {
  a: "link", button: "button", select: "combobox", textarea: "textbox", summary: "button", option: "option",
  nav: "navigation", main: "main", header: "banner", footer: "contentinfo", aside: "complementary", form: "form",
  dialog: "dialog", ul: "list", ol: "list", li: "listitem", table: "table", tr: "row", td: "cell", th: "columnheader",
  img: "img", h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading", section: "region",
  fieldset: "group",
};

const BY_INPUT: Record<string, string> = {
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", number: "spinbutton", hidden: "",
};

export function roleOf(element: Element): string {
  const declared = element.getAttribute("role");
  if (declared) return declared;
  if (element.localName === "input") return BY_INPUT[(element as HTMLInputElement).type] ?? "textbox";
  return BY_TAG[element.localName] ?? (element.localName.endsWith("-button") ? "button" : "");
}

const LABELLED = /^(input|select|textarea|button|output|meter|progress)$/;

/** Words of the labels of a form field. `element.labels` would search the whole page anew for each element. */
export function labelOf(element: Element, places = new Places()): string {
  if (!LABELLED.test(element.localName)) return "";
  const around = element.closest("label");
  const pointing = (element.id && places.labels(element).get(element.id)) || [];
  const labels = around && around.control === element && !pointing.includes(around) ? [around, ...pointing] : pointing;
  return tidy(labels.map((l) => wordsOf(l)).join(" "));
}

const NAMED_BY_CONTENT = /^(button|link|tab|menuitem.*|option|heading|cell|columnheader|treeitem|switch|checkbox|radio|listitem|)$/;

/** What assistive technology would call it, at most 60 characters; values people typed are never read. */
export function accessibleName(element: Element, role = roleOf(element), places?: Places): string {
  const by = element.getAttribute("aria-labelledby");
  const name = (by && wordsOfIds(element, by)) || element.getAttribute("aria-label") || labelOf(element, places)
    || buttonValue(element) || element.getAttribute("alt") || (NAMED_BY_CONTENT.test(role) && content(element))
    || element.getAttribute("title") || element.getAttribute("placeholder") || nameInside(element);
  return tidy(name).slice(0, 60);
}

/** A component that says nothing outside its shadow root is called what its one control is called. */
function nameInside(element: Element): string {
  const control = controlOf(element);
  return control && !wordsOf(element) ? accessibleName(control) : "";
}

function content(element: Element): string {
  const words = wordsOf(element);
  if (words) return words;
  const picture = element.querySelector("img[alt],svg[aria-label],[aria-label]");
  return picture?.getAttribute("alt") ?? picture?.getAttribute("aria-label") ?? element.querySelector("svg title")?.textContent ?? "";
}

function buttonValue(element: Element): string {
  const isButton = element.localName === "input" && /^(button|submit|reset)$/.test((element as HTMLInputElement).type);
  return (isButton && element.getAttribute("value")) || "";
}
