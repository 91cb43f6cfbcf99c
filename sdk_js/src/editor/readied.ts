/** The draft in the form in which guides are delivered, as far as the editor's own server calls have not made it so. */
import type { Guide } from "./draft";

type Center = NonNullable<Guide["resource_center"]>;

/** In the order of `guides/parts/resource_center.py`. */
const SECTIONS: Center["sections"] = ["search", "checklists", "guides", "articles", "news", "links", "help"];

/** What a session adds for a person (news, what is done already) is nobody's in a draft. */
export function readied(guide: Guide): Guide {
  const { checklist, resource_center: center } = guide;
  const list = checklist && { order: "any", items: [], launcher: {}, opens_by_itself: true, celebrate: true, ...checklist };
  const found = center && {
    title: "", launcher: {}, sections: SECTIONS, articles: [], links: [], news: [], ...center,
    guides: (center.guides ?? []).map((entry) => ({ ...entry, title: entry.title || entry.guide })),
  };
  return { ...guide, ...(list && { checklist: list as typeof checklist }), ...(found && { resource_center: found as Center }) };
}
