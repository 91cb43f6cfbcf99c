/** What a fresh descriptor is worth on the page it was made on. */
import type { Descriptor, Fragility } from "./descriptor";
import { FAMILIES, without } from "./families";
import { locateFast } from "./first";
import { ahead, locate } from "./locate";
import { rank, weightOf, type Scored } from "./score";

/** `confidence`: 0 to 1, that it finds the element and no other. `fragile`: kinds of evidence it could not do without. */
export function judge(descriptor: Descriptor, element: Element): { confidence: number; fragile?: Fragility[] } {
  const page = outermost(element);
  if (locateFast(descriptor, page) === element) return { confidence: 1 };
  const ranked = rank(descriptor, page);
  if (!ranked[0]) return { confidence: 0 };
  const found = locate(descriptor, page) === element;
  const kinds = (Object.keys(FAMILIES) as Fragility[]).filter((kind) => !standsWithout(FAMILIES[kind], ranked));
  const confidence = Math.round((found ? ranked[0].chance : Math.min(0.4, ranked[0].chance)) * 100) / 100;
  return kinds.length ? { confidence, fragile: kinds } : { confidence };
}

function standsWithout(family: RegExp, ranked: Scored[]): boolean {
  const scored = ranked.map((s) => ({ ...s, score: weightOf(without(s.features, family)) }));
  const [best, ...others] = scored;
  return ahead([best!, ...others.sort((a, b) => b.score - a.score)]) >= 0.5;
}

/** The document of the outermost page we may look into. */
function outermost(element: Element): Document {
  let page = element.ownerDocument;
  try {
    while (page.defaultView?.frameElement) page = page.defaultView.frameElement.ownerDocument;
  } catch {
    return page; // a frame of another origin around us
  }
  return page;
}
