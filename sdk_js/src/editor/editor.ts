/** The editor as a whole: opens the session, holds the state, draws it, and follows what happens on the page. */
import { draftActions } from "./actions";
import { sameDraft, startAutosave, unsaved, type Autosave } from "./autosave";
import { stepOf } from "./draft";
import type { EditOptions } from "./entry";
import { begin, record } from "./history";
import { alikeOutlines } from "./alikeoutlines";
import { liveStep } from "./live";
import { lookOf, type Look } from "./looks";
import { forgetEditor, recall, remember } from "./memory";
import { picking } from "./picking";
import { previewing } from "./preview";
import { recording } from "./record/recording";
import { upload, watchPolicy } from "./pictures";
import { publishing } from "./publishing";
import { repairing } from "./repairs";
import { seeing } from "./seeing";
import { serverAt, type Opened, type Outcome, type Server } from "./server";
import { guideOf, type Actions, type State } from "./state";
import { stillClosed } from "./view/closed";
import { draw } from "./view/draw";
import { openLayer } from "./view/layer";
import css from "./view/style";
import { watchPage, whereaboutsOf } from "./survey";
import { taking } from "./taking";
import { wordsFor } from "./words";

/** Opens the editor, or says why it cannot. `closed` is called when it has gone. */
export async function openEditor(options: EditOptions, closed: () => void): Promise<void> {
  const server = serverAt(options.host);
  // The studio may ask for a step: its key follows the code.
  const [code = null, step] = options.code?.split("~") ?? [];
  const outcome = await opened(server, code);
  if (step) remember({ ...recall(), step: decodeURIComponent(step) });
  if (outcome.is === "ok") return run(options, server, outcome.answer, closed);
  if (outcome.is === "over") forgetEditor();
  const layer = openLayer(css);
  const words = wordsFor(navigator.language);
  const again = (): void => (layer.remove(), void openEditor({ ...options, code: outcome.is === "offline" ? options.code : null }, closed));
  const leave = (): void => (forgetEditor(), layer.remove(), closed());
  stillClosed(layer, words, outcome.is === "over", options.host, again, leave);
}

async function opened(server: Server, code: string | null): Promise<Outcome<Opened>> {
  if (code !== null) {
    const exchanged = await server.exchange(code);
    // A code that was used already may be this tab's own, from before a reload: the cookie then still works.
    if (exchanged.is === "offline") return exchanged;
  }
  return server.open();
}

