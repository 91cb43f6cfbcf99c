// The month-end report, which takes a while to build.
import { ask, h } from "../dom.js";
import { money, say } from "../say.js";
import { track } from "../track.js";
import { heading } from "./heading.js";

const BUILD_MILLISECONDS = 1400;

export async function reports() {
  const result = h("section", { class: "card", "aria-live": "polite", hidden: true });
  const period = h("select", { name: "period" }, ["This month", "Last month", "This quarter"].map((label) => h("option", {}, say(label))));
  const form = h("form", { class: "card narrow", onsubmit: (event) => { event.preventDefault(); build(result); } },
    h("label", {}, say("Period"), period),
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "drafts" }), h("span", {}, say("Include drafts"))),
    h("div", { class: "buttons" }, h("button", { class: "button primary", id: "build-report" }, say("Build report"))));
  const title = say("Month-end report");
  return { title, body: [heading(title, say("Everything your accountant asks for, in one file.")), form, result] };
}

async function build(result) {
  result.hidden = false;
  result.replaceChildren(h("p", { class: "pending" }, say("Building…")), h("div", { class: "skeleton" }));
  const [invoices] = await Promise.all([ask("/api/invoices"), new Promise((done) => setTimeout(done, BUILD_MILLISECONDS))]);
  track("report_built");
  const total = (statuses) => invoices.filter((invoice) => statuses.includes(invoice.status)).reduce((sum, invoice) => sum + invoice.total, 0);
  // Renamed from #export-csv in the release of two weeks ago: the guide "month-end" still looks for the old name.
  const download = h("button", { class: "button primary", "data-action": "download", onclick: () => track("report_exported") }, say("Download"));
  result.replaceChildren(h("h2", {}, say("Ready")),
    h("p", {}, `${say("Invoiced")} ${money(total(["paid", "approved", "waiting", "overdue"]))} · ${say("Collected")} ${money(total(["paid"]))}`),
    h("div", { class: "buttons" }, download));
}
