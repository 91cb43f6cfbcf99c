/** `POST /v1/session`: who is this, and which guides may start. */
import type { SessionAnswer, SessionRequest } from "../contract.gen";

/** Several calls in a row ask once; an answer that was overtaken is dropped. Pages nobody looks at do not ask. */
export function openAsking(origin: string, request: () => Partial<SessionRequest> | false, answered: (answer: SessionAnswer) => void): () => void {
  let turn = 0;
  const ask = async (mine: number): Promise<void> => {
    await seen();
    const about = turn === mine && request();
    if (!about) return;
    const language = document.documentElement.lang || navigator.language;
    const body = JSON.stringify({ ...about, url: location.href, language, sdk: __VERSION__ });
    const response = await fetch(origin + "/v1/session", { method: "POST", body, credentials: "omit" });
    if (response.status === 401) console.warn(`Shirube: ${origin} does not know this write key.`);
    if (!response.ok) return;
    const answer = (await response.json()) as SessionAnswer;
    if (turn === mine) answered(answer);
  };
  return () => {
    const mine = ++turn;
    setTimeout(() => ask(mine).catch(() => {}));
  };
}

/** When the page is first looked at: not while it is prerendered or opened in the background. */
export function seen(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });
}
