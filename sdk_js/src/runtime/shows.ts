/** Guides on this page: which may start now, and those that play. */
import type { DeliveredGuide, SessionAnswer } from "../contract.gen";
import { uuid7 } from "../queue/uuid";
import type { Step } from "../steps/contract";
import type { Stop } from "../steps/element";
import { MORE, type From, type Playable, type Shown, type Surroundings } from "../steps/passage";
import { poll } from "../steps/poll";
import { CARE } from "../steps/stay";
import { inTurn, isFresh, leftOf, runOf } from "./choose";
import type { Find } from "./finding";
import type { Journal } from "./journal";
import { KINDS } from "./kinds";
import { isStanding } from "./standing";
import type { Memory, Run } from "./memory";
import { pageMatches } from "./pages";
import type { Parts } from "./parts";

export interface ShowsOptions {
  memory: Memory;
  journal: Journal;
  parts: Parts;
  find: Find;
  navigate(link: string): void;
  /** Asks the server for a guide whatever its rules say; answers whether its answer is still to come. */
  ask(guide: string): boolean;
}

export interface Shows {
  /** Takes what the server answered. */
  offer(answer: SessionAnswer): void;
  /** Looks which guides may start, now and while the person stays on this page; `anew`: on another page than before. */
  look(anew?: boolean): void;
  /** Starts a guide whatever its rules say, as soon as it is known. */
  begin(guide: string): void;
  /** Takes all guides off the page. */
  stop(): void;
  /** Another tab has moved a run on: follow it. */
  follow(): void;
  /** Plays, whatever else plays. */
  perform(guide: Playable & Partial<Pick<DeliveredGuide, "kind" | "style">>, from: From, recorder: Recorder, state?: Run): void;
}

export type Recorder = Pick<Surroundings, "reached" | "tell" | "ended">;

