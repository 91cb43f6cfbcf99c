// Writing an invoice: customer, terms, lines, totals, and a modal dialog before it goes for approval.
import { ask, h } from "../dom.js";
import { money, say } from "../say.js";
import { track } from "../track.js";
import { heading } from "./heading.js";
import { amountOf, linesTable } from "./lines.js";

const TERMS = [14, 30, 45, 60];

export async function composer({ team }) {
  const customers = await ask("/api/customers");
  const totals = h("dl", { class: "totals" });
  const problem = h("p", { class: "notice bad", role: "alert", hidden: true });
  const lines = linesTable(() => showTotals(totals, lines.read()));
  const form = h("form", { id: "composer", novalidate: true }, top(customers), linesCard(lines, totals), problem);
  lines.add();
  form.addEventListener("submit", (event) => { event.preventDefault(); review(form, lines, problem, team); });
  const send = h("button", { class: "button primary", type: "submit", form: "composer", "data-testid": "send-for-approval" }, say("Send for approval"));
  const title = say("New invoice");
  return { title, body: [heading(title, say("Give every line a text and a price."), send), form] };
}

function top(customers) {
  const options = customers.slice(0, 60).map((customer) => h("option", { value: customer.name }, customer.name));
  return h("div", { class: "card composer-top" },
    h("label", {}, say("Customer"), h("select", { name: "customer", required: true }, h("option", { value: "" }, say("Choose a customer")), options)),
    h("label", {}, say("Payment terms"), h("select", { name: "terms" },
      TERMS.map((days) => h("option", { value: days, selected: days === 30 }, say("{days} days", { days }))))));
}

function linesCard(lines, totals) {
  const add = h("button", { type: "button", class: "button", id: "add-line", onclick: () => lines.add() }, say("New line"));
  return h("section", { class: "card flush" },
    h("div", { class: "card-head" }, h("h2", {}, say("Lines")), add), lines.table, totals);
}

function sum(lines) {
  const subtotal = lines.reduce((all, line) => all + amountOf(line), 0);
  return { subtotal, tax: Math.floor(subtotal / 10), total: subtotal + Math.floor(subtotal / 10) };
}

function showTotals(totals, lines) {
  const { subtotal, tax, total } = sum(lines);
  const entry = (label, amount, look) => [h("dt", { class: look }, say(label)), h("dd", { class: look }, money(amount))];
  totals.replaceChildren(...entry("Subtotal", subtotal), ...entry("Tax", tax), ...entry("Total", total, "sum"));
}

function whatIsMissing(invoice) {
  if (!invoice.customer) return "Choose a customer first.";
  const complete = invoice.lines.length && invoice.lines.every((line) => line.what && line.price > 0 && line.quantity > 0);
  return complete ? null : "Give every line a text and a price.";
}

function review(form, lines, problem, team) {
  const invoice = { customer: form.elements.customer.value, terms: Number(form.elements.terms.value), lines: lines.read() };
  const missing = whatIsMissing(invoice);
  problem.hidden = !missing;
  if (missing) {
    problem.textContent = say(missing);
    track("invoice_rejected", { reason: missing });
  } else confirm(invoice, problem, team);
}

function confirm(invoice, problem, team) {
  const total = money(sum(invoice.lines).total);
  const yes = h("button", { class: "button primary", id: "send-now", onclick: (event) => send(event.target, dialog, invoice, problem) }, say("Send"));
  const dialog = h("dialog", { "aria-labelledby": "send-title" },
    h("h2", { id: "send-title" }, say("Send this invoice for approval?")),
    h("p", {}, say("{name} will be asked to approve {total}.", { name: team || say("The approver"), total })),
    h("div", { class: "buttons" }, h("button", { class: "button", onclick: () => dialog.close() }, say("Cancel")), yes));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

async function send(button, dialog, invoice, problem) {
  button.disabled = true;
  button.textContent = say("Sending…");
  try {
    const created = await ask("/api/invoices", "POST", invoice);
    track("invoice_created", { number: created.number, total: created.total, lines: invoice.lines.length });
    location.assign(`/invoices/${created.number}`);
  } catch {
    dialog.close();
    problem.hidden = false;
    problem.textContent = say("Could not save. Try again.");
  }
}
