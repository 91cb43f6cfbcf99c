/** `dist/more.js`: all that a walkthrough may have beyond plain tooltips. */
import type { Kit } from "../runtime/kit";
import { holds } from "../runtime/conditions";
import { actions } from "./actions";
import { ask } from "./ask";
import { hiddenWith } from "./hidden";
import { modal } from "./modal";
import { enrich } from "./rich";
import { slideOut } from "./slideout";
import { spotlit } from "./spotlight";
import { watchesWith } from "./watches";

export { missed } from "./missing";

export function install(kit: Kit): void {
  enrich(kit.DRAWERS, kit.addStyle);
  Object.assign(kit.ACTIONS, actions);
  Object.assign(kit.WATCHES, watchesWith(kit.listen));
  Object.assign(kit.SEATS, { modal, slide_out: slideOut, feed: modal, tooltip: spotlit(kit.SEATS.tooltip) });
  // An announcement is played as a walkthrough is: only what it looks like differs.
  kit.KINDS.announcement = kit.KINDS.walkthrough!;
  Object.assign(kit.MORE, { ask, hidden: hiddenWith(kit.ACTIONS), holds });
}
