/**
 * What the snippet lends to the parts that load on demand. Parts are built apart from the snippet, so whatever has a memory
 * of its own (registries, style sheets) must come from here; importing it would make a second one.
 */
import { WATCHES, listen } from "../steps/advance";
import { DRAWERS } from "../steps/blocks";
import { drawBox } from "../steps/box";
import { ACTIONS, MORE } from "../steps/passage";
import { SEATS } from "../steps/seats";
import { CARE } from "../steps/stay";
import { addStyle, isDark, openStage } from "../steps/stage";
import type { StandingKit } from "../standing/kit";
import { KINDS } from "./kinds";

export const KIT = { ACTIONS, CARE, DRAWERS, KINDS, MORE, SEATS, WATCHES, STANDING: {} as StandingKit, addStyle, drawBox, isDark, listen, openStage };

export type Kit = typeof KIT;
