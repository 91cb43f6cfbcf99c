// A page of 10,000 elements as business apps have them: a menu, a toolbar, filters and a long table with buttons in each row.

const WORDS = ["Orders", "People", "Invoices", "Reports", "Products", "Contracts", "Payments", "Settings", "Projects", "Tickets", "Campaigns", "Shipments"];
const NAMES = ["Aoki", "Brown", "Chen", "Dietrich", "Esposito", "Fischer", "Garcia", "Haruki", "Ivanov", "Jansen"];
const TOOLS = ["New", "Import", "Export", "Print", "Archive", "Assign", "Merge", "Share"];
const ROWS = 760;

const svg = (n: number): string => `<svg viewBox="0 0 16 16" class="icon"><path d="M${n} 2L${n + 3} ${n % 7}H${n % 5}Z"></path></svg>`;
const button = (words: string, n: number): string => `<button class="button tool">${svg(n)}<span>${words}</span></button>`;

function row(i: number): string {
  const name = `${NAMES[i % NAMES.length]} ${i}`;
  return `<tr class="row"><td><input type="checkbox" aria-label="Choose ${name}"></td><td><a href="/people/${i}">${name}</a></td><td><span class="status">Open</span></td>`
    + `<td class="amount">${i * 7}</td><td class="actions"><button class="button small">${svg(1)}Edit</button><button class="button small">Delete</button></td></tr>`;
}

/** Fills the page, always the same way. */
export function build(language: string): void {
  document.documentElement.lang = language;
  const nav = WORDS.map((w, i) => `<li class="item"><a class="entry" href="/${w.toLowerCase()}">${svg(i)}<span>${w}</span></a></li>`).join("");
  const filters = WORDS.map((w) => `<label class="filter">${w}<input name="filter-${w}" placeholder="Any"></label>`).join("");
  const rows = Array.from({ length: ROWS }, (_, i) => row(i)).join("");
  document.body.innerHTML = `<header class="top"><h1>Orders</h1><div class="toolbar">${TOOLS.map(button).join("")}</div></header>
    <nav class="menu"><ul>${nav}</ul></nav><main><h2>All orders</h2><form class="filters">${filters}</form>
    <table><thead><tr><th></th><th>Name</th><th>Status</th><th>Amount</th><th>Actions</th></tr></thead><tbody>${rows}</tbody></table></main><footer><a>Imprint</a><a>Privacy</a></footer>`;
}

export const TARGETS = [
  ".toolbar button:nth-child(3)", ".toolbar button:nth-child(6)", "nav li:nth-child(4) a", "nav li:nth-child(9) a",
  "tr:nth-child(77) .actions button:last-child", "tr:nth-child(411) .actions button", "tr:nth-child(30) a",
  ".filter:nth-child(5) input", "tr:nth-child(301) .amount", "h1",
];

const each = (selector: string, change: (element: Element) => void): void => document.querySelectorAll(selector).forEach(change);

function translate(): void {
  document.documentElement.lang = "de";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) node.nodeValue = node.nodeValue!.replace(/[a-z]{3,}/gi, (w) => [...w].reverse().join("") + "en");
  each("[aria-label],[placeholder]", (e) => ["aria-label", "placeholder"].forEach((n) => e.hasAttribute(n) && e.setAttribute(n, "nega" + e.getAttribute(n)!.length)));
}

export const CHANGES: Record<string, () => void> = {
  "as it was": () => {},
  "other classes, wrapped": () => each("[class]", (e) => {
    e.setAttribute("class", e.getAttribute("class")!.replace(/\w+/g, (c) => "x-" + c));
    if (e.localName === "button") e.replaceWith(Object.assign(document.createElement("span"), { innerHTML: e.outerHTML }));
  }),
  "target gone": () => TARGETS.map((s) => document.querySelector(s)).forEach((e) => e?.remove()),
  "another language": translate,
};

/** Takes the first target of the toolbar out. */
export const takeAway = (): void => document.querySelector(".toolbar button:nth-child(3)")!.remove();

/** Puts the first target of the toolbar back. */
export const bringBack = (): void => document.querySelector(".toolbar button:nth-child(2)")!.insertAdjacentHTML("afterend", button(TOOLS[2]!, 2));

/** Replaces so many elements a second, rows with buttons among them; answers how to stop. */
export function churn(aSecond: number): () => void {
  const body = document.querySelector("tbody")!;
  let n = 0;
  const timer = setInterval(() => {
    for (let left = aSecond / 20; left > 0; left -= body.firstElementChild!.querySelectorAll("*").length + 1) {
      body.firstElementChild!.remove();
      body.insertAdjacentHTML("beforeend", row(10_000 + n++));
    }
  }, 50);
  return () => clearInterval(timer);
}
