"""A guide is translated: text by text, and by a file that goes out and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.studio.conftest import Studio
from tests.browser.studio.test_pages import violations

pytestmark = pytest.mark.browser

STEPS = [{"key": "hello", "kind": "modal", "content": [{"type": "heading", "text": "Hello"}],
          "buttons": [{"label": "Start", "does": ["complete"]}]}]  # fmt: skip


def test_a_guide_is_translated_in_place_and_by_a_file(
    studio: Studio, as_member: Callable[..., Page], guide: Callable[..., str], tmp_path: Path
) -> None:
    guide("greeting", name="Greeting", steps=STEPS)
    page = as_member("author")
    page.goto("/guides/greeting/translations")
    page.get_by_role("button", name="Add a language").click()
    page.get_by_label("Language", exact=True).fill("en")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("That is the language in which the guide itself is written.")).to_be_visible()
    page.get_by_label("Language", exact=True).fill("ja")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#language-list")).to_contain_text("3 missing")
    page.get_by_label("Hello", exact=True).fill("こんにちは")
    expect(page.locator("#language-list")).to_contain_text("2 missing")
    expect(page.locator(".missing:visible")).to_have_count(2)
    page.locator("#stage").scroll_into_view_if_needed()
    expect(page.frame_locator("#stage").get_by_role("dialog")).to_contain_text("こんにちは")
    assert violations(page) == []

    with page.expect_download() as download:
        page.get_by_role("link", name="XLIFF").click()
    file = tmp_path / "greeting.ja.xlf"
    sent = Path(download.value.path()).read_text()
    before, _, after = sent.partition('id="steps.hello.buttons.0"')
    assert before and after
    after = after.replace('<target xml:space="preserve" />', '<target xml:space="preserve">始める</target>', 1)
    file.write_text(f'{before}id="steps.hello.buttons.0"{after}')
    page.get_by_role("button", name="Bring a file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status").filter(has_text="taken in")).to_be_visible()
    expect(page.locator("#language-list")).to_contain_text("1 missing")

    wrong = tmp_path / "wrong.csv"
    wrong.write_text("id,ja\nname,あいさつ\nsteps.hello.content.0.text,[x](javascript:alert)\n")
    page.get_by_role("button", name="Bring a file").click()
    page.get_by_label("File", exact=True).set_input_files(wrong)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("alert").filter(has_text="Row 3")).to_contain_text("ja · steps.hello.content.0.text")
    translation = studio.draft("greeting").translations["ja"]
    assert translation.name == ""
    assert translation.steps["hello"].buttons == ["始める"]
    assert violations(page) == []


def test_what_is_typed_before_the_page_has_its_scripts_is_saved_too(
    studio: Studio, as_member: Callable[..., Page], guide: Callable[..., str]
) -> None:
    guide("early", name="Early", steps=STEPS, translations={"ja": {}})
    page, held = as_member("author"), list[Route]()

    def hold(route: Route) -> None:  # Playwright takes no method of a list
        held.append(route)

    page.route("**/built/studio*.js", hold)
    page.goto("/guides/early/translations?language=ja", wait_until="commit")
    page.get_by_role("textbox", name="Early", exact=True).fill("早く")
    page.unroute("**/built/studio*.js")
    for route in held:
        route.continue_()
    expect(page.locator("#language-list")).to_contain_text("2 missing")
    assert studio.draft("early").translations["ja"].name == "早く"
