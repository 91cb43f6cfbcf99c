// Approvals: invoices as cards in four columns.
import { ask, h } from "../dom.js";
import { money, say } from "../say.js";
import { track } from "../track.js";
import { heading } from "./heading.js";

const COLUMNS = [["draft", "Draft"], ["waiting", "Waiting"], ["approved", "Approved"], ["paid", "Paid"]];
const MOVES = { draft: ["waiting", "Send for approval"], waiting: ["approved", "Approve"] };
const SHOWN = 6;

export async function board() {
  const grid = h("div", { class: "board" });
  const draw = async () => {
    const invoices = await ask("/api/invoices");
    grid.replaceChildren(...COLUMNS.map(([status, label]) => column(status, label, invoices, draw)));
  };
  await draw();
  const title = say("Approvals");
  return { title, body: [heading(title, say("Drag is not needed: move a card with its button.")), grid] };
}

function column(status, label, invoices, draw) {
  const here = invoices.filter((invoice) => invoice.status === status);
  const cards = here.slice(0, SHOWN).map((invoice) => ticket(invoice, draw));
  return h("section", { "aria-label": say(label), "data-column": status },
    h("h2", {}, say(label), h("small", {}, String(here.length))),
    cards.length ? cards : h("p", { class: "quiet" }, say("No cards")));
}

function ticket(invoice, draw) {
  const next = MOVES[invoice.status];
  return h("article", { class: "ticket", "data-number": invoice.number },
    h("a", { href: `/invoices/${invoice.number}` }, invoice.number),
    h("span", {}, invoice.customer),
    h("b", {}, money(invoice.total)),
    next && h("button", { class: "button", "data-move": next[0], onclick: () => move(invoice, next[0], draw) }, say(next[1])));
}

async function move(invoice, status, draw) {
  await ask(`/api/invoices/${invoice.number}`, "PATCH", { status });
  if (status === "approved") track("invoice_approved", { total: invoice.total });
  await draw();
}
