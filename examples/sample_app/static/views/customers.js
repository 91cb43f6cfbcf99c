// All customers in a list that draws only the rows in sight, and one customer's details beside it.
import { ask, h } from "../dom.js";
import { money, say } from "../say.js";
import "../amount-field.js";
import { heading } from "./heading.js";
import { track } from "../track.js";

const ROW = 52;

export async function customers() {
  const all = await ask("/api/customers");
  const details = h("section", { class: "card", "aria-live": "polite" }, h("p", { class: "quiet" }, say("Choose a customer to see the details.")));
  const list = virtualList((customer) => showDetails(details, customer));
  const search = h("input", { type: "search", "aria-label": say("Find a customer"), placeholder: say("Find a customer"), oninput: () => list.fill(matching(all, search.value)) });
  const card = h("section", { class: "card flush" }, h("div", { class: "search-row" }, search), list.element);
  list.fill(all);
  const title = say("Customers");
  return { title, body: [heading(title, say("{count} customers", { count: all.length })), h("div", { class: "split" }, card, details)] };
}

const matching = (all, words) => all.filter((customer) => customer.name.toLowerCase().includes(words.trim().toLowerCase()));

function virtualList(choose) {
  const space = h("div", { class: "virtual-space", role: "list" });
  const element = h("div", { class: "virtual", id: "customers", tabindex: 0, "aria-label": say("Customers"), role: "region" }, space);
  let items = [];
  let chosen = null;
  const draw = () => {
    const first = Math.max(0, Math.floor(element.scrollTop / ROW) - 4);
    const shown = items.slice(first, first + Math.ceil((element.clientHeight || 560) / ROW) + 8);
    space.replaceChildren(...shown.map((item, index) => listRow(item, first + index, item === chosen, pick)));
  };
  const pick = (item) => { chosen = item; choose(item); draw(); };
  element.addEventListener("scroll", draw, { passive: true });
  return { element, fill(next) { items = next; space.style.height = `${items.length * ROW}px`; element.scrollTop = 0; draw(); } };
}

function listRow(customer, index, pressed, pick) {
  const button = h("button", { "aria-pressed": String(pressed), onclick: () => pick(customer) },
    h("span", {}, customer.name), h("span", { class: "quiet" }, customer.city), h("span", { class: "amount" }, money(customer.owed)));
  button.style.top = `${index * ROW}px`;
  const item = h("div", { role: "listitem" }, button);
  return item;
}

function showDetails(details, customer) {
  const limit = h("amount-field", { label: say("Credit limit"), value: customer.owed * 2 || 500, id: "credit-limit" });
  const save = h("button", { class: "button primary", onclick: () => { track("credit_limit_changed"); save.textContent = say("Saved."); } }, say("Save"));
  details.replaceChildren(
    h("h2", {}, customer.name),
    h("p", { class: "quiet" }, `${customer.city} · ${say("{days} days", { days: customer.terms })}`),
    h("p", {}, say("Owed"), " ", h("b", { class: "big" }, money(customer.owed))),
    limit, h("label", {}, say("Note"), h("textarea", { name: "note", rows: 3 })), save);
}
