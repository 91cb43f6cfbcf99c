/** Opens the in-app editor when the address asks for it (`#shirube-editor=CODE`) or an earlier page of this tab did. */
import type { Shirube } from "./api";
import { enrich } from "./enrich";

const FLAG = "shirube-editor";

/** Answers whether it did. The code leaves the address and the history at once. `base`: the folder of the snippet's parts. */
export function openEditor(host: string, base: string, preview: Shirube["preview"]): boolean {
  const found = new RegExp(`[#&]${FLAG}=([^&]+)`).exec(location.hash);
  const code = found?.[1] ?? null;
  if (found) history.replaceState(history.state, "", location.href.replace(found[0], ""));
  try {
    if (code) sessionStorage.setItem(FLAG, "1");
    else if (!sessionStorage.getItem(FLAG)) return false;
  } catch {
    if (!code) return false;
  }
  void import(base + "editor.js").then((editor: { edit(options: object): void }) => editor.edit({ host, code, play: preview }));
  // A draft may have any kind of step: its preview needs every part.
  void enrich([{ steps: [{ key: FLAG, kind: "modal" }] }], base);
  return true;
}
