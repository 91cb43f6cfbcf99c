/** What is left of a condition after the server decided its part (`guides/conditions.py`): page, element, device. */
import type { Target } from "../steps/contract";
import { pageMatches } from "./pages";

export interface Page {
  url: string;
  /** By the width of the window when not given. */
  device?: string;
  /** Null: not there; undefined: not known yet. */
  find(target: Target): Element | null | undefined;
}

interface Residual {
  all?: Residual[];
  any?: Residual[];
  not?: Residual;
  page?: string;
  element?: "present" | "absent";
  target?: Target;
  device?: string;
}

/** Whether a condition holds on the page. What only the server could know holds for nobody. */
export function holds(condition: unknown, page: Page): boolean {
  if (typeof condition === "boolean") return condition;
  const { all, any, not, page: pattern, element, target, device } = condition as Residual;
  if (all) return all.every((part) => holds(part, page));
  if (any) return any.some((part) => holds(part, page));
  if (not) return !holds(not, page);
  if (pattern !== undefined) return pageMatches(pattern, page.url);
  if (element) return element === "present" ? !!page.find(target!) : page.find(target!) === null;
  return device === (page.device ?? deviceOf(innerWidth));
}

function deviceOf(width: number): string {
  return width < 640 ? "phone" : width < 1024 ? "tablet" : "desktop";
}
