/** A colleague looks at a draft by a link: it plays in this tab alone, and nothing is recorded. */
import type { DeliveredGuide } from "../contract.gen";
import { FLAG } from "./flag";
import type { Parts } from "./parts";
import type { Shows } from "./shows";

/** How a code, and what this tab remembers, say that it is a preview and not the editor. */
export const MARK = "p.";
const WORDS = {
  en: { preview: "Preview of a draft", again: "Play again", close: "Close", over: "This preview is over. Ask for a new link." },
  ja: { preview: "下書きのプレビュー", again: "もう一度再生", close: "閉じる", over: "このプレビューは終了しました。新しいリンクをもらってください。" },
};
const CSS = `:host{all:initial}div{position:fixed;z-index:2147483647;inset:auto 0 1rem;margin:auto;width:fit-content;max-width:calc(100% - 2rem);display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;
padding:.5rem .75rem .5rem 1rem;border-radius:8px;background:#1c2030;color:#fff;font:14px/1.4 system-ui,sans-serif;box-shadow:0 4px 16px #0006}
button{font:inherit;color:inherit;background:#3a415a;border:0;border-radius:6px;padding:.3rem .7rem;cursor:pointer}button:focus-visible{outline:2px solid #fff;outline-offset:2px}`;

/** `code`: from the link; null on a later page of the tab. What the tab remembers is `p.` and the step it has reached. */
export async function openPreview(host: string, { load }: Parts, { perform, stop }: Shows, code: string | null): Promise<void> {
  const says = WORDS[/^ja/i.test(navigator.language) ? "ja" : "en"];
  const call = (path: string, body?: object): Promise<Response> =>
    fetch(`${host}/v1/editor/preview/${path}`, { credentials: "include", ...(body && { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }) });
  if (code && !(await call("exchange", { code }).catch(() => undefined))?.ok) return over(says);
  const language = document.documentElement.lang || navigator.language;
  const response = await call("guide?language=" + encodeURIComponent(language)).catch(() => undefined);
  if (!response?.ok) return over(says);
  const { guide } = (await response.json()) as { guide: DeliveredGuide };
  await Promise.all([...guide.needs, "more.js"].map((part) => load(part)));
  const play = (step?: string): void => {
    stop();
    perform(guide, { step }, { reached: remember, tell() {}, ended: () => remember("") });
  };
  const leave = (): void => {
    forget();
    stop();
  };
  showBar(`${says.preview}: ${guide.name}`, says.close, leave, says.again, () => play());
  const [, reached] = remembered().split(MARK);
  if (reached !== undefined && !code && !reached) return; // played to its end on an earlier page
  play(reached || undefined);
}

function over(says: typeof WORDS.en): void {
  forget();
  showBar(says.over, says.close, () => {});
}

/** What is seen, how to leave it, and how to see it again. */
function showBar(words: string, close: string, leave: () => void, again?: string, play?: () => void): void {
  const place = document.createElement("shirube-preview");
  const root = place.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  const bar = document.createElement("div");
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words);
  bar.append(words);
  const button = (label: string, press: () => void): void => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", press);
    bar.append(made);
  };
  if (again && play) button(again, play);
  button(close, () => {
    leave();
    place.remove();
  });
  root.append(bar);
  (document.body ?? document.documentElement).append(place);
}

function remember(step: string): void {
  keep(() => sessionStorage.setItem(FLAG, MARK + step));
}

function forget(): void {
  keep(() => sessionStorage.removeItem(FLAG));
}

/** What an earlier page of this tab remembered; empty for the editor. */
export function remembered(): string {
  return keep(() => sessionStorage.getItem(FLAG)) ?? "";
}

/** Storage may be blocked: then the preview lasts as long as the page. */
function keep<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
