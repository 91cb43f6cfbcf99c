/** One person's answers in one run: kept with the run, told when a step is left, and in part when the person goes. */
import { uuid7 } from "../queue/uuid";
import type { Step } from "../steps/contract";
import type { From, Playable, Surroundings } from "../steps/passage";
import { withAnswers, type Answers } from "./compare";
import type { Answer, Question } from "./control";

export interface Response {
  answers: Answers;
  answered(question: Question, answer: Answer | undefined): void;
}

const responses = new WeakMap<Question, Response>();

export function responseTo(question: Question): Response | undefined {
  return responses.get(question);
}

export function questionsIn({ content }: Step): Question[] {
  const blocks = (content ?? []).flatMap((block) => (block.type === "columns" ? block.columns.flat() : [block]));
  return blocks.filter((block): block is Question => block.type === "question");
}

/** Milliseconds without a change after which an answer is told as it is, in case the person just goes or the browser dies. */
const PAUSE = 500;

/** Answers may be told without the person: then nothing in the event leads back to the run. */
const NOBODY = { person: undefined, anonymous_id: undefined, session: undefined };

/** Lets the guide's surroundings know of its answers. Guides without questions are left as they are. */
export function listen(guide: Playable, from: From, around: Surroundings): void {
  const { key, version, steps = [], survey, kind } = guide;
  const asking = steps.filter((step) => questionsIn(step).length);
  if (!asking.length) return;
  const { tell, reached, ended, holds } = around;
  const answers: Answers = { ...from.answers };
  const response = from.response ?? uuid7();
  /** Nothing is told of people who leave before the end. */
  const onlyWhole = survey?.partial === false;
  // What was answered before a reload or a crash may still be to be told: of the step it happened at, or of all.
  const isOpen = (at: string, ask: string): boolean => onlyWhole || (at === from.step && ask !== "thumbs");
  const unsent = new Set(asking.flatMap((step) => questionsIn(step).filter(({ ask }) => isOpen(step.key, ask))));
  /** Told in part already: not again before it changes or is final. */
  const told = new Set<Question>();
  let timer: ReturnType<typeof setTimeout>;
  const leaving = new AbortController();
  let here = from.step ?? steps[0]!.key;
  let trail = from.trail ?? [];

  const keep = (): void => reached(here, trail, { answers, response, survey: kind === "survey" });

  const send = (step: Step, question: Question, partial: boolean): void => {
    const answer = answers[question.key];
    if (!unsent.has(question) || !answer || (partial && told.has(question))) return;
    if (partial) told.add(question);
    else unsent.delete(question);
    const { value, label } = answer;
    const thumbs = question.ask === "thumbs";
    const score = thumbs ? { score: +(value === "up") } : typeof value === "number" ? { score: value } : {};
    const props = { question: question.key, ask: question.ask, answer: ([] as unknown[]).concat(value).join("\n"), label, ...score, response, partial };
    tell(thumbs ? "feedback_given" : "survey_answered", step, props, survey?.anonymous ? { ...NOBODY, guide: key, version, step: step.key } : undefined);
  };
  const flush = (partial: boolean, over = !onlyWhole): void => {
    if (!over) return;
    for (const step of asking) for (const question of questionsIn(step)) send(step, question, partial);
  };

  for (const step of asking) {
    for (const question of questionsIn(step)) {
      responses.set(question, {
        answers,
        answered(_, answer) {
          if (answer) answers[question.key] = answer;
          else delete answers[question.key];
          unsent.add(question);
          told.delete(question);
          clearTimeout(timer);
          timer = setTimeout(() => flush(true), PAUSE);
          keep();
          if (question.ask === "thumbs" && !onlyWhole) send(step, question, false);
        },
      });
    }
  }
  // What was entered and not yet told goes with the page's last request, and into the memory.
  const { signal } = leaving;
  addEventListener("pagehide", () => flush(true), { signal });
  addEventListener("visibilitychange", () => document.hidden && flush(true), { signal });
  Object.assign(around, {
    holds: (condition) => holds(withAnswers(condition, answers)),
    reached(step, back) {
      if (step !== here) flush(false);
      here = step;
      trail = back;
      keep();
    },
    ended(outcome, step, until) {
      leaving.abort();
      clearTimeout(timer);
      // Whoever has answered and closes the words of thanks is through.
      const through = kind === "survey" && outcome === "dismissed" && !questionsIn(step).length && Object.keys(answers).length > 0;
      flush(outcome !== "completed", !onlyWhole || through || outcome === "completed");
      ended(through ? "completed" : outcome, step, until);
    },
  } satisfies Partial<Surroundings>);
}
