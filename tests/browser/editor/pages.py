"""Small pages with what makes picking hard. `harness.js` stands for the snippet."""

from __future__ import annotations


def harness(host: str) -> str:
    """What the snippet does for the editor: take the code out of the address, come back while the flag is set."""
    return """
const found = /[#&]shirube-editor=([\\w-]+)/.exec(location.hash);
if (found) history.replaceState(null, "", location.pathname + location.search);
window.plays = [];
const play = (guide, step, watch) => {
  window.plays.push({ guide, step, stopped: false });
  window.playing = { ...watch, index: window.plays.length - 1 };
  const index = window.plays.length - 1;
  return { stop() { window.plays[index].stopped = true; } };
};
if (found || sessionStorage.getItem("shirube-editor"))
  import("HOST/sdk/v1/editor.js").then((m) => m.edit({ host: "HOST", code: found ? found[1] : null, play }));
""".replace("HOST", host)


def document(body: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title>
<script src="/harness.js" defer></script>{head}</head><body>{body}</body></html>"""


STYLE = """<style>
body { margin: 0; font: 15px system-ui; color: #223 }
nav { background: #123; padding: 14px 20px } nav a { color: #cde; margin-right: 18px }
main { padding: 20px; max-width: 700px } table { border-collapse: collapse }
td, th { padding: 8px 14px; border-bottom: 1px solid #ddd }
</style>"""

ORDERS = document(
    """
<nav aria-label="Main"><a href="/orders">Orders</a><a id="to-people" href="/people">People</a></nav>
<main><h1>Orders</h1>
<p><button id="new-order" data-testid="new-order">New order</button>
<button id="save" disabled>Save all</button>
<label>Search <input name="q" placeholder="Find an order"></label></p>
<table><thead><tr><th>Customer</th><th>Total</th><th></th></tr></thead><tbody>
<tr><td>Aoki</td><td>120</td><td><button class="edit">Edit</button></td></tr>
<tr><td>Brown</td><td>80</td><td><button class="edit">Edit</button></td></tr>
<tr><td>Chen</td><td>64</td><td><button class="edit">Edit</button></td></tr></tbody></table>
<p id="log"></p></main>
<script src="/spy.js"></script>""",
    STYLE,
)

# Everything the app hears, from the window down, so that a test can say that it heard nothing.
SPY = """
window.heard = [];
for (const type of ["pointerdown", "mousedown", "mouseup", "click", "keydown", "focusin", "focusout", "input", "wheel"])
  document.addEventListener(type, (event) => window.heard.push(type + " " + event.target.localName), true);
for (const button of document.querySelectorAll("button"))
  button.addEventListener("click", () => {
    document.querySelector("#log").textContent = "clicked " + button.textContent;
  });
"""

PEOPLE = document(
    '<main><h1>People</h1><a href="/orders">Back to orders</a><button id="invite">Invite</button></main>', STYLE
)

ORDER_4711 = document('<main><h1>Order 4711</h1><button id="ship">Ship it</button></main>', STYLE)

SIGN_UP = document(
    """<main><h1>New customer</h1><form action="/people"><p><label>Name <input name="name"></label></p>
<p><label>Country <select name="country"><option>Japan</option><option>Norway</option></select></label></p>
<p><label><input type="checkbox" name="news"> News by e-mail</label></p>
<p><label>Password <input type="password" name="new" autocomplete="new-password"></label></p>
<p><label>About <textarea name="about"></textarea></label></p>
<div contenteditable aria-label="Note" style="border: 1px solid #999; min-height: 30px"></div>
<p id="echo"></p><p><button type="button" id="plus">One more</button> <button>Save customer</button></p></form>
<x-card></x-card></main><script src="/card.js"></script><script src="/echo.js"></script>""",
    STYLE,
)

# Apps show again what was typed: in a heading beside the button, and on the button itself.
ECHO = """
document.querySelector("[name=name]").addEventListener("input", (event) => {
  document.querySelector("#echo").textContent = "Customer: " + event.target.value;
  document.querySelector("#plus").title = "For " + event.target.value;
});
"""

LOG_IN = document(
    """<main><h1>Log in</h1><form action="/orders"><label>E-mail <input type="email"></label>
<label>Password <input type="password" autocomplete="current-password"></label><button>Log in</button></form></main>""",
    STYLE,
)

INSIDE = document(
    """<main><h1>Inside</h1><x-card></x-card>
<iframe title="Report" src="/report" style="width: 420px; height: 160px; border: 8px solid #ddd"></iframe></main>
<script src="/card.js"></script>""",
    STYLE,
)

CARD = """
customElements.define("x-card", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const button = document.createElement("button");
    button.id = "inner"; button.textContent = "Deep inside";
    root.append(button);
  }
});
"""

REPORT = '<!doctype html><body style="margin: 20px"><button id="export">Export report</button></body>'

# A menu as bad component libraries make them: gone as soon as the focus or the pointer leaves.
MENUS = document(
    """<main><h1>Menus</h1><button id="more">More</button><div id="menu" hidden tabindex="-1"
style="border: 1px solid #999; width: 160px; padding: 6px"><button id="archive">Archive</button></div></main>
<script src="/menu.js"></script>""",
    STYLE,
)

MENU = """
const menu = document.querySelector("#menu");
document.querySelector("#more").addEventListener("click", () => { menu.hidden = false; menu.focus(); });
menu.addEventListener("focusout", () => { menu.hidden = true; });
menu.addEventListener("mouseleave", () => { menu.hidden = true; });
document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.hidden = true; }, true);
"""

# A modal dialog makes everything outside it inert; styles that shout; a focus trap.
HOSTILE = document(
    """<main><h1>Hostile</h1><button id="open">Open dialog</button>
<dialog><form method="dialog"><p>Really?</p><button id="sure">Sure</button></form></dialog></main>
<script src="/hostile.js"></script>""",
    STYLE
    + """<style>
* { color: red !important; font-size: 40px !important; text-transform: uppercase !important }
* { letter-spacing: 9px !important }
div, section, button, shirube-editor { display: none !important; position: static !important; opacity: 0 !important }
main, main * { display: block !important; opacity: 1 !important }
html { font-size: 40px; zoom: 1.25 }
</style>""",
)

HOSTILE_SCRIPT = """
document.querySelector("#open").addEventListener("click", () => document.querySelector("dialog").showModal());
document.addEventListener("focusin", (event) => {
  if (!event.target.closest("main")) document.querySelector("#open").focus();
});
document.addEventListener("keydown", (event) => { if (event.key.length === 1) event.preventDefault(); }, true);
"""

PAGES = {
    "/orders": ORDERS,
    "/orders/4711": ORDER_4711,
    "/people": PEOPLE,
    "/sign-up": SIGN_UP,
    "/log-in": LOG_IN,
    "/echo.js": ECHO,
    "/inside": INSIDE,
    "/report": REPORT,
    "/menus": MENUS,
    "/hostile": HOSTILE,
    "/spy.js": SPY,
    "/card.js": CARD,
    "/menu.js": MENU,
    "/hostile.js": HOSTILE_SCRIPT,
}
