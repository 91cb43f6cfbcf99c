/** The npm package `shirube`: the same calls as the script tag, typed, for apps that bundle their scripts. */
export type { Listener, Shirube, Traits } from "./api";
import type { InitOptions, Shirube } from "./api";
import { createShirube as create } from "./app";

/** `host`: origin of the Shirube server, e.g. `https://guides.example.com`. */
export type Options = InitOptions & { host: string };

const begun: Record<string, Shirube> = {};

/** Begins at once, and once for each key; in a page without a window (server rendering) every call does nothing. */
export function createShirube(options: Options): Shirube {
  if (typeof window === "undefined") return new Proxy({} as Shirube, { get: () => () => () => {} });
  return (begun[options.key] ??= create(options));
}
