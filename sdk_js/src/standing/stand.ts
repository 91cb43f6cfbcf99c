/** Whether the guides that stand may stay: looked at on every change of route and every answer of the server. */
import type { DeliveredGuide } from "../steps/contract";
import type { Shown } from "../steps/passage";
import { isStanding } from "../runtime/standing";

export function stand(playing: Map<string, Shown>, guides: DeliveredGuide[], fits: (guide: DeliveredGuide) => boolean, halt: (key: string) => void): void {
  for (const [key, { kind, state, player }] of playing) {
    if (!state || !isStanding(kind)) continue;
    const guide = guides.find((one) => one.key === key);
    if (guide?.version === state.version && fits(guide)) player?.routed?.();
    else halt(key);
  }
}
