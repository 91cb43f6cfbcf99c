/**
 * What the finder remembers of an element: JSON, at most 1.5 KB, readable by a person and shown in the editor.
 *
 * Every field is optional, so that `{selector: "#save"}` or `{guideId: "save"}` written by hand is a descriptor too.
 */
export interface Descriptor {
  /** Which element of several alike: this very one (default), or any one like it ("any row"). */
  mode?: "this" | "any";
  /** Whether words count as evidence (default), or change too much (dynamic content) to be trusted. */
  text?: "match" | "ignore";
  /** CSS pinned by the author: nothing else is tried. ` >>> ` enters an open shadow root or a same-origin frame. */
  selector?: string;
  /** An attribute the author trusts: tried before all other evidence. */
  prefer?: { attribute: string; value: string };
  /** Value of `data-guide-id`, the hook made for guides: it always wins. */
  guideId?: string;
  /** The shadow roots and frames to enter, outermost first; absent in the page's own tree. */
  scope?: ScopeStep[];
  evidence?: Evidence;
  /**
   * Set when the element is the one control inside a component's shadow root, e.g. "button": the evidence is then that of
   * the component, which carries the meaning, and this selector leads from it to the element.
   */
  inside?: string;
  /** How sure it was, on the page where it was made, that this describes one element: 0 to 1. */
  confidence?: number;
  /** What would break it, e.g. "text" when only the wording tells it from its neighbours. */
  fragile?: Fragility[];
}

export type Fragility = "text" | "position" | "structure";

/** One border to cross: the host of a shadow root, or a frame. `nth` counts hosts with the same tag, from 0. */
export interface ScopeStep {
  via: "shadow" | "frame";
  tag: string;
  id?: string;
  name?: string;
  nth: number;
  /** What tells this host from others of its tag. */
  evidence?: Evidence;
}

/** What was seen of the element. Generated looking ids and class names are left out, as are values people typed. */
export interface Evidence {
  tag: string;
  type?: string | undefined;
  role?: string | undefined;
  testHooks?: Record<string, string> | undefined;
  id?: string | undefined;
  /** The `name` attribute. */
  name?: string | undefined;
  /** Other attributes that look meant: aria-*, data-*, title, placeholder, href … */
  attributes?: Record<string, string> | undefined;
  classes?: string[] | undefined;
  /** The picture on it, told in up to three ways: its given name, a digest of its outline, where the outline starts. */
  icon?: string[] | undefined;
  accessibleName?: string | undefined;
  /** Visible words, when they are not the accessible name. */
  text?: string | undefined;
  /** Words of its `<label>`, `<legend>` or caption. */
  label?: string | undefined;
  /** The heading it stands under. */
  heading?: string | undefined;
  /** Words just before and after it. */
  neighbours?: { before?: string[]; after?: string[] } | undefined;
  /** The nearest landmark, e.g. "navigation" or "dialog Settings". */
  landmark?: string | undefined;
  /** In a table or among repeated cards and list items: the words that name its column and its row. */
  cell?: { column?: string; row?: string } | undefined;
  /** Ancestors, nearest first: tag, id or classes, and `:n` for its place among siblings, e.g. "div.toolbar:2". */
  path?: string[] | undefined;
  position?: Position | undefined;
  /** The elements just before and after it, e.g. "li.separator". */
  beside?: { before?: string; after?: string } | undefined;
  /** Controls before and after it in the page, nearest first: tag, digest of the icon, how its words start and how long they are. */
  controls?: { before?: string[]; after?: string[] } | undefined;
  /** Tags inside it, e.g. "span,svg". */
  shape?: string | undefined;
  /** What the page called itself. */
  page?: string | undefined;
  /** Language the page declared. */
  language?: string | undefined;
  /** Language it spoke by its words, where they told. */
  speaks?: string | undefined;
  /** Some other words of the page, to notice later that the page speaks another language. */
  vocabulary?: string[] | undefined;
}

export interface Position {
  /** Place among siblings with the same tag, from 0, and how many there are. */
  nth: number;
  of: number;
  /** Place among all elements of its tag and classes in the tree, from 0, and how many there are. */
  rank?: number;
  among?: number;
}

/** Attributes that teams add for tests and tools: they outlive redesigns. */
export const TEST_HOOKS = [
  "data-testid", "data-test-id", "data-test", "data-cy", "data-qa", "data-e2e", "data-automation-id", "data-hook",
] as const;

export const GUIDE_ID = "data-guide-id";
