/** The editor's calls (`docs/architecture.md`, "The editor's calls"). The cookie is HttpOnly: no secret passes here. */
import type { DeliveredGuide } from "../contract.gen";
import type { Descriptor } from "../target";
import type { Guide } from "./draft";

export interface Problem {
  severity: "error" | "warning";
  /** A path in the definition: `steps.save.target`. */
  where: string;
  message: string;
}

/** What people met at a step whose element changed or is gone, in the member's words. */
export interface Repair {
  step: string;
  kind: "changed" | "missing";
  people: number;
  since: string;
  /** The published element. */
  was: string;
  /** Id to dismiss what is merely missing; empty when it was found. */
  missing: string;
  /** What it may be now, best first. */
  options: RepairOption[];
}

export interface RepairOption {
  id: string;
  now: string;
  target: Descriptor;
  changes: { label: string; was: string; now: string }[];
}

/** How guides look: CSS custom properties; `page` follows the page under a step. */
export interface Theme {
  key: string;
  name: string;
  looks: Record<"page" | "light" | "dark", Record<string, string>>;
}

/** A theme made of CSS, not kept yet: what was found in it, what was moved to be readable (`light.accent`). */
export interface MadeTheme {
  theme: { key: string; name: string; [more: string]: unknown };
  looks: Theme["looks"];
  contrasts: { ink: "text" | "muted" | "accent" | "on_accent"; ratio: number; enough: boolean }[];
  taken: string[];
  moved: string[];
}

/** Somebody whom the author may look as. */
export interface Found {
  key: string;
  name: string;
  /** The name of their account; empty without one. */
  account: string;
}

/** The draft as somebody sees it; `meant_for`: whether the audience takes them, null where the page decides. */
export interface Seen {
  guide: DeliveredGuide;
  meant_for: boolean | null;
}

export interface Opened {
  guide: Guide;
  revision: number;
  problems: Problem[];
  member: { name: string };
  language: string;
  environment: { key: string; name: string };
  studio: string;
  repairs?: Repair[];
  /** The workspace's default first. */
  themes?: Theme[];
  may_keep_themes?: boolean;
}

export interface Newer {
  guide: Guide;
  revision: number;
  changed_by: string;
}

/** What became of a call. `offline`: nobody answered, or a fault that may pass; `over`: log in again from the studio. */
export type Outcome<T> =
  | { is: "ok"; answer: T }
  | { is: "conflict"; newer: Newer }
  | { is: "refused"; problems: Problem[]; detail: string; code: string }
  | { is: "over" }
  | { is: "offline" };

export interface Server {
  exchange(code: string): Promise<Outcome<unknown>>;
  open(): Promise<Outcome<Opened>>;
  save(definition: Guide, revision: number, leaving?: boolean): Promise<Outcome<{ revision: number; problems: Problem[]; guide: Guide }>>;
  publish(revision: number): Promise<Outcome<{ version: number; problems: Problem[] }>>;
  /** “Not this one”. */
  dismiss(repair: string): Promise<Outcome<unknown>>;
  people(search: string): Promise<Outcome<{ people: Found[] }>>;
  /** `person` and `language` empty: nobody in particular, the guide's own. */
  see(definition: Guide, person: string, language: string): Promise<Outcome<Seen>>;
  readStyle(style: string, name: string): Promise<Outcome<MadeTheme>>;
  keepTheme(theme: MadeTheme["theme"]): Promise<Outcome<{ themes: Theme[] }>>;
  /** Keeps a picture; answers its address. */
  upload(picture: Blob): Promise<Outcome<{ source: string }>>;
  close(): Promise<Outcome<unknown>>;
}

export function serverAt(host: string): Server {
  const call = <T>(method: string, path: string, body?: unknown, keepalive = false): Promise<Outcome<T>> =>
    ask<T>(`${host.replace(/\/$/, "")}/v1/editor/${path}`, method, body, keepalive);
  return {
    exchange: (code) => call("POST", "exchange", { code }),
    open: () => call("GET", "draft"),
    save: (definition, revision, leaving) => call("PUT", "draft", { definition, revision }, leaving),
    publish: (revision) => call("POST", "publish", { revision }),
    dismiss: (id) => call("POST", "repairs/dismiss", { id }),
    people: (search) => call("GET", `people?search=${encodeURIComponent(search)}`),
    see: (definition, person, language) => call("POST", "seen", { definition, person, language }),
    readStyle: (style, name) => call("POST", "themes/read", { style, name }),
    keepTheme: (theme) => call("POST", "themes", theme),
    upload: (picture) => send(`${host.replace(/\/$/, "")}/v1/editor/pictures`, { method: "POST", body: picture, headers: { "Content-Type": "application/octet-stream" } }),
    close: () => call("POST", "close", {}, true),
  };
}

const PATIENCE_MS = 15_000;
/** Browsers refuse larger bodies for requests that outlive the page. */
const KEEPALIVE_BYTES = 60_000;

async function ask<T>(url: string, method: string, body: unknown, keepalive: boolean): Promise<Outcome<T>> {
  const text = body === undefined ? null : JSON.stringify(body);
  return send<T>(url, {
    method,
    body: text,
    headers: text === null ? {} : { "Content-Type": "application/json" },
    keepalive: keepalive && (text?.length ?? 0) * 3 < KEEPALIVE_BYTES,
  });
}

async function send<T>(url: string, request: RequestInit): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, { ...request, credentials: "include", signal: AbortSignal.timeout(PATIENCE_MS) });
    return await outcome<T>(response);
  } catch {
    return { is: "offline" };
  }
}

async function outcome<T>(response: Response): Promise<Outcome<T>> {
  const text = await response.text();
  const json = text ? (JSON.parse(text) as Record<string, unknown>) : {};
  if (response.ok) return { is: "ok", answer: json as T };
  if (response.status === 409 && json["guide"]) return { is: "conflict", newer: json as unknown as Newer };
  if ([401, 403, 404, 410].includes(response.status)) return { is: "over" };
  if (response.status >= 500 || response.status === 429) return { is: "offline" };
  return { is: "refused", problems: problemsIn(json), detail: String(json["detail"] ?? ""), code: String(json["code"] ?? "") };
}

/** Lint's problems, or what was wrong with the definition itself. */
function problemsIn(json: Record<string, unknown>): Problem[] {
  const listed = (json["problems"] ?? json["errors"] ?? []) as (Partial<Problem> & { where: string; message: string })[];
  return listed.map(({ severity = "error", where, message }) => ({ severity, where, message }));
}
