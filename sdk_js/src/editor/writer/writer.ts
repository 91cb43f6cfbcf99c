/** `dist/writer.js`: the step's words, written where they stand. ProseMirror over our blocks; it comes when a step is first shown. */
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import { Fragment, Slice } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { Block } from "../draft";
import { toBlocks, toDocument, toNode } from "./blocks";
import { editOf, enter, lineBreak, writingOf } from "./commands";
import type { Command, Writer, WriterOptions } from "./contract";
import { blocksFromHtml } from "./html";

export function openWriter(options: WriterOptions): Writer {
  const { place, changed, writing } = options;
  let shown = JSON.stringify(options.blocks);
  place.replaceChildren();
  place.dataset["writer"] = "";
  const root = place.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  // Where shadow roots have no selection of their own, the library would add one to every shadow root of the page.
  root.getSelection ??= () => document.getSelection();

  const view = new EditorView({ mount: place }, {
    state: stateOf(options),
    attributes: { class: "writer", role: "textbox", "aria-multiline": "true", "aria-label": options.label, spellcheck: "true" },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && transaction.getMeta("given") !== true) {
        const blocks = toBlocks(view.state.doc);
        shown = JSON.stringify(blocks);
        changed(blocks);
      }
      // What the tool bar does counts too: the focus may be in its form meanwhile.
      if (view.hasFocus() || transaction.getMeta("given") !== true) writing(writingOf(view.state));
    },
    handleDOMEvents: {
      focus: () => (writing(writingOf(view.state)), false),
      paste: (_, event) => taken(event, event.clipboardData, (data) => pasted(view, data, options)),
      drop: (_, event) => taken(event, event.dataTransfer, (data) => pasted(view, data, options)),
      dragstart: (_, event) => (event.preventDefault(), true),
      click: (_, event) => (event.target instanceof Element && event.target.closest("a") && event.preventDefault(), false),
    },
  });
  return {
    set(blocks) {
      const wanted = JSON.stringify(blocks);
      if (wanted === shown || view.composing) return;
      shown = wanted;
      const { state } = view;
      view.dispatch(state.tr.replaceWith(0, state.doc.content.size, toDocument(blocks).content).setMeta("given", true));
    },
    run(command: Command) {
      editOf(command)(view.state, view.dispatch, view);
      if (command.do !== "change" && command.do !== "insert" && command.do !== "variable") view.focus();
    },
    focus: () => view.focus(),
    focused: () => view.hasFocus(),
    stop: () => view.destroy(),
  };
}

function stateOf({ blocks, undo, redo, linking }: WriterOptions): EditorState {
  const press = (command: Command) => editOf(command);
  const told = (call: () => void) => () => (call(), true);
  const keys = keymap({
    "Mod-b": press({ do: "bold" }), "Mod-i": press({ do: "italic" }), "Mod-e": press({ do: "code" }), "Mod-k": told(() => afterSelecting(linking)),
    "Mod-z": told(undo), "Mod-y": told(redo), "Shift-Mod-z": told(redo), "Shift-Enter": lineBreak,
    Enter: chainCommands(enter, baseKeymap["Enter"]!),
  });
  return EditorState.create({ doc: toDocument(blocks), plugins: [keys, keymap(baseKeymap)] });
}

/** The browser tells of a selection a moment after the keys that made it; the form would take the focus from it before. */
function afterSelecting(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call));
}

/** Never the library's own way: it would hand HTML to the browser. */
function taken(event: Event, data: DataTransfer | null, take: (data: DataTransfer) => void): boolean {
  event.preventDefault();
  if (data) take(data);
  return true;
}

function pasted(view: EditorView, data: DataTransfer, { pictures }: WriterOptions): void {
  const files = [...data.files].filter(({ type }) => type.startsWith("image/"));
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  if (files.length && !text) return pictures(files);
  if (view.state.selection.$from.parent.type.spec.code) return view.dispatch(view.state.tr.insertText(text.replace(/\r\n?/g, "\n")));
  const blocks: Block[] = html ? blocksFromHtml(html) : text.replace(/\r\n?/g, "\n").split(/\n{2,}/).filter((part) => part.trim()).map((part) => ({ type: "text", text: part.trim() }));
  if (!blocks.length) return;
  const content = Fragment.from(blocks.map(toNode));
  const one = blocks.length === 1 && content.firstChild!.isTextblock;
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, one || content.firstChild!.isTextblock ? 1 : 0, one || content.lastChild!.isTextblock ? 1 : 0)).scrollIntoView());
}
