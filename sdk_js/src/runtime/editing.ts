/** `dist/editing.js`: opens the in-app editor when the address asks for it (`#shirube-editor=CODE`) or an earlier page of this tab did. */
import type { Shirube } from "./api";
import { FLAG } from "./flag";
import type { Parts } from "./parts";

/** The code leaves the address and the history at once. */
export function openEditor(host: string, { load }: Parts, play: Shirube["preview"]): void {
  const found = new RegExp(`[#&]${FLAG}=([^&]+)`).exec(location.hash);
  const code = found?.[1] ?? null;
  if (found) history.replaceState(history.state, "", location.href.replace(found[0], ""));
  try {
    if (code) sessionStorage.setItem(FLAG, "1");
  } catch {
    // blocked: the editor lasts as long as the page
  }
  void load<{ edit(options: object): void }>("editor.js").then((editor) => editor?.edit({ host, code, play }));
  // A draft may have any kind of step: its preview needs every part.
  void load("more.js");
}
