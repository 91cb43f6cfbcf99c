/** Guides on this page: which one may start now, and the one that plays. */
import type { DeliveredGuide, SessionAnswer } from "../contract.gen";
import { uuid7 } from "../queue/uuid";
import type { Stop } from "../steps/element";
import { play, type From, type Playable, type Playing, type Surroundings } from "../steps/player";
import { poll } from "../steps/poll";
import type { PreviewWatch, Shirube } from "./api";
import { inTurn, isDue, isFresh, isUnderWay, runOf } from "./choose";
import { holds, type Page } from "./conditions";
import type { Journal } from "./journal";
import type { Memory, Run } from "./memory";
import { pageMatches } from "./pages";

export interface ShowsOptions {
  memory: Memory;
  journal: Journal;
  find: Page["find"];
  navigate(link: string): void;
}

export interface Shows {
  /** Takes what the server answered. */
  offer(answer: SessionAnswer): void;
  /** Looks which guide may start, now and while the person stays on this page; `anew`: on another page than before. */
  look(anew?: boolean): void;
  /** Starts a guide whatever its rules say, as soon as it is known. */
  begin(guide: string): void;
  stop(): void;
  /** Another tab has moved a run on: follow it. */
  follow(): void;
  preview: Shirube["preview"];
}

type Record = Pick<Surroundings, "reached" | "tell" | "ended">;

export function openShows({ memory, journal, find, navigate }: ShowsOptions): Shows {
  /** Guides that ended on this page: not again before the person goes elsewhere. */
  const endedHere = new Set<string>();
  let answer: SessionAnswer | undefined;
  let wanted: string | undefined;
  let playing: (Playing & { state?: Run; guide?: string }) | undefined;
  let unlook: Stop | undefined;

  const isAt = (pattern = ""): boolean => pageMatches(pattern, location.href);
  const allHolds = (condition: unknown): boolean => holds(condition, { url: location.href, find });
  const stepOf = ({ steps }: DeliveredGuide, run: Run): DeliveredGuide["steps"][number] | undefined => steps.find(({ key }) => key === run.step);

  const look = (anew?: boolean): void => {
    if (anew) endedHere.clear();
    unlook?.();
    if (!answer || playing || memory.read().consent === false) return;
    if (wanted) return begin(wanted);
    const since = performance.now();
    const here = inTurn(answer.guides.filter(mayStartHere), memory.read());
    const isNow = (guide: DeliveredGuide): boolean => performance.now() - since >= (guide.trigger.delay_seconds ?? 0) * 1000 && isReady(guide);
    if (here.length) unlook = poll(() => !document.hidden && run(here.find(isNow)));
  };

  /** By what stays the same while the person stays on this page. Without a page of its own, a guide starts where its first step is. */
  const mayStartHere = (guide: DeliveredGuide): boolean => {
    const remembered = memory.read();
    const known = runOf(guide, remembered);
    const { trigger } = guide;
    if (isUnderWay(known)) return isFresh(known) || isAt(stepOf(guide, known)?.page || trigger.page);
    const loud = (remembered.quietSince ?? 0) + (answer!.settings.quiet_seconds ?? 0) * 1000 <= Date.now();
    return !trigger.manual && loud && !endedHere.has(guide.key) && isAt(trigger.page || guide.steps[0]?.page) && isDue(guide, known, journal.session());
  };

  /** A run that was left goes on when its step can be shown; a guide starts when its condition holds. */
  const isReady = (guide: DeliveredGuide): boolean => {
    const known = runOf(guide, memory.read());
    if (!isUnderWay(known)) return allHolds(guide.trigger.when);
    const target = stepOf(guide, known)?.target;
    return isFresh(known) || !target || !!find(target);
  };

  const begin = (key: string): void => {
    wanted = key;
    const guide = answer?.guides.find((one) => one.key === key);
    if (answer && !guide) console.warn(`Shirube: no guide “${key}” for this person: unknown, not published, or not meant for them.`);
    if (!guide) return;
    wanted = undefined;
    stop();
    run(guide, true);
  };

  /** Goes on with the run that is under way, or begins another. Answers whether there was a guide to play. */
  const run = (guide?: DeliveredGuide, anew?: boolean): boolean => {
    if (!guide) return false;
    const { key, version } = guide;
    const before = runOf(guide, memory.read());
    const left = !anew && isUnderWay(before) ? before : undefined;
    const state: Run =
      left?.version === version ? left : { run: uuid7(), version, status: "started", step: left?.step ?? "", trail: [], shown: (before?.shown ?? 0) + 1, at: 0 };
    const about = { run: state.run, guide: key, version };
    const keep = (change: Partial<Run>): void =>
      memory.write({ runs: { ...memory.read().runs, [key]: Object.assign(state, change, { at: Date.now() }) } });
    if (state !== left) journal.tell("guide_started", {}, about);
    perform(guide, state, {
      reached: (step, trail) => keep({ step, trail }),
      tell: (type, step, props) => journal.tell(type, props, { ...about, step: step.key }),
      ended(status, step, until) {
        keep({ status, until });
        memory.write({ quietSince: Date.now() });
        endedHere.add(key);
        journal.tell("guide_" + status, { step: step.key }, about);
        look();
      },
    });
    Object.assign(playing ?? {}, { state, guide: key });
    return true;
  };

  const perform = (guide: Playable, from: From, record: Record): void => {
    unlook?.();
    playing = play(guide, from, {
      speech: answer?.settings.language ?? document.documentElement.lang,
      theme: answer?.settings.theme ?? {},
      find,
      isAt,
      holds: allHolds,
      onEvent: journal.on,
      open: (link, newTab) => (newTab ? void open(link, "_blank", "noopener") : navigate(link)),
      start: begin,
      ...record,
      ended(...how) {
        playing = undefined;
        record.ended(...how);
      },
    });
  };

  const stop = (): void => {
    playing?.stop();
    playing = undefined;
  };

  return {
    offer(given) {
      answer = given;
      look();
    },
    look,
    begin,
    stop,
    follow() {
      const { state, guide } = playing ?? {};
      const there = guide && memory.read().runs[guide];
      if (!there || (there.run === state!.run && there.step === state!.step && there.status === "started")) return;
      stop();
      look();
    },
    preview(guide, step, watch: PreviewWatch = {}) {
      stop();
      perform(guide, { step: step ?? undefined }, { reached: (key) => watch.at?.(key), tell() {}, ended: () => watch.ended?.() });
      return { stop };
    },
  };
}
