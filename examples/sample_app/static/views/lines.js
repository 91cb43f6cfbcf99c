// The repeated rows of an invoice, each with its menu.
import { h } from "../dom.js";
import { money, say } from "../say.js";

/** A table of lines; `changed` is called whenever a value or the number of rows changes. */
export function linesTable(changed) {
  const body = h("tbody");
  const add = (values) => { body.append(row(values, add, changed)); changed(); };
  const table = h("table", { class: "lines", id: "lines" },
    h("thead", {}, h("tr", {},
      ["What", "Quantity", "Price", "Amount"].map((label) => h("th", { scope: "col" }, say(label))),
      h("th", {}, h("span", { class: "hidden" }, say("Line actions"))))),
    body);
  return { table, add, read: () => [...body.rows].map(readRow) };
}

export function amountOf(line) {
  return line.quantity * line.price;
}

function row({ what = "", quantity = 1, price = "" } = {}, add, changed) {
  const amount = h("td", { class: "amount" });
  const field = (name, value, label, number = {}) =>
    h("input", { name, type: "text", value, required: true, "aria-label": say(label), oninput: () => { total(); changed(); }, ...number });
  const count = { type: "number", min: 0, class: "num" };
  const element = h("tr", {},
    h("td", { class: "wide" }, field("what", what, "What")),
    h("td", {}, field("quantity", quantity, "Quantity", count)),
    h("td", {}, field("price", price, "Price", { ...count, class: "num cost" })),
    amount,
    h("td", { class: "row-menu" }, rowMenu(() => add(readRow(element)), () => { element.remove(); changed(); })));
  const total = () => { amount.textContent = money(amountOf(readRow(element))); };
  total();
  return element;
}

function rowMenu(duplicate, remove) {
  const close = (then) => (event) => { event.target.closest("details").open = false; then(); };
  return h("details", { class: "menu" },
    h("summary", { "aria-label": say("Line actions") }, "⋯"),
    h("div", { class: "menu-list", role: "menu" },
      h("button", { type: "button", role: "menuitem", onclick: close(duplicate) }, say("Duplicate line")),
      h("button", { type: "button", role: "menuitem", onclick: close(remove) }, say("Remove line"))));
}

function readRow(element) {
  const value = (name) => element.querySelector(`[name=${name}]`).value;
  return { what: value("what").trim(), quantity: Number(value("quantity")), price: Number(value("price")) };
}
