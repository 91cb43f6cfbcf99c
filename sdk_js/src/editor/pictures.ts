/** Pictures for a step: sent to the server, which looks what they are, then shown by their address. */
import type { Block } from "./draft";
import type { Server } from "./server";
import { guideOf, type State } from "./state";

/** The server takes no more. */
const LARGEST = 4 * 1024 * 1024;

/** Sends one after the other; what is wrong with one is said, and the others still go. */
export async function upload(server: Server, state: () => State, set: (change: Partial<State>) => void, files: File[], insert: (block: Block) => void): Promise<void> {
  const { words } = state();
  let problem = "";
  for (const file of files) {
    set({ asking: { for: "picture", state: "sending", problem } });
    const sent = file.size > LARGEST ? words.pictureTooLarge : await send(server, file, insert, words);
    problem ||= sent;
  }
  set({ asking: problem ? { for: "picture", state: "choose", problem } : null });
}

/** Tells the author when the app's own policy keeps a picture out: nobody would see it. Answers how to stop. */
export function watchPolicy(state: () => State, say: (text: string) => void): () => void {
  const blocked = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    const used = JSON.stringify(guideOf(state()));
    if (effectiveDirective === "img-src" && blockedURI.includes("//") && used.includes(blockedURI)) say(state().words.pictureBlocked(new URL(blockedURI).origin));
  };
  document.addEventListener("securitypolicyviolation", blocked);
  return () => document.removeEventListener("securitypolicyviolation", blocked);
}

/** Answers what went wrong; empty: nothing. */
async function send(server: Server, file: File, insert: (block: Block) => void, words: State["words"]): Promise<string> {
  const outcome = await server.upload(file);
  if (outcome.is === "refused") return words.pictureRefused;
  if (outcome.is !== "ok") return words.pictureNotSent;
  insert({ type: "image", source: outcome.answer.source, alt: "" });
  return "";
}
