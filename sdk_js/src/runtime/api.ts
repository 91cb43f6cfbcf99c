/** The calls a host page makes. */
import type { Guide } from "../steps/contract";

export type Traits = Record<string, unknown>;

export interface InitOptions {
  /** The environment's public write key. */
  key: string;
  /** Origin of the Shirube server; the script's own when it came from there. */
  host?: string;
  /** How a button opens another page of the app; for routers. */
  navigate?: (link: string) => void;
  /** How a step's target is brought into sight; for pages that scroll in a way of their own. */
  scroll?: (target: Element) => void;
}

/** Hears of `guide_started`, `step_seen`, `step_completed`, … and of everything tracked. */
export type Listener = (event: Record<string, unknown>) => void;

export interface Shirube {
  identify(person: string, traits?: Traits, options?: { token?: string }): void;
  group(account: string, traits?: Traits, membership?: Traits): void;
  track(name: string, props?: Traits): void;
  page(): void;
  /** Starts a guide whatever its audience and frequency say. */
  start(guide: string): void;
  /** Takes the guides that are shown off the page. */
  stop(): void;
  /** The person logged out: forgets who it was. */
  reset(): void;
  /** Answers how to stop listening. */
  on(name: string, heard: Listener): () => void;
  help(): void;
  /** False: sends and shows nothing, forgets what was not sent. */
  consent(given: boolean): void;
}

export interface PreviewWatch {
  at?(stepKey: string): void;
  ended?(): void;
}

/** Plays a draft without sending anything; what the editor is given. */
export type Preview = (guide: Guide, stepKey?: string | null, watch?: PreviewWatch) => { stop(): void };
