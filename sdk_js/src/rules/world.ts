/** What the snippet shows its rules. */
import type { SessionAnswer } from "../contract.gen";
import type { Journal } from "../runtime/journal";
import type { Memory } from "../runtime/memory";
import type { Shown } from "../steps/passage";

export interface World {
  answer: SessionAnswer;
  memory: Memory;
  journal: Journal;
  playing: Map<string, Shown>;
  isAt(page?: string): boolean;
  begin(guide: string): void;
  halt(guide: string): void;
  look(): void;
}
