/** Small pieces the views share. */
import { icon, type IconName } from "./icons";
import { h, type Child, type Props, type VNode } from "./vdom";

export function button(label: string, press: () => void, look = "", iconName?: IconName, more: Props = {}): VNode {
  return h("button", { type: "button", class: `button ${look}`, ...more, on: { click: press, ...steady, ...more.on } },
    iconName && icon(iconName), label);
}

export function iconButton(name: IconName, label: string, press: () => void, more: Props = {}): VNode {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...more, on: { click: press, ...steady, ...more.on } },
    icon(name));
}

/** Pressing a button with the pointer leaves the focus in the app, so that its menus stay open. */
export const steady = { mousedown: (event: Event): void => event.preventDefault() };

export function field(id: string, label: string, control: VNode, ...hints: Child[]): VNode {
  return h("div", { class: "field", key: id }, h("label", { for: id }, label), control, ...hints);
}

/** `value` undefined: what is typed is nobody's but the field's. */
export function textInput(id: string, value: string | undefined, type: (text: string) => void, more: Props = {}): VNode {
  return h("input", { id, class: "input", type: "text", autocomplete: "off", spellcheck: "false", ...(value !== undefined && { value }), maxlength: "200", ...more,
    on: { input: (event) => type(valueOf(event)) } });
}

export function textArea(id: string, value: string, type: (text: string) => void, more: Props = {}): VNode {
  return h("textarea", { id, class: "input", rows: "3", value, maxlength: "4000", ...more, on: { input: (event) => type(valueOf(event)) } });
}

export function select(id: string, value: string, options: [string, string][], choose: (value: string) => void, more: Props = {}): VNode {
  const made = options.map(([key, label]) => h("option", { key, value: key, selected: key === value }, label));
  return h("select", { id, class: "input", value, ...more, on: { input: (event) => choose(valueOf(event)) } }, ...made);
}

export function check(label: string, checked: boolean, set: (checked: boolean) => void): VNode {
  const box = h("input", { type: "checkbox", checked, on: { input: (event) => set((event.currentTarget as HTMLInputElement).checked) } });
  return h("label", { class: "check" }, box, label);
}

/** A few choices side by side, one of them chosen; arrow keys move between them as between radio buttons. */
export function segmented(label: string, chosen: string, options: [string, Child][], choose: (value: string) => void, role = "radio"): VNode {
  const state = role === "tab" ? "aria-selected" : "aria-checked";
  const parts = options.map(([value, content]) =>
    h("button", { key: value, type: "button", role, [state]: String(value === chosen), tabindex: value === chosen ? "0" : "-1",
      on: { click: () => choose(value), keydown: (event) => arrows(event as KeyboardEvent), ...steady } }, content));
  return h("div", { class: "segmented", role: role === "tab" ? "tablist" : "radiogroup", "aria-label": label }, ...parts);
}

function arrows(event: KeyboardEvent): void {
  const button = event.currentTarget as HTMLElement;
  const forward = /^Arrow(Right|Down)$/.test(event.key);
  if (!forward && !/^Arrow(Left|Up)$/.test(event.key)) return;
  event.preventDefault();
  const other = (forward ? button.nextElementSibling : button.previousElementSibling) as HTMLElement | null;
  other?.focus();
  other?.click();
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement).value;
}
