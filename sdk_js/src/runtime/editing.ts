/** `dist/editing.js`: opens the in-app editor when the address asks for it (`#shirube-editor=CODE`) or an earlier page of this tab did. */
import type { Preview } from "./api";
import { FLAG } from "./flag";
import type { Parts } from "./parts";
import { MARK, openPreview, remembered } from "./preview";
import type { Shows } from "./shows";

/** The code leaves the address and the history at once. */
export function openEditor(host: string, parts: Parts, shows: Shows): void {
  const { load } = parts;
  const { perform, stop } = shows;
  const found = new RegExp(`[#&]${FLAG}=([^&]+)`).exec(location.hash);
  const code = found?.[1] ?? null;
  if (found) history.replaceState(history.state, "", location.href.replace(found[0], ""));
  if (code ? code.startsWith(MARK) : remembered().startsWith(MARK)) return void openPreview(host, parts, shows, code);
  try {
    if (code) sessionStorage.setItem(FLAG, "1");
  } catch {
    // blocked: the editor lasts as long as the page
  }
  const play: Preview = (guide, step, watch = {}) => {
    stop();
    perform(guide, { step: step ?? undefined }, { reached: (key) => watch.at?.(key), tell() {}, ended: () => watch.ended?.() });
    return { stop };
  };
  void load<{ edit(options: object): void }>("editor.js").then((editor) => editor?.edit({ host, code, play }));
  // A draft may be of any kind and have any kind of step: its preview needs every part.
  for (const part of ["more.js", "standing.js", "survey.js", "checklist.js", "resource_center.js"]) void load(part);
}
