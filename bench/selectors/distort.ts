// Changes that the training never sees, to test what was learned on: one kind of change at a time, to a whole page.

const hash = (text: string, seed: number): number => {
  let h = 2166136261 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
};

function everywhere(work: (element: Element) => void): void {
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of [...root.querySelectorAll("body *")]) {
      if (element.shadowRoot) visit(element.shadowRoot);
      work(element);
    }
  };
  visit(document);
}

/** Every class becomes a hash, as another style compiler would have it. */
function hashClasses(seed: number): void {
  everywhere((e) => e.hasAttribute("class") && e.setAttribute("class", e.getAttribute("class")!.split(/\s+/).filter(Boolean).map((c) => "s" + hash(c, seed).toString(36)).join(" ")));
}

function removeIds(): void {
  everywhere((e) => ["id", "name"].forEach((n) => !e.matches("svg *") && e.removeAttribute(n)));
}

/** A div more around every third container. */
function wrap(seed: number): void {
  everywhere((e) => {
    if (e.localName !== "div" || e.getRootNode() !== document || hash(e.className + e.childElementCount, seed) % 3) return;
    const wrapper = document.createElement("div");
    e.replaceWith(wrapper);
    wrapper.append(e);
  });
}

/** Two new siblings in front of every list of three or more alike. */
function addSiblings(): void {
  for (const parent of document.querySelectorAll("ul,ol,tbody,nav,div")) {
    const [first, second, third] = parent.children;
    if (!first || !second || !third || first.localName !== third.localName || first.className !== third.className) continue;
    for (const words of ["Latest", "Overview of changes"]) {
      const added = first.cloneNode(true) as Element;
      for (const e of [added, ...added.querySelectorAll("*")]) ["id", "name", "title", "aria-label", "href"].forEach((n) => e.removeAttribute(n));
      added.querySelectorAll("svg *").forEach((e) => e.remove());
      let deepest: Element = added;
      while (deepest.firstElementChild && deepest.firstElementChild.localName !== "svg") deepest = deepest.firstElementChild;
      if (!/^(input|img|select|textarea)$/.test(deepest.localName)) deepest.textContent = words;
      parent.insertBefore(added, first);
    }
  }
}

const SWEDISH = new Map("add lägg all alla and och back tillbaka cancel avbryt change ändra clear rensa close stäng copy kopiera create skapa cut klipp date datum delete radera disable inaktivera download hämta edit redigera enable aktivera export exportera file arkiv filter filtrera find sök for för from från group grupp help hjälp home hem image bild insert infoga kernel kärna language språk list lista log logg menu meny move flytta name namn new ny next nästa of av open öppna page sida password lösenord paste klistra people personer permission behörighet print skriv properties egenskaper redo upprepa reload ladda remove avlägsna rename namnge reset återställ run kör save spara search sök select välj selected vald settings inställningar show visa site webbplats size storlek sort sortera start starta stop stoppa tab flik text text the den this detta to till type typ undo ångra up upp update uppdatera upload överför user användare users användare view visa with med".split(" ").reduce<[string, string][]>((pairs, word, i, all) => (i % 2 ? pairs : [...pairs, [word, all[i + 1]!]]), []));

/** Word by word into Swedish; what is not in the dictionary stays, as product names do. */
function swedish(declared: boolean): void {
  const say = (words: string): string => words.replace(/[a-z]+/gi, (w) => SWEDISH.get(w.toLowerCase()) ?? w);
  if (declared) document.documentElement.lang = "sv";
  document.title = say(document.title);
  everywhere((e) => {
    for (const node of e.childNodes) if (node.nodeType === 3) node.nodeValue = say(node.nodeValue!);
    for (const name of ["aria-label", "title", "placeholder", "alt"]) if (e.hasAttribute(name)) e.setAttribute(name, say(e.getAttribute(name)!));
  });
}

export const DISTORTIONS: Record<string, (seed: number) => void> = {
  "classes hashed": hashClasses, "ids removed": removeIds, wrapped: wrap, "siblings added": addSiblings, "Swedish by dictionary": (seed) => swedish(seed % 2 === 0),
  "classes hashed, ids removed, wrapped, siblings added": (seed) => { addSiblings(); wrap(seed); hashClasses(seed); removeIds(); },
};
