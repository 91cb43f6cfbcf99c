/** A checklist's tasks for one person: which are done, which may be chosen now. No page, no clock: only what is known. */
import type { DeliveredGuide } from "../steps/contract";

export type Checklist = NonNullable<DeliveredGuide["checklist"]>;
export type Task = Checklist["items"][number];
export type TaskState = "done" | "open" | "locked";

export interface Progress {
  tasks: { task: Task; state: TaskState }[];
  done: number;
  all: boolean;
}

/** `isDone`, `isShown`: by all that this browser knows. In a fixed order only the first task not done is open. */
export function progressOf({ items, order }: Checklist, isDone: (task: Task) => boolean, isShown: (task: Task) => boolean): Progress {
  const shown = items.filter((task) => isDone(task) || isShown(task));
  const next = shown.find((task) => !isDone(task));
  const stateOf = (task: Task): TaskState => (isDone(task) ? "done" : order === "fixed" && task !== next ? "locked" : "open");
  const tasks = shown.map((task) => ({ task, state: stateOf(task) }));
  return { tasks, done: tasks.filter(({ state }) => state === "done").length, all: shown.length > 0 && !next };
}
