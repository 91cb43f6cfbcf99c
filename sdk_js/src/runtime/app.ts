/** The calls of the host page, wired to the parts that answer them. */
import { openQueue, type EventQueue } from "../queue/queue";
import { uuid7 } from "../queue/uuid";
import type { InitOptions, Shirube, Traits } from "./api";
import { openAsking, seen } from "./asking";
import { finderWith } from "./finding";
import { wantsEditor } from "./flag";
import { openJournal, type Journal } from "./journal";
import { openMemory, type Memory } from "./memory";
import { partsAt } from "./parts";
import { onRoute } from "./route";
import { openShows, type Shows } from "./shows";

/** `origin`: of the server the script came from. Nothing is stored, sent or shown before `init`. */
export function createShirube(origin: string): Shirube {
  const early: (() => void)[] = [];
  let key = "";
  let token: string | undefined;
  let viewed: string | undefined;
  let memory: Memory;
  let queue: EventQueue;
  let journal: Journal;
  let shows: Shows;
  let ask: () => void;

  /** Calls before `init` wait for it. */
  const ready = (call: () => void): void => {
    if (key) call();
    else early.push(call);
  };

  const begin = (options: InitOptions): void => {
    key = options.key;
    origin = options.host ?? origin;
    const name = "shirube-" + key;
    const parts = partsAt(`${origin}/sdk/${__VERSION__}/`, () => shows.look());
    const { load } = parts;
    memory = openMemory(name, () => ({ anonymous: uuid7(), runs: {} }));
    const lost = (count: number, reason: string): void => reason === "too_many" ? journal.tell("events_lost", { count, reason }) : console.warn(`Shirube: ${count} events ${reason}.`);
    queue = openQueue({ url: origin + "/v1/events", key, token: () => token, lost, sender: () => load("sender.js") });
    journal = openJournal(memory, queue);
    shows = openShows({ memory, journal, parts, find: finderWith(parts), navigate: options.navigate ?? ((link) => location.assign(link)) });
    // While an author works on the page nothing starts by itself.
    const editing = wantsEditor();
    if (editing) void load<typeof import("./editing")>("editing.js").then((part) => part?.openEditor(origin, parts, shows.preview));
    ask = openAsking(origin, asked, (answer) => editing || shows.offer(answer));
    addEventListener("storage", (event) => event.key === name && shows.follow());
    onRoute(
      () => {
        view();
        shows.look(true);
      },
      () => load("oldroute.js"),
    );
    for (const call of early.splice(0)) call();
    void seen().then(view);
    ask();
  };

  const asked = (): object | false => {
    const { consent, person, anonymous, traits, account, accountTraits } = memory.read();
    return consent !== false && { key, token, person, anonymous_id: anonymous, traits, account, account_traits: accountTraits };
  };

  const view = (): void => {
    if (viewed !== location.href) journal.tell("page_viewed");
    viewed = location.href;
  };

  /** Tells what identify or group said, once a session unless it changed. */
  const tellOnce = (type: string, props: Traits): void => {
    const { person, account, told } = memory.read();
    const words = JSON.stringify([journal.session().id, person, account, props]);
    if (told?.[type] === words) return;
    memory.write({ told: { ...told, [type]: words } });
    journal.tell(type, props);
  };

  const halt = (): void => {
    shows.stop();
    queue.clear();
  };

  return {
    init(options) {
      if (!key && options?.key) begin(options);
    },
    identify: (person, traits = {}, options) =>
      ready(() => {
        const before = memory.read().person;
        if (before && before !== person) shows.stop();
        memory.write({ person, traits, ...(before && before !== person && { runs: {}, account: undefined, accountTraits: undefined }) });
        token = options?.token;
        tellOnce("person_identified", { traits });
        ask();
      }),
    group: (account, accountTraits = {}, membership = {}) =>
      ready(() => {
        memory.write({ account, accountTraits });
        tellOnce("account_grouped", { traits: accountTraits, membership });
        ask();
      }),
    track: (name, props) => ready(() => journal.tell(name, props)),
    page: () => ready(view),
    start: (guide) => ready(() => shows.begin(guide)),
    stop: () => ready(() => shows.stop()),
    reset: () =>
      ready(() => {
        halt();
        token = undefined;
        const { consent } = memory.read();
        memory.forget({ anonymous: uuid7(), runs: {}, consent });
        ask();
      }),
    on: (name, heard) => ready(() => journal.on(name, heard)),
    help: () => ready(() => journal.tell("help_requested")),
    consent: (consent) =>
      ready(() => {
        memory.write({ consent });
        if (consent) ask();
        else halt();
      }),
    preview: (...given) => shows.preview(...given),
  };
}
