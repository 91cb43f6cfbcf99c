/** Pictures for a step: sent to the server, which looks what they are, then shown by their address. */
import type { Block } from "./draft";
import type { Server } from "./server";
import type { State } from "./state";

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

/** Answers what went wrong; empty: nothing. */
async function send(server: Server, file: File, insert: (block: Block) => void, words: State["words"]): Promise<string> {
  const outcome = await server.upload(file);
  if (outcome.is === "refused") return words.pictureRefused;
  if (outcome.is !== "ok") return words.pictureNotSent;
  insert({ type: "image", source: outcome.answer.source, alt: "" });
  return "";
}
