/** What the editor and its writer (`dist/writer.js`, loaded when a step is first shown) say to each other. */
import type { Block } from "../draft";

/** A block that a form edits, chosen in the text; or the variable that is. */
export type Chosen = { is: "block"; block: Block } | { is: "variable"; variable: string; fallback: string };

/** What the selection is in, for the tool bar. */
export interface Writing {
  kind: "text" | "heading" | "callout" | "code" | "list" | "numbered" | "whole";
  level: number;
  tone: string;
  bold: boolean;
  italic: boolean;
  code: boolean;
  /** The address of the link the selection is in. */
  link: string | null;
  chosen: Chosen | null;
}

export type Command =
  | { do: "bold" | "italic" | "code" | "remove" }
  | { do: "kind"; kind: Exclude<Writing["kind"], "whole">; level?: number; tone?: string }
  /** Null takes the link away. Without a selection the address itself becomes the words. */
  | { do: "link"; href: string | null }
  | { do: "insert"; block: Block }
  /** The chosen block, as it is now. */
  | { do: "change"; block: Block }
  | { do: "variable"; variable: string; fallback: string };

export interface WriterOptions {
  /** The element of the step that holds its blocks; it is emptied. */
  place: HTMLElement;
  blocks: Block[];
  /** What the whole is called to a screen reader. */
  label: string;
  changed(blocks: Block[]): void;
  writing(writing: Writing | null): void;
  /** Pictures that were pasted or dropped. */
  pictures(files: File[]): void;
  undo(): void;
  redo(): void;
  /** The author wants to write a link's address. */
  linking(): void;
}

export interface Writer {
  /** Shows these blocks; nothing happens when it does already. */
  set(blocks: Block[]): void;
  run(command: Command): void;
  focus(): void;
  focused(): boolean;
  stop(): void;
}