function run(options: EditOptions, server: Server, answer: Opened, closed: () => void): void {
  const layer = openLayer(css);
  const first = firstState(answer);
  let state = first;
  let drawing = false;
  let focusOn: string | null = null;
  let inView: string | null = null;

  const set = (change: Partial<State>): void => {
    const before = state;
    state = { ...state, ...change };
    if (state.view !== before.view) remember(state.view);
    if (guideOf(state) !== guideOf(before)) state.whereabouts = whereaboutsOf(guideOf(state), state.words);
    if (drawing) return;
    drawing = true;
    queueMicrotask(redraw);
  };
  const get = (): State => state;

  const autosave = startAutosave(server, answer.guide, answer.revision, {
    state: (save) => set({ save }),
    problems: (problems) => set({ problems }),
    arranged: (guide) => drafts.arranged(guide),
    // What came before is theirs as well as mine: it is not to be undone from here, only what I gave up for theirs.
    merged: (both, mine, by) => (set({ history: mine ? record(begin(mine), both) : begin(both) }), drafts.notice({ text: state.words.mergedWith(by) })),
  });
  const focus = (id: string): void => void (focusOn = id);
  const drafts = draftActions({ state: get, set, autosave, focus });
  const surface = draw(layer, answer.language);
  const picks = picking({ layer, canvas: surface.canvas, state: get, set, act: drafts, focus });
  const records = recording({ owns: layer.owns, state: get, set, act: drafts, release: picks.release });
  const pictures = (files: File[]): void => void upload(server, get, set, files, (block) => live.write({ do: "insert", block }));
  const live = liveStep({
    layer, words: state.words, written: drafts.content, pictures, undo: drafts.undo, redo: drafts.redo,
    placed: (key, change) => drafts.step(key, change, "place"),
    writing: (writing) => set({ writing, asking: null }), linking: () => set({ asking: { for: "link", problem: "" } }),
  });
  const alikes = alikeOutlines(surface.canvas, live.shown);
  const sees = seeing({ server, state: get, set, focus });
  const previews = previewing({ play: options.play, ready: sees.ready, state: get, set, notice: drafts.notice });
  const publish = publishing({ server, autosave, state: get, set });
  const stopWatching = watchPage(() => set({ whereabouts: whereaboutsOf(guideOf(state), state.words) }));

  const stopPolicy = watchPolicy(get, (text) => drafts.notice({ text }));

  const leave = (): void => {
    stopPolicy();
    for (const part of [picks, records, live, alikes, previews, sees, autosave]) part.stop();
    stopWatching();
    forgetEditor();
    layer.remove();
    closed();
  };
  const act: Actions = {
    ...drafts,
    ...picks,
    ...records,
    ...previews,
    ...sees,
    ...taking({ server, state: get, set, act: drafts, focus }),
    ...repairing({ server, state: get, set, act: drafts }),
    publish,
    write: live.write,
    pictures,
    show(key) {
      live.stop();
      live.show(guideOf(state), stepOf(guideOf(state), key) ?? null, look(key));
    },
    done: () => void done(server, autosave, state, leave),
  };

  const look = (key: string | null): Look => lookOf(state, key, surface.room());

  function redraw(): void {
    drawing = false;
    surface.render(state, act);
    const step = state.mode.is === "edit" && !state.view.collapsed ? stepOf(guideOf(state), state.view.step) : undefined;
    sees.follow();
    live.show(guideOf(state), step ?? null, look(step?.key ?? null));
    surface.frame(live.region());
    makeWay(step?.key ?? null);
    surface.beside(live.box);
    alikes.show(step, state.whereabouts);
    if (focusOn && state.mode.is === "edit") surface.focus(focusOn);
    focusOn = null;
  }

  /** The panel stands aside while it would cover what the chosen step shows. */
  function makeWay(key: string | null): void {
    if (key === inView) return;
    inView = key;
    const shown = live.shown();
    const moves = surface.covers(shown) && !surface.covers(shown, true);
    const aside = shown.length > 0 && state.aside !== moves;
    if (aside !== state.aside) set({ aside });
  }

  remember(state.view);
  restore(answer, set, autosave, state);
  set({ whereabouts: whereaboutsOf(guideOf(state), state.words) });
  previews.resume();
  records.resume();
}

function firstState(answer: Opened): State {
  const view = recall();
  const words = wordsFor(answer.language);
  const step = stepOf(answer.guide, view.step) ? view.step : null;
  return {
    words, environment: answer.environment.name, studio: answer.studio, history: begin(answer.guide), view: { ...view, step }, aside: false, tab: "steps",
    mode: { is: "edit" }, save: { is: "saved" }, problems: answer.problems ?? [], repairs: answer.repairs ?? [], opened: answer.guide, publishing: { is: "idle" }, notice: null, offered: null,
    frozen: false, whereabouts: {}, writing: null, asking: null,
    themes: answer.themes ?? [], mayKeepThemes: answer.may_keep_themes ?? false, taken: null, seen: null, unseen: null, found: null, said: words.product,
  };
}

/** Brings back what an earlier page could not save; when somebody else saved since, the author is asked at the next save. */
function restore(answer: Opened, set: (change: Partial<State>) => void, autosave: Autosave, state: State): void {
  const kept = unsaved(answer.guide.key);
  if (!kept || sameDraft(kept.guide, answer.guide)) return;
  autosave.resume(kept);
  set({ history: record(state.history, kept.guide), view: recall(), notice: { text: state.words.restored } });
}

/** Saves what is left, ends the session and goes back to the studio; stays when something could not be saved. */
async function done(server: Server, autosave: Autosave, state: State, leave: () => void): Promise<void> {
  if (!(await autosave.flush())) return;
  await server.close();
  leave();
  location.assign(state.studio);
}

