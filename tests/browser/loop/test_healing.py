"""A release of the app breaks a guide: people meet it, the author is offered what is there now, accepts, publishes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.authoring import Editor, create_guide, log_in, open_editor
from tests.browser.loop.conftest import Loop, a_loop
from tests.browser.third_party.following import expect_beside, expect_step, step

pytestmark = [pytest.mark.browser]

PEOPLE = ["u-clarke@bramble-finch", "u-rossi@bramble-finch", "u-osei@larkfield-robotics"]
FEED_BUTTON = "#bank-feed a.button"


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    """One of its own: it ships a release of the app."""
    with a_loop(tmp_path_factory.mktemp("healing")) as made:
        yield made


def until_it_says(page: Page, address: str, words: str) -> None:
    """Reports follow events within seconds, not at once."""
    for _ in range(60):
        page.goto(address)
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never said “{words}”:\n{page.locator('main').inner_text()}")


def write_the_guide(loop: Loop, author: Page, folder: Path) -> str:
    """Beside “New invoice”, and beside the bank's button; published with little patience for missing elements."""
    loop.become(author, PEOPLE[0])
    log_in(author, loop.stack.address)
    guide = create_guide(author, loop.stack.address, "First steps", loop.app + "/")
    editor = open_editor(author)
    expect(editor.page.locator(FEED_BUTTON)).to_be_visible()
    for element, heading in (("#new-invoice", "It begins here"), (FEED_BUTTON, "Your bank")):
        editor.picks(editor.page.locator(element))
        editor.writes("Heading", heading)
        editor.waits_until_saved()
    editor.presses("Done")
    loop.stack.command("guides", "pull", guide, "--to", str(folder))
    file = folder / f"{guide}.yaml"
    text = file.read_text("utf-8")
    assert "buttons:" in text
    file.write_text(
        text.replace("  buttons:", "  if_missing: {wait_seconds: 2, then: show_centred}\n  buttons:"), "utf-8"
    )
    loop.stack.command("guides", "push", str(file), "--publish")
    return guide


def walk(browser: Browser, loop: Loop, who: str) -> None:
    """Somebody follows the guide to its end."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    page = context.new_page()
    loop.become(page, who)
    expect_step(page, "It begins here")
    expect_beside(page, page.locator("#new-invoice, #create-invoice"))
    page.wait_for_timeout(500)
    step(page).get_by_role("button", name="Next").click()
    expect_step(page, "Your bank")
    step(page).get_by_role("button", name="Done").click()
    expect(step(page)).to_have_count(0)
    page.wait_for_timeout(1500)
    context.close()


@pytest.fixture(scope="module")
def met(loop: Loop, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The guide's key, after a release in which its first element is renamed and its second is gone."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    author = context.new_page()
    guide = write_the_guide(loop, author, tmp_path_factory.mktemp("guides"))
    author.goto(f"{loop.app}/release?to=next")
    context.close()
    for who in PEOPLE:
        walk(browser, loop, who)
    return guide


def test_the_author_sees_what_people_met(loop: Loop, met: str, author: Page) -> None:
    log_in(author, loop.stack.address)
    page = f"{loop.stack.address}/guides/{met}/edit"
    until_it_says(author, page, "3 people met it so")
    until_it_says(author, page, "3 people could not be shown the step")
    main = author.locator("main")
    expect(main).to_contain_text("Step 1: its element looks different now. Accept it?")
    expect(main).to_contain_text("Step 2: its element is gone")
    first = main.locator(".repair").first
    expect(first.get_by_role("row", name="id new-invoice create-invoice")).to_be_visible()
    author.goto(f"{loop.stack.address}/guides")
    expect(author.locator("main")).to_contain_text("2 elements changed")


def test_nobody_is_stuck_for_it_but_the_step_is_broken(loop: Loop, met: str, author: Page) -> None:
    log_in(author, loop.stack.address)
    until_it_says(author, f"{loop.stack.address}/stuck?by=steps", "Broken")
    expect(author.locator("main")).to_contain_text("Your bank")
    author.goto(f"{loop.stack.address}/stuck?by=people")
    for name in ("Clarke", "Rossi", "Osei"):
        expect(author.locator("main")).not_to_contain_text(name)
    author.goto(loop.stack.address)
    expect(author.locator("main")).to_contain_text("1 step is broken")
    author.goto(f"{loop.stack.address}/guides/{met}/edit")
    expect(author.locator(".repair").nth(1).get_by_role("link", name="Broken step")).to_be_visible()


def test_the_app_shows_it_to_the_author_at_its_step(loop: Loop, met: str, author: Page) -> None:
    log_in(author, loop.stack.address)
    author.goto(f"{loop.stack.address}/guides/{met}/edit")
    with author.context.expect_page() as opened:
        author.locator(".repair").first.get_by_role("button", name="Look in my app").click()
    editor = Editor(opened.value)
    expect(editor.panel.get_by_label("Heading", exact=True)).to_have_value("It begins here", timeout=30_000)
    card = editor.panel.locator(".repair")
    expect(card).to_contain_text("This element looks different now. Accept it?")
    expect(card).to_contain_text("3 people met this")
    expect(card).to_contain_text("create-invoice")
    card.get_by_role("button", name="Accept").click()
    expect(card).to_have_count(0)
    editor.waits_until_saved()
    editor.panel.get_by_role("button", name="Undo").first.click()
    expect(card).to_have_count(1)
    editor.waits_until_saved()
    editor.presses("Done")


def test_accepted_published_and_walked_again(loop: Loop, met: str, author: Page, browser: Browser) -> None:
    log_in(author, loop.stack.address)
    author.goto(f"{loop.stack.address}/guides/{met}/edit")
    author.locator(".repair").first.get_by_role("button", name="Accept into the draft").click()
    expect(author.locator("main")).to_contain_text("the draft points at the element as it is now")
    author.goto(f"{loop.stack.address}/guides/{met}/versions")
    expect(author.locator("main")).to_contain_text("Element")
    author.get_by_role("button", name="Publish…").click()
    author.locator("dialog[open]").get_by_role("button", name="Publish").click()
    expect(author.locator("main")).to_contain_text("Version 2")
    walk(browser, loop, "u-takahashi@hoshino-print")
    until_it_says(author, f"{loop.stack.address}/guides/{met}/edit", "4 people could not be shown the step")
    expect(author.locator("main")).not_to_contain_text("looks different now")
