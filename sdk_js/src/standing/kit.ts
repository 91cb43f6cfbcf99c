/**
 * What kinds of guides that stay beside the page are built from. `standing.ts` fills it; other parts (checklist, resource
 * centre) take it from the kit when they play, so that corners and open tips are counted once.
 */
import type { corner } from "./corners";
import type { icon } from "./icons";
import type { launcherButton } from "./launcherbutton";
import type { openSurface } from "./surface";
import type { pin } from "./pin";
import type { COUNTS, isNews, isUnread } from "./waiting";
import type { standingPassage } from "./passage";

export interface StandingKit {
  openSurface: typeof openSurface;
  standingPassage: typeof standingPassage;
  launcherButton: typeof launcherButton;
  corner: typeof corner;
  pin: typeof pin;
  icon: typeof icon;
  COUNTS: typeof COUNTS;
  isNews: typeof isNews;
  isUnread: typeof isUnread;
  /** The panel that is open: at most one is. */
  opened?: { close(): void } | undefined;
}
