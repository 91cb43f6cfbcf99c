/** `dist/more.js`: all that a walkthrough may have beyond plain tooltips. */
import type { Kit } from "../runtime/kit";
import { holds } from "../runtime/conditions";
import { actions } from "./actions";
import { hidden } from "./hidden";
import { missed } from "./missing";
import { modal } from "./modal";
import { branch } from "./branch";
import { enrich } from "./rich";
import { slideOut } from "./slideout";
import { watchesWith } from "./watches";

export function install(kit: Kit): void {
  enrich(kit.DRAWERS, kit.addStyle);
  Object.assign(kit.ACTIONS, actions);
  Object.assign(kit.WATCHES, watchesWith(kit.listen));
  Object.assign(kit.SEATS, { modal, slide_out: slideOut, feed: modal });
  Object.assign(kit.MORE, { branch, hidden, holds, missed });
}
