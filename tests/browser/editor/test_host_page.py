"""The editor in pages that make it hard: strict CSP, Trusted Types, loud CSS, modal dialogs, focus traps, shortcuts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import App, Shirube
from tests.browser.editor.test_writing import headings, step

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "sdk_js" / "node_modules" / "axe-core" / "axe.min.js"

VIOLATIONS = """axe.run({include: [['shirube-editor']]})
  .then((result) => result.violations.map((v) => v.id + " " + v.nodes.map((n) => n.html)))"""


def test_works_under_a_strict_policy_and_trusted_types(author: Author, app: App, shirube: Shirube, page: Page) -> None:
    host = shirube.origin
    app.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {host}; connect-src {host}; style-src 'self'; frame-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    author.opens("/orders").picks("#new-order")
    author.writes("Heading", "Strict")
    author.waits_for(lambda: headings(shirube) == ["Strict"])
    expect(author.live).to_contain_text("Strict")
    expect(author.panel).to_have_css("position", "fixed")
    # The test page's own inline style and the missing icon are refused as well; nothing of the editor may be.
    assert [text for text in refused if "editor.js" in text or "TrustedHTML" in text] == []


def test_loud_styles_stay_outside(author: Author, page: Page) -> None:
    author.opens("/hostile")
    button = author.panel.get_by_role("button", name="Add a dialog")
    expect(button).to_have_css("font-size", "13px")
    expect(button).to_have_css("text-transform", "none")
    expect(button).to_have_css("letter-spacing", "normal")
    expect(page.locator("shirube-editor")).to_have_css("position", "fixed")


def test_typing_survives_shortcuts_and_focus_traps(author: Author, shirube: Shirube) -> None:
    author.opens("/hostile").presses("Add a dialog")
    heading = author.panel.get_by_label("Heading", exact=True)
    heading.press_sequentially("Hello")
    expect(heading).to_be_focused()
    author.waits_for(lambda: headings(shirube) == ["Hello"])


def test_an_open_modal_dialog_does_not_lock_the_editor_out(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/hostile")
    page.locator("#open").click()
    expect(page.locator("dialog")).to_be_visible()
    author.picks("#sure")
    author.waits_for(lambda: len(shirube.steps) == 1)
    assert shirube.steps[0]["target"]["evidence"]["accessibleName"] == "Sure"
    author.writes("Heading", "Inside the dialog")
    author.waits_for(lambda: headings(shirube) == ["Inside the dialog"])
    page.evaluate("document.querySelector('dialog').close()")
    author.writes("Heading", "After the dialog")
    author.waits_for(lambda: headings(shirube) == ["After the dialog"])


def test_an_app_that_replaces_its_page_does_not_lose_the_editor(author: Author, page: Page) -> None:
    author.opens("/orders")
    page.evaluate("document.documentElement.replaceChildren(document.createElement('body'))")
    expect(author.panel).to_be_visible()


def test_the_panel_moves_and_shrinks_and_remembers(author: Author, page: Page) -> None:
    author.opens("/orders").presses("Move to the left side")
    box = author.panel.bounding_box()
    assert box
    assert box["x"] < 40
    author.presses("Use the app, without the editor in the way")
    page.reload()
    pill = page.get_by_role("button", name="Open the editor: First invoice")
    pill.click()
    expect(author.panel).to_have_class("panel left")


def test_the_panel_makes_way_for_what_a_step_shows(author: Author, page: Page) -> None:
    author.opens("/orders")
    page.evaluate("document.querySelector('#new-order').style.cssText = 'position: fixed; right: 40px; top: 200px'")
    author.picks("#new-order")
    expect(author.panel).to_have_class("panel left")
    author.presses("All steps")
    expect(author.panel).to_have_class("panel right")


def test_japanese_for_a_japanese_member(author: Author, shirube: Shirube) -> None:
    shirube.language = "ja"
    shirube.guide["language"] = "ja"
    author.opens("/orders").picks("#new-order", button="要素を指して追加")
    expect(author.panel).to_contain_text("ボタン「New order」")
    author.waits_for(lambda: len(shirube.steps) == 1)
    assert shirube.steps[0]["buttons"][0]["label"] == "完了"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_complain_about(author: Author, shirube: Shirube, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two", kind="tooltip")]
    author.opens("/orders")
    page.add_script_tag(path=AXE)
    views: dict[str, list[Locator]] = {
        "list": [],
        "dialog": [author.panel.get_by_role("button", name="Step 1 of 2: One")],
        "tooltip without element": [author.panel.get_by_role("button", name="Next step")],
        "guide": [author.panel.get_by_role("tab", name="Guide")],
        "picking": [
            author.panel.get_by_role("tab", name="Steps"),
            author.panel.get_by_role("button", name="Pick an element"),
        ],
    }
    for name, presses in views.items():
        for control in presses:
            control.click()
        page.wait_for_timeout(150)
        found = page.evaluate(VIOLATIONS)
        assert found == [], name
