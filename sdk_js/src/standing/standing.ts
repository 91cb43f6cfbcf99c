/** `dist/standing.js`: guides that stay beside the page: launchers, banners, hints, and what checklists are built from. */
import type { Kit } from "../runtime/kit";
import { bannerWith } from "./banner";
import { corner } from "./corners";
import { hintWith } from "./hint";
import { icon } from "./icons";
import { launcherWith } from "./launcher";
import { launcherButton } from "./launcherbutton";
import { standingPassage } from "./passage";
import { pin } from "./pin";
import { COUNTS, isNews, isUnread } from "./waiting";
import { stand } from "./stand";
import css from "./standing.css";
import { openSurface } from "./surface";

export function install(kit: Kit): void {
  kit.addStyle(css);
  Object.assign(kit.STANDING, { openSurface, standingPassage, launcherButton, corner, pin, icon, COUNTS, isNews, isUnread });
  kit.MORE.stand = stand;
  Object.assign(kit.KINDS, { launcher: launcherWith(kit), banner: bannerWith(kit), hint: hintWith(kit) });
}
