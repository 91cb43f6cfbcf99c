/** One request to the collector, and what its answer means. */
import type { EventsAnswer } from "../contract.gen";

/** What became of a batch. */
export interface Outcome {
  /** Ids the collector has answered for: taken, or never to be taken. */
  settled: string[];
  /** How many of them it will never take, and why. */
  lost?: [count: number, reason: string];
  /** The batch was too large. */
  large?: boolean;
  /** All guides are off. */
  stopped?: boolean | undefined;
  /** Some or all must be sent again, not before so many milliseconds when the collector said so. */
  again?: { after: number };
}

interface Reply {
  status: number;
  after: string | null;
  answer: unknown;
}

/** Longest pause a collector can ask for, in milliseconds. */
export const LONGEST = 3_600_000;

/** `another`: by the browser's older way, in case the page has broken the usual one. Never fails. */
export async function deliver(url: string, body: string, ids: string[], signal: AbortSignal, another: boolean): Promise<Outcome> {
  try {
    return judge(await (another ? byRequest : byFetch)(url, body, signal), ids);
  } catch {
    // offline, timed out, or an answer that is not the collector's
    return { settled: [], again: { after: 0 } };
  }
}

function judge({ status, after, answer }: Reply, ids: string[]): Outcome {
  if (status === 413 && ids.length > 1) return { settled: [], large: true };
  if (status > 399 && status < 500 && status !== 408 && status !== 429) return { settled: ids, lost: [ids.length, "refused_" + status] };
  if (status !== 200) return { settled: [], again: { after: status === 429 || status === 503 ? milliseconds(after) : 0 } };
  const { results, stopped } = answer as EventsAnswer;
  const those = (wanted: string): string[] => results.filter((one) => one.status === wanted).map(({ id }) => id);
  const retry = new Set(those("retry"));
  const rejected = those("rejected").length;
  return {
    stopped,
    settled: ids.filter((id) => !retry.has(id)),
    ...(rejected && { lost: [rejected, "rejected"] as [number, string] }),
    ...(retry.size && { again: { after: 0 } }),
  };
}

/** `Retry-After`: seconds or a date. */
function milliseconds(after: string | null): number {
  const wait = Number(after) * 1000 || Date.parse(after ?? "") - Date.now() || 0;
  return Math.min(LONGEST, Math.max(0, wait));
}

async function byFetch(url: string, body: string, signal: AbortSignal): Promise<Reply> {
  const response = await fetch(url, { method: "POST", body, credentials: "omit", signal });
  const { status } = response;
  return { status, after: response.headers.get("retry-after"), answer: status === 200 && (await response.json()) };
}

function byRequest(url: string, body: string, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "json";
    request.onload = () => resolve({ status: request.status, after: request.getResponseHeader("retry-after"), answer: request.response as unknown });
    request.onerror = request.onabort = reject;
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

/** The page is going: the browser sends this after it has gone, unless 64 KiB of such requests are under way already. */
export async function sendLast(url: string, body: string): Promise<void> {
  try {
    await fetch(url, { method: "POST", body, credentials: "omit", keepalive: true }).catch(() => navigator.sendBeacon(url, body));
  } catch {
    // refused: the store keeps them
  }
}
