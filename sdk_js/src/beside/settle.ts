/** What a task still waits for (`protocol.DeliveredItem.done_when`), with guides and events replaced by whether they came. */
type Tree = Record<string, unknown>;

export interface Come {
  /** Whether the guide has come to this state. */
  guide(key: string, state: string): boolean;
  /** How often the event came since the page has been open. */
  count(event: string): number;
}

/** The tree with booleans for guides and events; pages, elements and devices are left to `holds`. */
export function settle(tree: unknown, come: Come): unknown {
  if (typeof tree !== "object" || !tree) return tree ?? false;
  const { all, any, not, guide, is, event, at_least } = tree as Tree;
  if (Array.isArray(all)) return { all: all.map((part) => settle(part, come)) };
  if (Array.isArray(any)) return { any: any.map((part) => settle(part, come)) };
  if (not !== undefined) return { not: settle(not, come) };
  if (typeof guide === "string") return come.guide(guide, String(is));
  if (typeof event === "string") return come.count(event) >= Number(at_least ?? 1);
  return tree;
}

/** The names of all events that the trees wait for. */
export function eventsIn(tree: unknown): string[] {
  if (typeof tree !== "object" || !tree) return [];
  const { event } = tree as Tree;
  return [...(typeof event === "string" ? [event] : []), ...Object.values(tree).flatMap(eventsIn)];
}
