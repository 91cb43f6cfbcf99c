"""The whole snippet in pages that make it hard: strict policies, hostile styles, dialogs, typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.sdk.beside import LAUNCHER, article, center, checklist, task
from tests.sdk.guides import button, guide, step
from tests.sdk.kinds.looks import question
from tests.sdk.scripted import KEY, Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button><input id="name">'
RICH = [{"type": "heading", "level": 2, "text": [{"text": "Rich", "bold": True}]}, {"type": "code", "text": "x"}]


def test_strict_content_security_policy_and_trusted_types(visitor: Visitor, shirube: Shirube) -> None:
    host = shirube.origin
    policy = f"default-src 'none'; script-src {host}; connect-src {host}; require-trusted-types-for 'script'"
    visitor.app.headers["Content-Security-Policy"] = policy
    visitor.app.pages["/"] = f'<script async src="{host}/sdk/v1/shirube.js" data-key="{KEY}"></script>{BODY}'
    violations: list[str] = []
    visitor.page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
    shirube.guides = [guide("tour", step("one", "#save", content=RICH), step("two", None, kind="modal"))]
    visitor.opens()
    visitor.sees("Rich")
    visitor.presses("Next")
    visitor.sees("About two.")
    assert [text for text in violations if "favicon" not in text and "404" not in text] == []


def test_every_kind_under_a_strict_policy(visitor: Visitor, shirube: Shirube) -> None:
    """Styles, icons, panels, questions and parts: nothing of any kind needs what `default-src 'self'` and Trusted Types forbid."""
    host, page = shirube.origin, visitor.page
    policy = f"default-src 'self'; script-src 'self' {host}; connect-src 'self' {host}; require-trusted-types-for 'script'; trusted-types 'none'"
    visitor.app.headers["Content-Security-Policy"] = policy
    visitor.app.pages["/"] = f'<script async src="{host}/sdk/v1/shirube.js" data-key="{KEY}"></script>{BODY}'
    page.add_init_script("window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.sample))")  # fmt: skip
    said = [{"type": "text", "text": "Said."}]
    shirube.guides = [
        guide("notice", step("one", kind="banner", banner={"where": "page_top", "sticky": True}, content=said), kind="banner"),
        guide("hints", step("one", "#save", kind="hint", content=said, buttons=[], hint={"look": "beacon", "opens": "click"}), kind="hint"),
        guide("opener", step("one", "#name", kind="launcher", content=[], buttons=[], launcher={"label": "Ask me", "icon": "bulb"}, does=[{"do": "show", "guide": "asks"}]), kind="launcher"),
        checklist("start", task("look", "Look around"), opens_by_itself=False, launcher=LAUNCHER | {"corner": "bottom_start"}),
        center(articles=[article("vat", "VAT") | {"content": RICH}]),
        guide("asks", step("one", kind="slide_out", content=[question("stars", "rating", "How good?", look="stars"), question("words", "text", "Words?")], buttons=[button("Send", "next")]), kind="survey", survey={"wait_days": 0, "anonymous": False}, trigger={"manual": True}),
        guide("news", step("one", kind="feed", content=RICH), kind="announcement", trigger={"manual": True}),
    ]  # fmt: skip
    visitor.opens()
    expect(page.locator(".strip")).to_contain_text("Said.")
    page.locator(".mark").click()
    expect(page.get_by_role("note")).to_contain_text("Said.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Get going").click()
    tasks = page.get_by_role("dialog", name="Get going")
    tasks.get_by_role("button", name="Look around").click()
    expect(tasks).to_contain_text("All done!")
    tasks.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Help").click()
    panel = page.get_by_role("dialog", name="Help")
    panel.get_by_role("button", name="VAT").click()
    expect(panel).to_contain_text("Rich")
    panel.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Ask me").click()
    page.get_by_role("textbox", name="Words?").fill("All well")
    page.get_by_role("radio", name="4").check(force=True)
    page.get_by_role("dialog", name="Asks").get_by_role("button", name="Send").click()
    shirube.wait_for("survey_answered", 2)
    visitor.shirube_says("start", "news")
    visitor.sees("Rich")
    assert page.evaluate("violations") == []


@pytest.mark.parametrize(
    "css",
    [
        "*{all:unset}",
        "div,section,aside{display:none!important}",
        "*{color:red!important;font-size:60px!important;opacity:.2!important}",
    ],
)
def test_hostile_styles_stay_out(visitor: Visitor, shirube: Shirube, css: str) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY, head=f"<style>{css}</style>")
    visitor.opens()
    visitor.sees("About one.")
    heading = visitor.box.get_by_role("heading")
    assert heading.evaluate("e => getComputedStyle(e).fontSize") == "15px"
    assert visitor.box.evaluate("e => e.getBoundingClientRect().width") == 340


def test_a_dialog_that_opens_over_the_step(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"))]
    visitor.page_of("/", BODY + "<dialog id=d><p>Host dialog</p></dialog>")
    visitor.opens()
    visitor.sees("About one.")
    visitor.page.evaluate("d.showModal()")
    visitor.page.wait_for_timeout(200)
    ours = visitor.page.locator("shirube-guide")
    ours.get_by_role("button", name="Next").click()
    expect(ours).to_have_count(0)


def test_the_focus_stays_with_somebody_who_types(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), trigger={"delay_seconds": 0.6})]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.focus("#name")
    visitor.sees("About one.")
    visitor.page.keyboard.type("still mine")
    assert visitor.page.input_value("#name") == "still mine"
    expect(visitor.page.get_by_role("status")).to_contain_text("About one.")


def test_content_is_never_parsed(visitor: Visitor, shirube: Shirube) -> None:
    evil = "<img src=x onerror='window.evil=1'>"
    link = [{"text": "go", "link": "javascript:window.evil=1"}]
    shirube.guides = [
        guide(
            "tour",
            step(
                "one", "#save", content=[{"type": "heading", "level": 2, "text": evil}, {"type": "text", "text": link}]
            ),
        )
    ]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.sees("<img src=x")
    visitor.box.get_by_text("go", exact=True).click()
    assert visitor.page.evaluate("window.evil") is None


def test_nothing_runs_when_no_guide_can_start(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), trigger={"page": "/elsewhere"})]
    visitor.page_of("/", BODY, head="""<script>window.calls = 0; for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) {
        const real = window[name]; window[name] = (f, ...rest) => real(() => { calls++; f() }, ...rest) }
        window.MutationObserver = class { constructor() { calls += 1000 } observe() {} }</script>""")  # fmt: skip
    visitor.opens()
    shirube.wait_for("page_viewed")
    before, after = -1, 0
    for _ in range(6):  # what follows the sending may be late on a busy machine; then all is at rest
        if before != after:
            before = visitor.page.evaluate("calls")
            visitor.page.wait_for_timeout(1500)
            after = visitor.page.evaluate("calls")
    assert after == before < 1000
