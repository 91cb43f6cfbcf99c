/** `dist/resource_center.js`: guides, articles, news, checklists and links in one searchable place, and a way to ask for help. */
import type { Kit } from "../runtime/kit";
import type { Play } from "../runtime/kinds";
import type { DeliveredGuide, Step } from "../steps/contract";
import { h, type Child, type Stop } from "../steps/element";
import type { Surroundings } from "../steps/passage";
import css from "./center.css";
import { drawBlock } from "./checklist";
import { articleEntries, entry, guideEntries, linkEntries, newsEntries, checklistEntries, type Entry } from "./entries";
import { helpForm } from "./helpform";
import { icon } from "./icons";
import { openPanel, wasOpen, type Panel } from "./panel";
import panelCss from "./panel.css";
import { search } from "./search";
import { noteTried } from "./tried";
import { filled, wordsIn } from "./words";

type Center = NonNullable<DeliveredGuide["resource_center"]>;

/** Milliseconds without typing after which a search is told. */
const PAUSE = 1200;

export function install(kit: Kit): void {
  kit.addStyle(panelCss + css);
  kit.KINDS.resource_center = centerWith(kit);
}

/** Only once every part is there: how much is unread, for launchers; and the action that asks for help. */
function join(kit: Kit): void {
  kit.STANDING.COUNTS.resource_center = (guide, around) => guide.resource_center?.news.filter(({ guide: key, unread }) => unread && !around.runOf(guide)?.trail.includes(key)).length ?? 0;
  kit.ACTIONS.help = (_, { around, here }) => kit.MORE.help?.() ?? around.tell("help_requested", here);
}

