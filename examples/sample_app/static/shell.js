// What every page does: menus that close, dialogs that open, the late bank feed, and telling what an action did.
import { ask, h } from "./dom.js";
import { day, money, say } from "./say.js";
import { track } from "./track.js";

addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog").close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function tellWhatHappened() {
  const { happened, happenedProps } = document.body.dataset;
  if (happened) track(happened, JSON.parse(happenedProps));
}

function remind(event, invoice) {
  track("reminder_sent", { number: invoice.number });
  event.target.replaceWith(h("span", { class: "quiet" }, say("Reminder sent")));
}

function overdueRow(invoice) {
  return h("li", {},
    h("span", {}, h("a", { href: `/invoices/${invoice.number}` }, invoice.customer), h("br"),
      h("small", { class: "quiet" }, say("due {date}", { date: day(invoice.due) }))),
    h("b", {}, money(invoice.total)),
    h("button", { class: "button", onclick: (event) => remind(event, invoice) }, say("Send reminder")));
}

async function fillLatePanel(panel) {
  const { overdue, offer_bank: offerBank } = await ask(panel.dataset.late);
  panel.querySelectorAll(".pending, .skeleton").forEach((old) => old.remove());
  panel.setAttribute("aria-busy", "false");
  panel.append(overdue.length
    ? h("ul", { class: "feed" }, overdue.map(overdueRow))
    : h("p", { class: "quiet" }, say("Nothing is overdue. Well done.")));
  if (offerBank) panel.append(h("a", { class: "button", href: "/billing" }, say("Connect your bank")));
}

tellWhatHappened();
document.querySelectorAll("[data-late]").forEach(fillLatePanel);
