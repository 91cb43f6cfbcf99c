/** Attributes that tell what an element is, rather than the state it is in. */
import { GUIDE_ID, TEST_HOOKS } from "./descriptor";
import { looksMeant } from "./stable";
import { tidy } from "./words";

const ELSEWHERE = new Set<string>([
  "id", "class", "style", "name", "type", "role", "tabindex", "dir", "src", "srcset", "draggable", GUIDE_ID, ...TEST_HOOKS,
]);
const HOOKS = new Set<string>(TEST_HOOKS);
const STATE = /^(aria-(selected|expanded|checked|pressed|current|disabled|hidden|busy|invalid|valuenow|valuetext|activedescendant|controls|owns|describedby|labelledby|setsize|posinset)|data-(state|value|index|key)|on.*|checked|disabled|selected|open|hidden|d|width|height|for|.*value)$/;
const VALUE_COUNTS = /^(radio|checkbox|submit|button|reset)$/;
const IN_WORDS = /^(title|alt|placeholder|aria-label|aria-description|data-tooltip.*|data-original-title)$/;
/** Attributes that are often the element's whole name. */
export const WORDED = ["aria-label", "title"];
const MOST = 8;

export function attributesOf(element: Element): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  const list = element.attributes;
  for (let i = 0; i < list.length; i++) {
    const { name, value } = list[i]!;
    if (ELSEWHERE.has(name) || !keeps(element, name, value)) continue;
    kept[name] = name === "href" || name === "action" ? leadsTo(value) : tidy(value).slice(0, 50);
    if (++count === MOST) break;
  }
  return kept;
}

/** Attributes whose value is words for people, so that it changes with the language. */
export const isWorded = (name: string): boolean => IN_WORDS.test(name);

export function testHooksOf(element: Element): Record<string, string> {
  const hooks: Record<string, string> = {};
  const list = element.attributes;
  for (let i = 0; i < list.length; i++) {
    const { name, value } = list[i]!;
    if (HOOKS.has(name) && value) hooks[name] = value;
  }
  return hooks;
}

function keeps(element: Element, name: string, value: string): boolean {
  if (!value || name.length > 30) return false;
  if (name === "value") return element.localName === "option" || VALUE_COUNTS.test(element.getAttribute("type") ?? "");
  if (IN_WORDS.test(name)) return true;
  if (name === "href" || name === "action") return leadsTo(value) !== "";
  return !STATE.test(name) && (/\s/.test(value) || looksMeant(value));
}

/** Where a link leads without host, query and the numbers of records: "/orders/#/edit"; "" when nowhere lasting. */
function leadsTo(href: string): string {
  if (/^(javascript:|#$|data:|blob:)/.test(href)) return "";
  if (href.startsWith("#")) return looksMeant(href.slice(1)) ? href : "";
  return href.replace(/^[a-z]+:\/\/[^/]+/i, "").split("?")[0]!.replace(/\/(\d+|[0-9a-f-]{16,})(?=\/|$)/gi, "/#").slice(-60);
}
