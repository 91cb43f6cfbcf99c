/** What a drawn question is to the rest: its element, and what the person has answered so far. */
import type { Block } from "../steps/contract";

export type Question = Extract<Block, { type?: "question" }>;

export interface Answer {
  /** Comparable: a number on scales, `up` or `down`, an option, options, or words. */
  value: number | string | string[];
  /** As the person saw it. */
  label: string;
}

/** `answered`: called on each change; `tapped`: by a choice made with the pointer or Enter, after which a lone question may go on. */
export interface Asked {
  given: Answer | undefined;
  speech: string;
  answered(answer: Answer | undefined): void;
  tapped(): void;
}

export type DrawControl = (question: Question, id: string, asked: Asked) => HTMLElement;
