/** Pictures for a step: sent to the server, which looks what they are, then shown by their address. */
import type { Block } from "./draft";
import type { Server } from "./server";
import { guideOf, type State } from "./state";

/** The server takes no more. */
const LARGEST = 4 * 1024 * 1024;
/** Pixels: twice as wide as the widest step, for fine screens. */
const WIDEST = 1600;
const LIGHT = 300 * 1024;

/** Sends one after the other; what is wrong with one is said, and the others still go. */
export async function upload(server: Server, state: () => State, set: (change: Partial<State>) => void, files: File[], insert: (block: Block) => void): Promise<void> {
  const { words } = state();
  let problem = "";
  for (const file of files) {
    set({ asking: { for: "picture", state: "sending", problem } });
    const picture = await lighter(file);
    const sent = picture.size > LARGEST ? words.pictureTooLarge : await send(server, picture, insert, words);
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

/** A photo as large as it is ever shown; the file as it came where the browser cannot, or where that helps nobody. */
async function lighter(file: File): Promise<Blob> {
  if (!/^image\/(png|jpeg)$/.test(file.type)) return file; // others may move
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, WIDEST / picture.width);
    if (scale === 1 && file.size <= LIGHT) return file;
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await canvas.convertToBlob({ type: "image/webp", quality: 0.88 });
    return made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

/** Answers what went wrong; empty: nothing. */
async function send(server: Server, file: Blob, insert: (block: Block) => void, words: State["words"]): Promise<string> {
  const outcome = await server.upload(file);
  if (outcome.is === "refused") return outcome.code === "no_room" ? words.pictureNoRoom : words.pictureRefused;
  if (outcome.is !== "ok") return words.pictureNotSent;
  insert({ type: "image", source: outcome.answer.source, alt: "" });
  return "";
}
