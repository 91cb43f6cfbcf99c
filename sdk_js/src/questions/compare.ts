/** Conditions about answers, by the rules of `guides/conditions.py`: decided here, the rest of the tree is left as it is. */
import type { Answer } from "./control";

interface Node {
  all?: unknown[];
  any?: unknown[];
  not?: unknown;
  answer?: string;
  is?: unknown;
  in?: unknown[];
  contains?: string;
  starts_with?: string;
  at_least?: number;
  at_most?: number;
  is_empty?: boolean;
}

export type Answers = Record<string, Answer>;

/** The condition with true or false in the place of everything about answers. */
export function withAnswers(condition: unknown, answers: Answers): unknown {
  if (typeof condition !== "object" || !condition) return condition;
  const { all, any, not, answer } = condition as Node;
  if (all) return { all: all.map((part) => withAnswers(part, answers)) };
  if (any) return { any: any.map((part) => withAnswers(part, answers)) };
  if (not !== undefined) return { not: withAnswers(not, answers) };
  return answer === undefined ? condition : compares(condition as Node, answers[answer]?.value);
}

export function compares(rule: Node, value: Answer["value"] | undefined): boolean {
  if (rule.is_empty != null) return (value === undefined || value === "" || String(value) === "") === rule.is_empty;
  if (value === undefined) return false;
  const items = ([] as unknown[]).concat(value);
  if (rule.is != null) return items.some((item) => same(item, rule.is));
  if (rule.in) return rule.in.some((option) => items.some((item) => same(item, option)));
  if (rule.contains != null) return items.some((item) => folded(item).includes(folded(rule.contains)));
  if (rule.starts_with != null) return folded(value).startsWith(folded(rule.starts_with));
  const number = Number(value);
  return !isNaN(number) && (rule.at_least == null || number >= rule.at_least) && (rule.at_most == null || number <= rule.at_most) && (rule.at_least != null || rule.at_most != null);
}

function same(one: unknown, other: unknown): boolean {
  return typeof one === "number" && typeof other === "number" ? one === other : folded(one) === folded(other);
}

function folded(value: unknown): string {
  return String(value).toLowerCase();
}
