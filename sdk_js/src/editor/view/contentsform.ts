/** The entries of a checklist or a resource centre in their words; what they do is set in the studio. */
import type { Guide } from "../draft";
import { guideOf, type Actions, type State } from "../state";
import { check, field, textInput } from "./parts";
import { h, type VNode } from "./vdom";

/** Nothing for guides without entries. */
export function contentsForm(state: State, act: Actions): VNode[] {
  const guide = guideOf(state);
  if (guide.checklist) return [tasks(state, act, guide.checklist), rest(state)];
  if (guide.resource_center) return [center(state, act, guide.resource_center), rest(state)];
  return [];
}

function tasks({ words }: State, act: Actions, checklist: NonNullable<Guide["checklist"]>): VNode {
  const items = checklist.items ?? [];
  const set = (change: typeof checklist, about?: string): void => act.guide({ checklist: { ...checklist, ...change } }, about);
  return h("div", { class: "section", key: "tasks" },
    h("span", { class: "label" }, words.tasks),
    ...items.map((item, place) => field(`task-${item.key}`, words.entry(place + 1),
      textInput(`task-${item.key}`, item.label, (label) => set({ items: replaced(items, place, { label }) }, `task.${item.key}`)))),
    check(words.opensByItself, checklist.opens_by_itself ?? true, (opens_by_itself) => set({ opens_by_itself })),
    check(words.celebrates, checklist.celebrate ?? true, (celebrate) => set({ celebrate })));
}

function center({ words }: State, act: Actions, center: NonNullable<Guide["resource_center"]>): VNode {
  const articles = center.articles ?? [];
  const set = (change: typeof center, about: string): void => act.guide({ resource_center: { ...center, ...change } }, about);
  return h("div", { class: "section", key: "articles" },
    field("center-title", words.centerTitle, textInput("center-title", center.title ?? "", (title) => set({ title }, "center.title"))),
    articles.length > 0 && h("span", { class: "label" }, words.articles),
    ...articles.map((article, place) => field(`article-${article.key}`, words.entry(place + 1),
      textInput(`article-${article.key}`, article.title, (title) => set({ articles: replaced(articles, place, { title }) }, `article.${article.key}`)))));
}

function rest({ words, studio }: State): VNode {
  return h("p", { class: "hint", key: "rest" },
    h("a", { class: "link", href: studio.replace(/edit$/, "contents") }, words.entriesInStudio));
}

function replaced<T>(all: readonly T[], place: number, change: Partial<T>): T[] {
  return all.map((one, at) => (at === place ? { ...one, ...change } : one));
}
