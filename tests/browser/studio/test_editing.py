"""Authoring in the studio: write, reorder, target, publish; nothing typed is lost and nobody is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from guides.content import plain_text
from server.models import GuideVersion
from tests.browser.studio.conftest import Studio

pytestmark = pytest.mark.browser
Member = Callable[..., Page]
MakeGuide = Callable[..., str]


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_text("Saved")
    expect(page.locator("#save-state.busy, #save-state.unsaved")).to_have_count(0)


def texts(studio: Studio, key: str) -> list[list[str]]:
    return [[plain_text(block.text) for block in step.content] for step in studio.draft(key).steps]  # type: ignore[union-attr]


def test_a_guide_is_made_written_and_published(studio: Studio, as_member: Member) -> None:
    page = as_member("author")
    page.goto("/guides")
    page.get_by_role("button", name="New guide").first.click()
    page.get_by_label("What should people be able to do afterwards?").fill("Invite the team")
    page.get_by_label("Where in your app does it begin?").fill("http://127.0.0.1:9/team")
    page.get_by_role("button", name="Create guide").click()
    page.get_by_role("button", name="Begin with a dialog").click()
    page.get_by_label("Heading", exact=True).fill("Invite your team")
    page.get_by_label("Text", exact=True).fill("They see **nothing** yet.")
    saved(page)
    expect(page.locator("#preview").get_by_role("heading")).to_have_text("Invite your team")
    assert texts(studio, "invite-the-team") == [["Invite your team", "They see nothing yet."]]
    assert studio.draft("invite-the-team").trigger.page == "/team"
    page.get_by_role("button", name="Publish…").click()
    page.get_by_label("What is new?").fill("The first one")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Live in Production", exact=True)).to_be_visible()
    with studio.session() as session:
        notes = [version.note for version in session.exec(select(GuideVersion))]
    assert "The first one" in notes


def test_what_is_typed_just_before_leaving_is_saved(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    page = as_member("author")
    page.goto(f"/guides/{guide('leaving')}/edit?step=done")
    page.get_by_label("Text", exact=True).fill("The very last word")
    page.get_by_role("link", name="Versions", exact=True).click()
    page.wait_for_url("**/versions")
    assert texts(studio, "leaving")[1] == ["The very last word"]


def test_steps_are_moved_by_keyboard_deleted_and_put_back(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    page = as_member("author")
    page.goto(f"/guides/{guide('order')}/edit?step=done")
    up = page.locator("#up-done")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".step-item").first).to_have_attribute("data-step", "done")
    page.get_by_role("button", name="Delete step").click()
    expect(page.locator(".step-item")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".step-item")).to_have_count(2)
    assert [step.key for step in studio.draft("order").steps] == ["done", "open"]


def test_a_step_is_dragged_to_another_place(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    page = as_member("author")
    page.goto(f"/guides/{guide('drag')}/edit")
    page.locator(".step-item").nth(1).drag_to(page.locator(".step-item").first, target_position={"x": 20, "y": 3})
    expect(page.locator(".step-item").first).to_have_attribute("data-step", "done")
    assert [step.key for step in studio.draft("drag").steps] == ["done", "open"]


def test_two_authors_of_one_step_see_each_other(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    mine, theirs = as_member("author"), as_member("admin")
    address = f"/guides/{guide('two')}/edit?step=open"
    mine.goto(address)
    theirs.goto(address)
    theirs.get_by_label("Text", exact=True).fill("Their words")
    saved(theirs)
    mine.get_by_label("Text", exact=True).fill("My words")
    conflict = mine.locator("#conflict")
    expect(conflict).to_contain_text("Admin of Acme changed this meanwhile")
    expect(conflict).to_contain_text("Their words")
    assert texts(studio, "two")[0] == ["Their words"]
    mine.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_be_empty()
    assert texts(studio, "two")[0] == ["My words"]

    theirs.get_by_label("Text", exact=True).fill("Their other words")
    expect(theirs.locator("#conflict")).to_contain_text("My words")
    theirs.get_by_role("button", name="Keep both").click()
    expect(theirs.locator(".step-item")).to_have_count(3)
    assert texts(studio, "two")[:2] == [["My words"], ["Their other words"]]
    expect(theirs.locator("#presence")).to_contain_text("Author of Acme")


def test_two_authors_of_different_steps_do_not_disturb_each_other(
    studio: Studio, as_member: Member, guide: MakeGuide
) -> None:
    mine, theirs = as_member("author"), as_member("admin")
    mine.goto(f"/guides/{guide('apart')}/edit?step=open")
    theirs.goto("/guides/apart/edit?step=done")
    theirs.get_by_label("Text", exact=True).fill("Theirs")
    saved(theirs)
    mine.get_by_label("Text", exact=True).fill("Mine")
    saved(mine)
    assert texts(studio, "apart") == [["Mine"], ["Theirs"]]


def test_a_bad_link_is_refused_and_nothing_is_lost(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    page = as_member("author")
    page.goto(f"/guides/{guide('links')}/edit?step=open")
    page.get_by_label("Text", exact=True).fill("Read [this](javascript:alert(1))")
    expect(page.locator("#form-error")).to_contain_text("links with javascript: are not allowed")
    expect(page.locator("#save-state")).to_have_text("Not saved yet")
    page.get_by_label("Text", exact=True).fill("Read [this](https://example.com)")
    saved(page)
    expect(page.locator("#form-error")).to_be_empty()
    assert texts(studio, "links")[0] == ["Read this"]


def test_the_audience_is_built_of_rows_and_said_as_a_sentence(
    studio: Studio, as_member: Member, guide: MakeGuide
) -> None:
    page = as_member("author")
    page.goto(f"/guides/{guide('audience')}/settings")
    who = page.get_by_role("group", name="Who sees it")
    who.get_by_role("button", name="Add a condition").click()
    row = who.locator(".audience-row")
    row.get_by_label("About").select_option("account")
    row.get_by_label("Name").fill("plan")
    row.get_by_label("Comparison").select_option("in")
    row.get_by_label("Value").fill("team, business")
    saved(page)
    expect(page.locator("#guide-head .sentence")).to_contain_text("the account's plan is one of “team”, “business”")
    audience = studio.draft("audience").audience
    assert audience is not None
    assert audience.model_dump(exclude_none=True) == {"account": "plan", "in_": ["team", "business"]}
    who.get_by_role("button", name="Remove condition").click()
    expect(page.locator("#guide-head .sentence")).to_contain_text("everybody")
    assert studio.draft("audience").audience is None