export function openShows({ memory, journal, parts, find, navigate, ask }: ShowsOptions): Shows {
  /** Guides that ended on this page: not again before the person goes elsewhere. */
  const endedHere = new Set<string>();
  /** By the guide's key; at most one of them is not standing. */
  const playing = new Map<string, Shown>();
  let answer: SessionAnswer | undefined;
  let wanted: string | undefined;
  let mayBegin: ((guide: DeliveredGuide) => boolean) | undefined;
  let unlook: Stop | undefined;

  const isAt = (pattern = ""): boolean => pageMatches(pattern, location.href);
  const holds: Surroundings["holds"] = (condition: unknown) =>
    typeof condition === "boolean" ? condition : !!MORE.holds?.(condition, { url: location.href, find });
  /** Where the run goes on. One that asks before it does may do so anywhere on the guide's own page. */
  const stepToBe = ({ steps, resume }: DeliveredGuide, run: Run): Step | undefined => steps.find(({ key }) => key === run.step && resume !== "ask");

  const look = (anew?: boolean): void => {
    if (anew) endedHere.clear();
    unlook?.();
    if (!answer || memory.read().consent === false) return;
    MORE.stand?.(playing, answer.guides, ({ trigger }) => isAt(trigger.page) && (!anew || holds(trigger.when)), halt);
    if (wanted) return begin(wanted);
    const since = performance.now();
    const here = inTurn(answer.guides.filter(mayStartHere), memory.read());
    // Whose parts are under way keeps its turn, and all are looked at anew when they have come: else a lesser guide would be first.
    const takesTurn = (guide: DeliveredGuide): boolean =>
      performance.now() - since >= guide.trigger.delay_seconds! * 1000 && (guide.needs.map(parts.has).includes(undefined) || (isReady(guide) && run(guide)));
    if (here[0]) unlook = poll(() => !document.hidden && here.some(takesTurn));
  };

  /** By what stays the same while the person stays on this page. Without a page of its own, a guide starts where its first step is. */
  const mayStartHere = (guide: DeliveredGuide): boolean | undefined => {
    const { key, trigger, steps } = guide;
    const standing = isStanding(guide.kind);
    if (playing.has(key) || (!standing && [...playing.values()].some((other) => !isStanding(other.kind)))) return false;
    const remembered = memory.read();
    const left = leftOf(guide, remembered);
    if (left) return standing ? isAt(trigger.page) : isFresh(left) || isAt(stepToBe(guide, left)?.page || trigger.page);
    const loud = standing || (remembered.quietSince ?? 0) + answer!.settings.quiet_seconds! * 1000 <= Date.now();
    const page = trigger.page || (standing ? "" : steps[0]?.page);
    return !trigger.manual && loud && !endedHere.has(key) && isAt(page) && isDue(guide, runOf(guide, remembered)) && mayBegin?.(guide) !== false;
  };

  const isDue = (guide: DeliveredGuide, before?: Run): boolean | undefined => !before || (hasCare() && CARE.isDue(guide, before, journal.session()));

  /** A run that was left goes on when its step can be shown; a guide starts when its condition holds. */
  const isReady = (guide: DeliveredGuide): boolean => {
    const left = isStanding(guide.kind) ? undefined : leftOf(guide, memory.read());
    const target = left && stepToBe(guide, left)?.target;
    return hasParts(guide) && (left ? isFresh(left) || !target || !!find(target) : holds(guide.trigger.when) && MORE.may?.(guide, memory.read().runs) !== false);
  };

  const hasParts = (guide: DeliveredGuide): boolean => guide.needs.map(parts.has).every((has) => has);

  const hasCare = (): boolean | undefined => parts.has("care.js");

  const begin = (key: string): void => {
    wanted = key;
    const guide = answer?.guides.find((one) => one.key === key);
    const ready = hasCare();
    if (!answer || (guide ? !hasParts(guide) : ask(key)) || !ready) return;
    wanted = undefined;
    CARE.begin(key, guide, playing, run, halt);
  };

  /** Goes on with the run that is under way, or begins another. Answers whether there was a guide to play. */
  const run = (guide?: DeliveredGuide, anew?: boolean): boolean => {
    if (!guide) return false;
    const { key, version } = guide;
    const left = anew ? undefined : leftOf(guide, memory.read());
    const state: Run =
      left?.version === version ? left : { run: uuid7(), version, status: "started", step: left?.step ?? "", trail: [], shown: (runOf(guide, memory.read())?.shown ?? 0) + 1, at: 0 };
    const about = { run: state.run, guide: key, version };
    const keep = (change: Partial<Run>): void =>
      memory.write({ runs: { ...memory.read().runs, [key]: Object.assign(state, change, { at: Date.now() }) } });
    if (state !== left) journal.tell("guide_started", {}, about);
    const recorder: Recorder = {
      reached: (step, trail, given) => keep({ step, trail, status: "started", until: undefined, ...given }),
      tell: (type, step, props, at: object = { ...about, step: step.key }) =>
        journal.tell(type, { ...props, ...find.whole?.told(type, step.target, at as typeof about & { step: string }, journal.tell, answer) }, at as Record<string, unknown>),
      ended(status, step, until) {
        keep({ status, until });
        if (!isStanding(guide.kind)) memory.write({ quietSince: Date.now() });
        endedHere.add(key);
        journal.tell("guide_" + status, { step: step.key }, about);
        look();
      },
    };
    const goOn = (): void => perform(guide, { ...state, met: state.at >= journal.session().began }, recorder, state);
    if (left && guide.resume === "ask" && !isFresh(left)) MORE.ask!(guide, left.step, answer!.settings.language, perform, recorder, goOn);
    else goOn();
    setTimeout(look);
    return true;
  };

  const perform: Shows["perform"] = (guide, from, recorder, state) => {
    const { key, kind = "walkthrough" } = guide;
    const entry: Shown = { kind, state };
    playing.set(key, entry);
    const around: Surroundings = {
      speech: answer?.settings.language ?? document.documentElement.lang,
      theme: guide.style ?? answer?.settings.theme ?? {},
      find,
      isAt,
      holds,
      onEvent: journal.on,
      navigate,
      start: begin,
      delivered: () => answer?.guides ?? [],
      runOf: (one) => runOf(one, memory.read()),
      more: () => parts.load("more.js"),
      ...recorder,
      ended(...how) {
        playing.delete(key);
        recorder.ended(...how);
      },
    };
    MORE.listen?.(guide, from, around);
    entry.player = KINDS[kind]?.(guide, from, around);
  };

  const halt = (key: string): void => {
    playing.get(key)?.player?.stop();
    playing.delete(key);
  };

  const stop = (): void => [...playing.keys()].forEach(halt);

  return {
    offer(given) {
      answer = given;
      if (given.rules)
        void parts.load<typeof import("../rules/rules")>("rules.js").then((part) => {
          mayBegin = part?.obey({ answer: given, memory, journal, playing, isAt, begin, halt, look });
          look();
        });
      else look();
    },
    look,
    begin,
    stop,
    follow() {
      if (playing.size) CARE.giveWay(playing, memory.read().runs, halt, look);
      else look();
    },
    perform,
  };
}
