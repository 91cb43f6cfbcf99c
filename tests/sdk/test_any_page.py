"""A step finds its place in any page: seen from outside, near its target, on top, inside the window."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.sources import SDK
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser

LOOK = """target => { target = eval(target); const host = document.querySelector("shirube-guide"), box = host?.shadowRoot.querySelector(".box");
    if (!box) return "no box";
    const outer = target.ownerDocument !== document ? target.ownerDocument.defaultView.frameElement.getBoundingClientRect() : {x: 0, y: 0};
    const t = target.getBoundingClientRect(), b = box.getBoundingClientRect(), x = t.x + outer.x, y = t.y + outer.y;
    const gap = Math.hypot(Math.max(0, x - b.right, b.x - x - t.width), Math.max(0, y - b.bottom, b.y - y - t.height));
    const on = (x, y) => document.elementFromPoint(x, y);
    if (b.x < -1 || b.y < -1 || b.right > innerWidth + 1 || b.bottom > innerHeight + 1) return "outside the window";
    if (y < 0 || y + t.height > innerHeight) return "target out of sight";
    if (gap > 48) return "far from its target: " + gap;
    if (on(b.x + b.width / 2, b.y + b.height / 2) !== host) return "covered by " + on(b.x + b.width / 2, b.y + b.height / 2)?.localName;
    return "" }"""

SHADOW = "<x-card id=card></x-card><script>card.attachShadow({mode: 'open'}).innerHTML = '<button id=in>In</button>'</script>"
FRAME = "<iframe id=frame width=400 height=300 style='margin:60px' srcdoc='<p>Framed</p><button id=in>In</button>'></iframe>"
FAR = "<div style='height:2000px'></div><button id=save>Save</button><div style='height:2000px'></div>"
SCENES: dict[str, tuple[str, str, str, str]] = {
    # name: body, CSS of the page, stored selector, expression of the target
    "an open shadow root": (SHADOW, "", "x-card >>> #in", "card.shadowRoot.getElementById('in')"),
    "a same-origin frame": (FRAME, "", "#frame >>> #in", "frame.contentDocument.getElementById('in')"),
    "a scroll container": (
        f"<div style='height:260px;overflow:auto;width:500px'>{FAR}</div>", "", "#save", "save"),
    "far down the page, under a fixed header": (
        f"<header style='position:fixed;inset:0 0 auto;height:90px;background:navy;z-index:9'></header>{FAR}", "", "#save", "save"),
    "a transformed ancestor": (
        "<div style='transform:translate(60px,40px) scale(.8);will-change:transform'><button id=save>Save</button></div>", "", "#save", "save"),
    "a transformed body": ("<button id=save>Save</button>", "body{transform:translate(40px,30px)}", "#save", "save"),
    "page zoom": ("<p>Above</p><button id=save>Save</button>", "html{zoom:1.5}", "#save", "save"),
    "a native modal dialog": (
        "<dialog id=d style='width:600px;height:420px'><button id=save>Save</button></dialog><script>d.showModal()</script>", "", "#save", "save"),
    "a popover": (
        "<div id=p popover style='width:600px;height:420px'><button id=save>Save</button></div><script>p.showPopover()</script>", "", "#save", "save"),
    "below the highest z-index": (
        "<button id=save>Save</button><div style='position:fixed;inset:0;z-index:2147483647;background:#0001'></div>", "", "#save", "save"),
    "styles taken away": ("<button id=save>Save</button>", "*{all:unset}body{display:block}", "#save", "save"),
    "every box hidden": ("<p><button id=save>Save</button></p>", "div,section,dialog{display:none!important}", "#save", "save"),
    "loud styles": (
        "<button id=save>Save</button>",
        "*{position:static!important;opacity:.4!important;font:40px serif!important;visibility:visible!important;pointer-events:none!important;margin:0!important}", "#save", "save"),
    "a page read from right to left": ("<button id=save>Save</button>", "html{direction:rtl}", "#save", "save"),
    "reduced motion": ("<button id=save>Save</button>", "", "#save", "save"),
}  # fmt: skip


def look(page: Page, target: str) -> str:
    answer: str = page.evaluate(LOOK, target)
    return answer


def expect_in_place(page: Page, target: str) -> None:
    for _ in range(40):
        if not look(page, target):
            return
        page.wait_for_timeout(100)
    assert look(page, target) == ""


@pytest.mark.parametrize("scene", SCENES)
def test_a_target_in(visitor: Visitor, shirube: Shirube, scene: str) -> None:
    body, css, selector, target = SCENES[scene]
    shirube.guides = [guide("tour", step("one", selector))]
    if scene == "reduced motion":
        visitor.page.emulate_media(reduced_motion="reduce")
    visitor.page_of("/", body, head=f"<style>{css}</style>")
    visitor.opens()
    visitor.sees("About one.")
    assert look(visitor.page, target) == ""
    visitor.presses("Next")
    visitor.sees_nothing()


def test_a_target_that_moves_is_replaced_and_goes(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", "<button id=save>Save</button>" + "<p>Text</p>" * 90)
    visitor.opens()
    visitor.sees("About one.")
    page = visitor.page
    page.evaluate("save.style.cssText = 'position: absolute; left: 300px; top: 200px; transition: left .3s'")
    expect_in_place(page, "save")
    page.evaluate("save.style.left = '700px'")
    page.wait_for_timeout(500)
    expect_in_place(page, "save")
    page.evaluate("save.replaceWith(Object.assign(document.createElement('button'), {id: 'save', textContent: 'New'}))")
    expect_in_place(page, "save")
    page.evaluate("scrollTo(0, 4)")
    expect_in_place(page, "save")
    page.evaluate("save.remove()")
    visitor.sees_nothing()
    page.evaluate(
        "document.body.prepend(Object.assign(document.createElement('button'), {id: 'save', textContent: 'Back'}))"
    )
    visitor.sees("About one.")


RINGED = """id => { const t = document.getElementById(id).getBoundingClientRect();
    const ring = document.querySelector("shirube-guide").shadowRoot.querySelector(".ring").getBoundingClientRect();
    return Math.abs(ring.x - t.x + 4) < 1 && Math.abs(ring.y - t.y + 4) < 1 }"""


def test_a_target_that_does_not_scroll_with_the_page(visitor: Visitor, shirube: Shirube) -> None:
    """Fixed, stuck after a while, in a box that scrolls by itself: the step stays with it, also when it turns back."""
    shirube.guides = [guide("tour", step("fixed", "#fixed"), step("sticky", "#sticky"), step("inner", "#inner"))]
    body = """<button id=fixed style="position:fixed;left:300px;top:200px">Fixed</button><div style="height:150px"></div>
        <button id=sticky style="position:sticky;top:40px">Sticky</button>
        <div id=area style="height:200px;overflow:auto"><p style="height:90px">A</p><button id=inner>Inner</button><p style="height:900px">B</p></div>
        <div style="height:2000px"></div>"""
    visitor.page_of("/", body)
    visitor.opens()
    for key, moves in {
        "fixed": ["scrollTo(0, 300)", "scrollTo(0, 900)", "scrollTo(0, 0)"],
        "sticky": ["scrollTo(0, 60)", "scrollTo(0, 600)", "scrollTo(0, 0)"],
        "inner": ["area.scrollTop = 40", "scrollTo(0, 50); area.scrollTop = 60", "scrollTo(0, 0)"],
    }.items():
        visitor.sees(f"About {key}.")
        for move in moves:
            visitor.page.evaluate(move)
            visitor.page.wait_for_function(RINGED, arg=key)
            expect_in_place(visitor.page, key)
        visitor.presses("Next")


def test_fullscreen(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", "<main id=main style='background:white'><button id=save>Save</button></main><button id=go style='position:fixed;right:9px;bottom:9px' onclick='main.requestFullscreen()'>Full</button>")  # fmt: skip
    visitor.opens()
    visitor.sees("About one.")
    visitor.page.click("#go")
    visitor.page.wait_for_function("document.fullscreenElement")
    expect_in_place(visitor.page, "save")
    visitor.presses("Next")
    visitor.sees_nothing()


@pytest.mark.parametrize(
    ("side", "width", "height"), [("phone", 390, 700), ("no room beside a wide target", 1000, 250)]
)
def test_a_sheet_when_there_is_no_room(visitor: Visitor, shirube: Shirube, side: str, width: int, height: int) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.page_of("/", "<button id=save style='position:fixed;inset:80px 20px auto;height:60px'>Save</button>")
    visitor.opens()
    visitor.sees("About one.")
    box = visitor.box.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(height - 8, abs=1)
    assert box["x"] + box["width"] / 2 == pytest.approx(width / 2, abs=1)
    assert side != "phone" or box["width"] == width - 16


HOSTS: dict[str, str] = {
    "wraps fetch": "const real = fetch; window.fetch = (...given) => { if (new Error().stack.includes('never')) throw 1; return real(...given) }",
    "replaces JSON": "const {parse, stringify} = JSON; JSON.parse = (...a) => parse(...a); JSON.stringify = (...a) => stringify(...a)",
    "patches history": "for (const n of ['pushState', 'replaceState']) { const real = history[n]; history[n] = function (...a) { real.apply(this, a); dispatchEvent(new Event('route')) } }",
    "litters prototypes": "Object.prototype['a b'] = 'x'; Object.prototype.extend = () => 1; Array.prototype.extend = () => 1; String.prototype.extend = () => 1",
    "has old prototypes": "Array.prototype.toJSON = function () { return JSON.stringify([...this]) }",
    "hears every event": "for (const n of ['keydown', 'focusin', 'focusout', 'pointerdown', 'scroll']) addEventListener(n, e => e.stopImmediatePropagation(), true)",
}  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that(visitor: Visitor, shirube: Shirube, host: str) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), step("two", "#save", page="/two"))]
    visitor.page_of("/", "<button id=save>Save</button>", head=f"<script>{HOSTS[host]}</script>")
    visitor.opens()
    visitor.sees("About one.")
    visitor.box.get_by_role("button", name="Next").evaluate("button => button.click()")
    visitor.page.evaluate("history.pushState({}, '', '/two')")
    visitor.sees("About two.")
    shirube.wait_for("step_seen", 2)


PLACES: dict[str, str] = {
    "before the body": "<script src={src} data-key=wk_test></script><title>App</title><body><button id=save>Save</button>",
    "by a tag manager": "<title>App</title><body><button id=save>Save</button><script>setTimeout(() => {{ const s = document.createElement('script'); s.src = '{src}'; s.dataset.key = 'wk_test'; document.body.append(s) }}, 50)</script>",
    "after the page has loaded": "<title>App</title><body><button id=save>Save</button><script>onload = () => setTimeout(() => {{ const s = document.createElement('script'); s.src = '{src}'; s.onload = () => shirube('init', {{key: 'wk_test'}}); document.head.append(s) }}, 50)</script>",
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_snippet(visitor: Visitor, shirube: Shirube, place: str) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.app.pages["/"] = "<!doctype html>" + PLACES[place].format(src=f"{shirube.origin}/sdk/v1/shirube.js")
    visitor.opens()
    visitor.sees("About one.")


def test_a_page_that_is_prerendered_asks_when_it_is_looked_at(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    hidden = "<script>window.looked = false; Object.defineProperty(document, 'hidden', {get: () => !looked})</script>"
    visitor.page_of("/", "<button id=save>Save</button>", head=hidden)
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.wait_for_timeout(300)
    assert shirube.sessions == []
    visitor.page.evaluate("looked = true; document.dispatchEvent(new Event('visibilitychange'))")
    visitor.sees("About one.")


def test_a_page_from_the_back_forward_cache_follows_what_happened_meanwhile(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), step("two", "#save"))]
    visitor.page_of("/", "<button id=save>Save</button>")
    visitor.opens()
    visitor.sees("About one.")
    visitor.page.evaluate("""() => { const all = JSON.parse(localStorage['shirube-wk_test']); all.runs.tour.step = 'two';
        localStorage['shirube-wk_test'] = JSON.stringify(all); dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})) }""")
    visitor.sees("About two.")


def test_two_guides_never_overlap(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("low", step("low", "#save"), priority=1), guide("high", step("high", "#save"), priority=9)]
    visitor.page_of("/", "<button id=save>Save</button>")
    visitor.opens()
    visitor.sees("About high.")
    expect(visitor.box).to_have_count(1)
    visitor.presses("Next")
    visitor.sees("About low.")


AXE = SDK / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> Any:
    return page.evaluate(
        "axe.run().then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(n => n.html)))"
    )


def test_keyboard_and_assistive_technology(visitor: Visitor, shirube: Shirube) -> None:
    both = [button("Back", "back", look="secondary"), button("Next", "next")]
    shirube.guides = [guide("tour", step("one", "#save", buttons=both), step("two", "#save", buttons=both), step("three", "#save", advance=[{"on": "click"}]))]  # fmt: skip
    visitor.page_of(
        "/", "<main><h1>App</h1><button id=before autofocus>Before</button><button id=save>Save</button></main>"
    )
    visitor.page.add_init_script(path=str(AXE))
    visitor.opens()
    visitor.sees("About one.")
    page, keys = visitor.page, visitor.page.keyboard
    active = "() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at.id || at.textContent || at.localName }"
    expect(visitor.box).to_be_focused()
    expect(visitor.box).to_have_attribute("aria-modal", "true")
    assert visitor.box.get_attribute("aria-label") == "One"
    seen = []
    for _ in range(5):
        keys.press("Tab")
        seen.append(page.evaluate(active))
    assert seen == ["Back", "Next", "×", "save", "Back"]
    keys.press("Shift+Tab")
    assert page.evaluate(active) == "save"
    keys.press("Shift+Tab")
    assert violations(page) == []
    keys.press("ArrowRight")
    visitor.sees("About two.")
    keys.press("ArrowLeft")
    visitor.sees("About one.")
    keys.press("ArrowRight")
    visitor.sees("About two.")
    keys.press("ArrowRight")
    visitor.sees("About three.")
    expect(visitor.box).to_have_attribute("aria-modal", "false")
    assert violations(page) == []
    keys.press("Escape")
    visitor.sees_nothing()
    assert page.evaluate(active) == "before"
    shirube.wait_for("guide_dismissed")


def test_arrows_in_a_page_read_from_right_to_left(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), step("two", "#save"), language="ar")]
    visitor.page_of("/", "<button id=save>Save</button>", dir="rtl")
    visitor.opens()
    visitor.sees("About one.")
    expect(visitor.box).to_be_focused()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("ArrowLeft")
    visitor.sees("About two.")
