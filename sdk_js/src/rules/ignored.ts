/** Where many clicks are nothing but use: steppers, players, sliders, calendars, canvases, selected text. */
const TAGS = "input,textarea,select,option,video,audio,canvas,embed,object,[contenteditable]";
const ROLES = ["slider", "spinbutton", "scrollbar", "grid", "application", "tree", "tablist", "menu", "listbox", "timer"].map((role) => `[role=${role}]`).join();
const KINDS = "[aria-roledescription],[data-shirube-ignore],[class*=player],[class*=carousel],[class*=slider],[class*=calendar],[class*=datepicker],[class*=stepper],[class*=map]";
const STEPPER = /^\s*([+\-−–×<>‹›«»◀▶◁▷▲▼]|next|prev(ious)?|back|forward|plus|minus|more|less|increase|decrease|increment|decrement|up|down|次|前|次へ|前へ|増やす|減らす|翌月|前月)\s*$/i;

export function isIgnored(element: Element): boolean {
  if (element.closest(`${TAGS},${ROLES},${KINDS}`)) return true;
  if (!getSelection()?.isCollapsed) return true;
  const control = element.closest("button,a,[role=button]");
  const name = control?.ariaLabel || control?.textContent || "";
  return name.length < 14 && STEPPER.test(name);
}

/** Whether people would expect a click on it to do something. */
export function looksClickable(element: Element): boolean {
  return !!element.closest("a[href],button,summary,[role=button],[role=link],[role=menuitem],[role=tab],[onclick]") || getComputedStyle(element).cursor === "pointer";
}

export function isOurs(element: Element): boolean {
  return element.localName.startsWith("shirube-");
}
