/** `POST /v1/session`: who is this, and which guides may start. */
import type { SessionAnswer } from "../contract.gen";

/** Several calls in a row ask once; an answer that was overtaken is dropped. Pages nobody looks at do not ask. */
export function openAsking(host: string, request: () => object | false, answered: (answer: SessionAnswer) => unknown): () => void {
  let turn = 0;
  return async () => {
    const mine = ++turn;
    await seen();
    const about = turn === mine && request();
    if (!about) return;
    const language = document.documentElement.lang || navigator.language;
    try {
      const body = JSON.stringify({ ...about, url: location.href, language, sdk: __VERSION__ });
      const response = await fetch(host + "/v1/session", { method: "POST", body, credentials: "omit" });
      if (response.status === 401) console.warn("Shirube: unknown write key.");
      const answer = response.ok && ((await response.json()) as SessionAnswer);
      if (answer && turn === mine) answered(answer);
    } catch {
      // Offline, or an answer that is not the server's: the next page asks again.
    }
  };
}

/**
 * When the page is first looked at: not while it is prerendered or opened in the background. Never in the task that asks, since
 * what the page still says in it (who the person is) belongs to the same moment.
 */
export function seen(): Promise<unknown> {
  return new Promise<unknown>((resolve) => {
    if (document.hidden) document.addEventListener("visibilitychange", resolve, { once: true });
    else setTimeout(resolve);
  });
}
