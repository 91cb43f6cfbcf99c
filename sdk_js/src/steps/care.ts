/** `dist/care.js`: stays with the target, minds the keyboard, keeps the step on top, and knows how the guide goes on. */
import { follow } from "./follow";
import { key } from "./keys";
import { mind } from "./mind";
import { begin, giveWay, isDue } from "../runtime/passing";
import type { Kit } from "../runtime/kit";
import { act, done, miss } from "./way";

export interface Care {
  follow: typeof follow;
  mind: typeof mind;
  key: typeof key;
  act: typeof act;
  done: typeof done;
  miss: typeof miss;
  begin: typeof begin;
  giveWay: typeof giveWay;
  isDue: typeof isDue;
}

export function install(kit: Kit): void {
  Object.assign(kit.CARE, { act, begin, done, follow, giveWay, isDue, key, mind, miss } satisfies Care);
}
