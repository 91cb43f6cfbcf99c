// <amount-field label="…" value="…">: a number with two buttons, drawn in an open shadow root.
import { h } from "./dom.js";
import { say } from "./say.js";

const looks = new CSSStyleSheet();
looks.replaceSync(`
  :host { display: block; } label { display: grid; gap: 5px; font-weight: 550; }
  div { display: flex; gap: 6px; } input { flex: 1; } button { width: 40px; cursor: pointer; }
  input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 7px 11px; min-width: 0; }
`);

class AmountField extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [looks];
    this.input = h("input", { type: "number", value: this.getAttribute("value"), part: "input", "aria-label": this.getAttribute("label") });
    root.append(h("label", {}, this.getAttribute("label"),
      h("div", {}, this.step("−", say("less"), 0.9), this.input, this.step("+", say("more"), 1.1))));
  }

  step(sign, label, factor) {
    return h("button", { type: "button", "aria-label": label, class: label, onclick: () => { this.input.value = Math.round(this.input.value * factor); } }, sign);
  }
}

customElements.define("amount-field", AmountField);
