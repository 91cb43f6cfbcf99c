"""From a template to the app: a checklist and a survey, made in the studio alone, shown by the snippet."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authoring import log_in
from tests.browser.loop.conftest import Loop

expect.set_options(timeout=60_000)
pytestmark = pytest.mark.browser


def begin_with(author: Page, loop: Loop, template: str, name: str) -> None:
    author.goto(f"{loop.stack.address}/guides")
    author.get_by_role("button", name="New guide").first.click()
    dialog = author.locator("dialog[open]")
    dialog.get_by_text("Or begin with a template").click()
    dialog.get_by_text(template, exact=True).click()
    dialog.locator("input[name=name]").fill(name)
    dialog.locator("input[name=address]").fill(loop.app)
    dialog.get_by_role("button", name="Create guide").click()
    expect(author.get_by_text(f"Made from the template “{template}”")).to_be_visible()


def publish(author: Page) -> None:
    expect(author.locator("#save-state")).to_have_text("Saved")
    author.get_by_role("button", name="Publish…").click()
    author.locator("dialog[open]").get_by_role("button", name="Publish", exact=True).click()
    expect(author.get_by_text("Live", exact=True)).to_be_visible()


def test_a_checklist_and_a_survey_go_from_template_to_the_app(loop: Loop, author: Page, visitor: Page) -> None:
    log_in(author, loop.stack.address)
    begin_with(author, loop, "Onboarding checklist", "First steps with Choba")
    author.get_by_label("What is to be done").fill("Look at a report")
    author.get_by_label("Address it opens").fill("/app/reports")
    author.get_by_label("It is ticked off when").select_option("page")
    author.get_by_label("Page", exact=True).fill("/app/reports")
    publish(author)

    loop.become(visitor, "u-clarke@bramble-finch")
    panel = visitor.get_by_role("dialog", name="Your first week")
    expect(panel).to_contain_text("0 of 4")
    panel.get_by_role("button", name="Look at a report").click()
    expect(visitor).to_have_url(re.compile("/app/reports"))
    expect(panel).to_contain_text("1 of 4")

    begin_with(author, loop, "NPS survey", "Quarterly score")
    author.get_by_role("link", name="Audience and timing").click()
    author.get_by_role("button", name="Remove condition").click()
    expect(author.locator("#guide-head .sentence")).to_contain_text("everybody")
    publish(author)

    visitor.context.clear_cookies()
    visitor.evaluate("localStorage.clear()")
    loop.become(visitor, "u-clarke@bramble-finch")
    survey = visitor.locator("shirube-guide [role=dialog].box")
    expect(survey).to_contain_text("How likely are you to recommend us")
    survey.locator("label.option").last.click()
    expect(survey).to_contain_text("What do you like most?")
    survey.get_by_role("textbox").fill("The board")
    survey.get_by_role("button", name=re.compile("Next|Send")).click()
    expect(survey).to_contain_text("A person reads every answer.")
