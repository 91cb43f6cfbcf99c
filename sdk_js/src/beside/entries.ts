/** What a resource centre lists: guides, articles, news, checklists, links, all as entries of one look. */
import type { DeliveredGuide } from "../steps/contract";
import { h } from "../steps/element";
import { openLink } from "../steps/link";
import type { Surroundings } from "../steps/passage";
import { icon, type SignName } from "./icons";
import { progressOf } from "./progress";
import { wordsOf, type Findable } from "./search";
import { filled, type Words } from "./words";

type Center = NonNullable<DeliveredGuide["resource_center"]>;

export interface Entry extends Findable {
  sign: SignName;
  open(): void;
  /** Set apart: news not read. */
  unread?: boolean;
  done?: boolean;
  link?: string;
  note?: string;
}

const isHere = (page: string | undefined, around: Surroundings): boolean => !!page && around.isAt(page);

export function guideEntries({ guides }: Center, around: Surroundings, open: (key: string) => void): Entry[] {
  return guides.map(({ guide, title, page, completed }) => ({ sign: "guide", title, text: "", here: isHere(page, around), done: !!completed, open: () => open(guide) }));
}

export function articleEntries({ articles }: Center, around: Surroundings, open: (key: string) => void): Entry[] {
  return articles.map(({ key, title, keywords, content, page }) => ({ sign: "article", title, keywords: keywords ?? [], text: wordsOf(content ?? []), here: isHere(page, around), open: () => open(key) }));
}

export function newsEntries({ news }: Center, isUnread: (key: string, unread?: boolean) => boolean, open: (key: string) => void): Entry[] {
  return news.map(({ guide, title, content, at, unread }) => ({ sign: "news", title, text: wordsOf(content), here: false, unread: isUnread(guide, unread), note: dayOf(at), open: () => open(guide) }));
}

export function checklistEntries(around: Surroundings, open: (key: string) => void, words: Words): Entry[] {
  return around.delivered().flatMap((guide): Entry[] => {
    if (!guide.checklist) return [];
    const trail = around.runOf(guide)?.trail ?? [];
    const { tasks, done } = progressOf(guide.checklist, ({ key, done }) => !!done || trail.includes(key), () => true);
    return [{ sign: "check", title: guide.name, text: "", here: false, note: filled(words.progress, done, tasks.length), open: () => open(guide.key) }];
  });
}

export function linkEntries({ links }: Center, around: Surroundings): Entry[] {
  return links.map(({ label, link }) => ({ sign: "link", title: label, text: "", here: false, link, open: () => openLink(around, link, /^https?:/.test(link)) }));
}

/** `chosen`: also told of what was typed before. Links stay links, so that they can be opened as the person likes. */
export function entry({ sign, title, unread, done, link, note }: Entry, words: Words, chosen: () => void): HTMLElement {
  const said = h("span", {}, title, note && h("time", { dir: "auto" }, note));
  const parts = [icon(sign), said, unread && h("em", {}, words.unread), icon(done ? "check" : "forward")] as const;
  const href = link && safe(link);
  if (href) return h("a", { class: "entry", href, ...(/^https?:/.test(link) && { target: "_blank", rel: "noopener" }) }, ...parts);
  const button = h("button", { class: "entry" }, ...parts);
  button.onclick = chosen;
  return button;
}

/** As `guides/links.py` allows; anything else opens nothing. */
function safe(link: string): string | undefined {
  try {
    return /^(https?|mailto|tel):$/.test(new URL(link, location.href).protocol) ? link : undefined;
  } catch {
    return undefined;
  }
}

function dayOf(seconds: number): string {
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "medium" }).format(seconds * 1000);
}
