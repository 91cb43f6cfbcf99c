/** The calls of the host page, wired to the parts that answer them. */
import { uuid7 } from "../queue/uuid";
import { openWriter } from "../queue/writer";
import { MORE } from "../steps/passage";
import { CARE, careLater } from "../steps/stay";
import type { InitOptions, Shirube, Traits } from "./api";
import { openAsking, seen } from "./asking";
import { finderWith } from "./finding";
import { wantsEditor } from "./flag";
import { openJournal } from "./journal";
import { openMemory } from "./memory";
import { partsAt } from "./parts";
import { onRoute } from "./route";
import { openShows } from "./shows";

/** Begins: what is stored, sent and shown from now on belongs to this key. */
export function createShirube({ key, host, navigate, scroll }: InitOptions & { host: string }): Shirube {
  const name = "shirube-" + key;
  let token: string | undefined;
  let viewed: string | undefined;
  /** The guide asked for by name, and the one that the latest answer was about. */
  let start: string | undefined;
  let answered: string | undefined;

  const parts = partsAt(`${host}/sdk/${__VERSION__}/`, () => shows.look());
  const { load } = parts;
  const memory = openMemory(name, () => ({ anonymous: uuid7(), runs: {} }));
  const queue = openWriter(memory, async (before) =>
    (await load<typeof import("../queue/queue")>("queue.js"))?.openQueue({ url: host + "/v1/events", key, memory, token: () => token, shows: editing ? undefined : shows, tell }, before),
  );
  const journal = openJournal(memory, queue);
  const { tell } = journal;
  const shows = openShows({ memory, journal, parts, find: finderWith(parts), navigate: navigate ?? ((link) => location.assign(link)), ask: askFor });
  /** Asks once; until the answer has come the guide may still be among those of this person. */
  function askFor(guide: string): boolean {
    if (start !== guide) {
      start = guide;
      ask();
    }
    return answered !== guide;
  }
  CARE.scroll = scroll;
  careLater(() => load("care.js"));

  // While an author works on the page nothing starts by itself.
  const editing = wantsEditor();
  if (editing) void load<typeof import("./editing")>("editing.js").then((part) => part?.openEditor(host, parts, shows));

  const ask = openAsking(
    host,
    () => {
      const { consent, person, anonymous, traits, account, accountTraits } = memory.read();
      return consent !== false && { key, token, start, person, anonymous_id: anonymous, traits, account, account_traits: accountTraits };
    },
    (answer) => {
      answered = start;
      if (!editing) shows.offer(answer);
    },
  );

  const view = (): void => {
    if (viewed === location.href) return;
    viewed = location.href;
    tell("page_viewed");
    shows.look(true);
  };

  /** Tells what identify or group said, once a session unless it changed. */
  const tellOnce = (type: string, props: Traits): void => {
    const { person, account, told } = memory.read();
    const words = JSON.stringify([journal.session().id, person, account, props]);
    if (told?.[type] !== words) {
      memory.write({ told: { ...told, [type]: words } });
      tell(type, props);
    }
    ask();
  };

  const halt = (): void => {
    shows.stop();
    queue.clear();
  };

  // Another tab has moved a run on; or did, while this page lay in the cache of Back and Forward.
  addEventListener("storage", (event) => event.key === name && shows.follow());
  addEventListener("pageshow", (event) => event.persisted && shows.follow());
  // A page that is made in advance may change its address before anybody sees it: that is no page viewed.
  void seen().then(() => {
    view();
    onRoute(view, () => load("oldroute.js"));
  });
  ask();

  return {
    identify(person, traits = {}, options) {
      const before = memory.read().person;
      if (before && before !== person) {
        shows.stop();
        memory.write({ runs: {}, account: undefined, accountTraits: undefined });
      }
      memory.write({ person, traits });
      token = options?.token;
      tellOnce("person_identified", { traits });
    },
    group(account, accountTraits = {}, membership = {}) {
      memory.write({ account, accountTraits });
      tellOnce("account_grouped", { traits: accountTraits, membership });
    },
    track: tell,
    page: view,
    start: shows.begin,
    stop: shows.stop,
    reset() {
      halt();
      token = undefined;
      memory.forget({ anonymous: uuid7(), runs: {}, consent: memory.read().consent });
      ask();
    },
    on: journal.on,
    help: () => MORE.help?.() ?? tell("help_requested"),
    consent(consent) {
      memory.write({ consent });
      if (consent) ask();
      else halt();
    },
  };
}
