/** What this browser remembers between pages: one JSON object for each write key, shared by all tabs. */

export interface Run {
  run: string;
  version: number;
  status: "started" | "completed" | "dismissed" | "failed";
  step: string;
  /** Keys of the steps that Back leads to. */
  trail: string[];
  /** How many runs of this guide there were. */
  shown: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** What was answered to the guide's questions. */
  answers?: Record<string, { value: number | string | string[]; label: string }> | undefined;
  response?: string | undefined;
  survey?: boolean | undefined;
  /** Snoozed: not before this moment, in milliseconds since the epoch. */
  until?: number | undefined;
}

export interface Remembered {
  anonymous: string;
  person?: string | undefined;
  traits?: Record<string, unknown> | undefined;
  account?: string | undefined;
  accountTraits?: Record<string, unknown> | undefined;
  session?: { id: string; began: number; at: number } | undefined;
  runs: Record<string, Run>;
  consent?: boolean | undefined;
  /** When the last guide that started by itself ended, in milliseconds since the epoch. */
  quietSince?: number | undefined;
  /** Run → milliseconds since the epoch and group, of guides that interrupted in the last seven days. */
  starts?: Record<string, [number, string | null]> | undefined;
  /** Digest of what identify and group said last, so that the same is not told on every page. */
  told?: Record<string, string> | undefined;
  /** Ids and texts of events that the queue has not taken yet. */
  early?: [id: string, text: string][] | undefined;
  /** The queue sends nothing before `until`; `asked`: the collector said so. Times in milliseconds since the epoch. */
  pause?: { until: number; failures: number; asked: boolean } | undefined;
  /** When events were last thrown away on request. */
  wiped?: number | undefined;
}

export interface Memory {
  read(): Remembered;
  write(change: Partial<Remembered>): void;
  /** Keeps only what is given. */
  forget(rest: Remembered): void;
}

/** Where storage is blocked it lasts as long as the page. */
export function openMemory(name: string, fresh: () => Remembered): Memory {
  let copy: Remembered | undefined;
  const read = (): Remembered => {
    try {
      copy = (JSON.parse(localStorage.getItem(name)!) as Remembered | null) ?? copy;
    } catch {
      // blocked or broken: the copy serves
    }
    return (copy ??= fresh());
  };
  const forget = (rest: Remembered): void => {
    copy = rest;
    try {
      localStorage.setItem(name, JSON.stringify(copy));
    } catch {
      // blocked or full
    }
  };
  return { read, write: (change) => forget({ ...read(), ...change }), forget };
}
