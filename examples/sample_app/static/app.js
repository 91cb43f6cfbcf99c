// The single-page part: a router over four views. Links inside /app change the view without loading a page.
import { say } from "./say.js";
import { board } from "./views/board.js";
import { composer } from "./views/composer.js";
import { customers } from "./views/customers.js";
import { reports } from "./views/reports.js";
import { h } from "./dom.js";

const VIEWS = {
  "/app": board,
  "/app/board": board,
  "/app/composer": composer,
  "/app/customers": customers,
  "/app/reports": reports,
};
const outlet = document.getElementById("app");

async function show() {
  const view = VIEWS[location.pathname.replace(/(.)\/$/, "$1")];
  const address = location.href;
  const drawn = view ? await view({ go, team: outlet.dataset.team }) : { title: "404", body: [h("p", {}, say("This page does not exist."))] };
  if (location.href !== address) return;
  document.title = `${drawn.title} · Choba`;
  outlet.replaceChildren(...drawn.body);
  markCurrent();
}

function markCurrent() {
  for (const link of document.querySelectorAll(".rail nav a")) {
    link.toggleAttribute("aria-current", link.pathname === location.pathname);
    if (link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
}

function go(path) {
  history.pushState({}, "", path);
  show();
  scrollTo(0, 0);
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented;
  if (!link || !plain || link.target || link.origin !== location.origin || !(link.pathname in VIEWS)) return;
  event.preventDefault();
  go(link.pathname + link.search);
});
addEventListener("popstate", show);
show();