const centerWith = (kit: Kit): Play => (playable, { trail = [], met }, around) => {
  const guide = playable as DeliveredGuide;
  const center = guide.resource_center;
  if (!center) return { stop() {} };
  join(kit);
  const intro: Step = guide.steps[0] ?? { key: "home", kind: "slide_out" };
  const words = wordsIn(around.speech);
  const read = new Set(trail);
  let query = "";
  let stops: Stop[] = [noteTried(around, guide.key)];
  let told: ReturnType<typeof setTimeout> | undefined;

  const panel = openPanel({
    kit,
    around,
    guide,
    launcher: center.launcher,
    title: center.title || guide.name || words.center,
    opened() {
      if (!met) around.tell("step_seen", intro);
      met = true;
      query = "";
      home();
    },
  });
  const isUnread = (key: string, unread?: boolean): boolean => !!unread && !read.has(key);
  const count = (): void => panel.count(center.news.filter((news) => isUnread(news.guide, news.unread)).length);

  const opens = {
    guide(key: string) {
      panel.close();
      around.start(key);
    },
    article(key: string) {
      const article = center.articles.find((one) => one.key === key)!;
      around.tell("article_viewed", { ...intro, key }, { title: article.title, ...(query && { query }) });
      page(article.title, article.content ?? []);
    },
    news(key: string) {
      const news = center.news.find((one) => one.guide === key)!;
      if (isUnread(key, news.unread)) {
        read.add(key);
        around.reached(intro.key, [...read]);
        around.tell("news_read", { ...intro, key }, { title: news.title });
        count();
      }
      page(news.title, news.content);
    },
  };

  const entries = (): Entry[] => [
    ...guideEntries(center, around, opens.guide),
    ...articleEntries(center, around, opens.article),
    ...newsEntries(center, isUnread, opens.news),
  ];

  const heading = (title: string, ...more: Child[]): Child[] => [h("h2", {}, title), ...more];

  const home = (): void => {
    const field = h("input", { type: "search", placeholder: words.search, "aria-label": words.search, enterkeyhint: "search" });
    const results = h("div");
    field.value = query;
    const look = (): void => {
      query = field.value;
      results.replaceChildren(...(query.trim() ? found() : sections()));
    };
    field.oninput = () => {
      look();
      clearTimeout(told);
      told = setTimeout(tellSearch, PAUSE);
    };
    // What is typed here is not a shortcut of the page's.
    for (const name of ["keydown", "keyup", "keypress"] as const) field.addEventListener(name, (event) => event.key !== "Escape" && event.stopPropagation());
    const searches = center.sections.includes("search") && h("div", { class: "find" }, icon("search"), field);
    panel.fill(heading(center.title || guide.name || words.center, searches), [introduction(), results], field);
    look();
  };

  const introduction = (): Child => {
    const content = guide.steps[0]?.content ?? [];
    return content.length > 0 && h("div", { class: "intro article" }, ...content.map((block) => drawBlock(kit, block, guide.values ?? {})));
  };

  const hits = (): Entry[] => search(entries(), query);

  const found = (): Node[] => {
    const list = hits();
    panel.say(filled(words.found, list.length));
    const nothing = list.length ? null : h("p", { class: "none", dir: "auto" }, filled(words.nothing, query.trim()));
    return [...(nothing ? [nothing] : [listOf(list)]), ...(center.sections.includes("help") ? [ask()] : [])];
  };

  const tellSearch = (): void => {
    clearTimeout(told);
    told = undefined;
    if (query.trim()) around.tell("center_searched", intro, { query: query.trim().slice(0, 200), results: hits().length });
  };

  const sections = (): Node[] =>
    center.sections.flatMap((section): Node[] => {
      if (section === "help") return [ask()];
      if (section === "search") return [];
      const list = {
        guides: () => search(guideEntries(center, around, opens.guide), ""),
        articles: () => search(articleEntries(center, around, opens.article), ""),
        news: () => newsEntries(center, isUnread, opens.news),
        checklists: () => checklistEntries(around, opens.guide, words),
        links: () => linkEntries(center, around),
      }[section]();
      return list.length ? [h("h3", {}, words[section]), listOf(list)] : [];
    });

  const listOf = (list: Entry[]): HTMLElement =>
    h("ul", {}, ...list.map((one) => h("li", {}, entry(one, words, () => (query && told && tellSearch(), one.open())))));

  const ask = (): HTMLElement => h("div", { class: "ask" }, entry({ sign: "help", title: words.help, text: "", here: false, open: help }, words, help));

  const page = (title: string, content: NonNullable<Step["content"]>): void =>
    within(title, [h("div", { class: "article" }, ...content.map((block) => drawBlock(kit, block, guide.values ?? {})))]);

  const help = (): void => within(words.help, [helpForm(around, intro, words, panel.say)], "textarea");

  /** A page below the home page, with a way back to where the person was. */
  const within = (title: string, content: Child[], focus?: string): void => {
    const back = h("button", { "aria-label": words.back }, icon("back"));
    back.onclick = home;
    const body = h("div", {}, ...content);
    panel.fill([h("div", { class: "title" }, back, h("h2", {}, title))], [body], (focus && body.querySelector<HTMLElement>(focus)) || back);
    if (focus) body.querySelector<HTMLElement>(focus)?.focus();
  };

  const openHelp = (): true => {
    panel.open(true);
    help();
    return true;
  };
  kit.MORE.help = openHelp;

  around.reached(intro.key, [...read]);
  count();
  if (wasOpen(guide.key)) setTimeout(panel.open);
  const onKey = panelKeys(panel);
  stops.push(onKey);

  return {
    open: () => panel.open(true),
    routed() {
      for (const key of around.runOf(guide)?.trail ?? []) read.add(key);
      count();
    },
    stop() {
      clearTimeout(told);
      for (const stop of stops) stop();
      stops = [];
      if (kit.MORE.help === openHelp) kit.MORE.help = undefined;
      panel.remove();
    },
  };
};

/** Arrows go from entry to entry. */
function panelKeys({ element }: Panel): Stop {
  const on = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = event.composedPath()[0] as HTMLElement;
    if (!step || at.localName === "textarea") return;
    const all = [...element.querySelectorAll<HTMLElement>("input,.entry")];
    const next = all[all.indexOf(at) + step];
    if (!next || !all.includes(at)) return;
    event.preventDefault();
    next.focus();
  };
  // Before the search field, which keeps what is typed to itself.
  element.addEventListener("keydown", on, true);
  return () => element.removeEventListener("keydown", on, true);
}

export type { Center, Surroundings };
