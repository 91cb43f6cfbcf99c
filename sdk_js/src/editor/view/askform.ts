/** What the author is asked for before something can be put into the step: a link's address, a picture. */
import type { Actions, Asking, State } from "../state";
import { completed, linkProblem } from "../writer/links";
import type { Writing } from "../writer/contract";
import { button, field } from "./parts";
import { h, type Child, type VNode } from "./vdom";

export function askForm(state: State, act: Actions, asking: Asking, writing: Writing): VNode {
  return asking.for === "link" ? linkForm(state, act, asking.problem, writing) : pictureForm(state, act, asking);
}

function linkForm({ words }: State, act: Actions, problem: string, { link }: Writing): VNode {
  const apply = (event: Event): void => {
    const input = ((event.currentTarget as HTMLElement).getRootNode() as ShadowRoot).getElementById("link-address") as HTMLInputElement;
    const href = completed(input.value);
    const wrong = linkProblem(href);
    if (wrong) return act.ask({ for: "link", problem: words.linkProblems[wrong] });
    act.write({ do: "link", href });
    act.ask(null);
  };
  const keys = (event: Event): void => {
    const { key, isComposing } = event as KeyboardEvent;
    if (key === "Escape") act.ask(null);
    if (key === "Enter" && !isComposing) event.preventDefault(), apply(event);
  };
  return h("div", { key: "ask-link", class: "writer-form" },
    field("link-address", words.linkAddress,
      h("input", { id: "link-address", class: "input", type: "text", maxlength: "2000", placeholder: "https://", "aria-invalid": problem ? "true" : undefined,
        made: (input) => ((input as HTMLInputElement).value = link ?? "", input.focus()), on: { keydown: keys } }), mistake(problem)),
    h("div", { class: "row" },
      link !== null && button(words.removeLink, () => (act.write({ do: "link", href: null }), act.ask(null)), "plain small"),
      h("span", { class: "gap" }),
      button(words.cancel, () => act.ask(null), "plain small"),
      h("button", { type: "button", class: "button primary small", on: { click: apply } }, words.apply)));
}

function pictureForm({ words }: State, act: Actions, { state, problem }: Extract<Asking, { for: "picture" }>): VNode {
  if (state === "sending") return h("div", { key: "ask-picture", class: "writer-form", role: "status" }, words.sendingPicture, mistake(problem));
  const chosen = (event: Event): void => act.pictures([...((event.currentTarget as HTMLInputElement).files ?? [])]);
  const fromAddress = (event: Event): void => {
    if ((event as KeyboardEvent).key !== "Enter") return;
    event.preventDefault();
    const source = completed((event.currentTarget as HTMLInputElement).value);
    const wrong = linkProblem(source, true);
    if (wrong) return act.ask({ for: "picture", state, problem: words.linkProblems[wrong] });
    act.write({ do: "insert", block: { type: "image", source, alt: "" } });
    act.ask(null);
  };
  return h("div", { key: "ask-picture", class: "writer-form" },
    field("picture-file", words.pictureFile, h("input", { id: "picture-file", type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", multiple: true, on: { change: chosen, input: chosen } })),
    field("picture-address", words.pictureAddress, h("input", { id: "picture-address", class: "input", type: "text", maxlength: "2000", placeholder: "https://", on: { keydown: fromAddress } })),
    mistake(problem),
    h("div", { class: "row" }, h("span", { class: "hint" }, words.picturePaste), h("span", { class: "gap" }), button(words.cancel, () => act.ask(null), "plain small")));
}

export function mistake(problem: string): Child {
  return problem && h("p", { class: "hint warn", role: "alert" }, problem);
}
