"""Every page of ours: no axe violation, no sideways scrolling, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from guides.segments import Segment
from server.models import Member
from server.stores.comments import CommentStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.plans import PlanStore
from server.stores.reviews import ReviewStore
from server.stores.scoped import Scope
from server.stores.segments import SegmentStore
from tests import factories
from tests.browser.studio.conftest import Studio

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[3] / "sdk_js/node_modules/axe-core/axe.min.js").read_text()
PAGES = (
    "/",
    "/guides",
    "/guides/seen/edit",
    "/guides/seen/branches",
    "/guides/seen/settings",
    "/guides/seen/analytics",
    "/guides/seen/runs",
    "/guides/seen/versions",
    "/guides/seen/review",
    "/guides/seen/why?person=user-7&page=https://app.example/x",
    "/activity",
    "/settings/publishing",
    "/settings",
    "/settings/members",
    "/settings/tokens",
    "/settings/privacy",
    "/settings/dropped",
    "/stuck",
    "/today",
    "/people",
    "/accounts",
    "/guides/none/edit",
)
OF_KINDS = (
    "/guides/tasks/contents",
    "/guides/center/contents",
    "/guides/seen/translations?language=ja",
    "/guides/asks/answers",
    "/guides/asks/analytics",
    "/segments",
    "/segments/team",
    "/segments/new",
)
"""Pages that differ less from each other: two looks show what four would."""
LOOKS = (
    ("en", "light", 1280, (*PAGES, *OF_KINDS)),
    ("ja", "dark", 1280, PAGES),
    ("en", "light", 768, PAGES),
    ("ja", "light", 400, PAGES),
    ("ja", "dark", 400, OF_KINDS),
)


def violations(page: Page) -> list[Any]:
    # Through the debugger: our own policy would keep the page from running it.
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']})"
        ".then((result) => result.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    )
    return found


KINDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("checklist", "tasks", {"steps": [{"key": "a", "kind": "slide_out", "content": []}],
                            "checklist": {"items": [{"key": "one", "label": "One", "done_when": {"event": "done"}}]}}),
    ("resource_center", "center", {"steps": [], "resource_center": {
        "articles": [{"key": "a", "title": "An article", "content": [{"type": "text", "text": "Words"}]}]}}),
    ("survey", "asks", {"steps": [{"key": "a", "kind": "modal", "content": [
        {"type": "question", "key": "how", "text": "How?", "ask": "nps"}]}]}),
)  # fmt: skip


@pytest.fixture(scope="module")
def seen(studio: Studio) -> None:
    with studio.session() as session:
        condition = {"all": [{"account": "plan", "in": ["team"]}, {"guide": "seen", "is": "completed"}]}
        definition = factories.guide_definition("seen", name="A guide with a rather long name " * 4, audience=condition)
        environment = session.merge(studio.environment)
        row = factories.make_published(session, environment, definition)
        factories.make_person(session, environment)
        members = session.exec(select(Member)).all()
        author = next(one for one in members if one.role == "author")
        scope = Scope(environment.workspace_id, environment.id, author.id, "author")
        CommentStore(session, scope).say(row, "open", "Is this clear, @Admin of Acme?", members, row.created_at)
        ReviewStore(session, scope).request(row, "Please look", row.created_at)
        GuideListStore(session, scope).set_tags(row.id, ["onboarding"])
        for kind, key, values in KINDS:
            factories.make_published(session, environment, factories.guide_definition(key, kind=kind, **values))
        SegmentStore(session, scope).create(
            Segment.model_validate({"key": "team", "name": "Team", "when": condition}), factories.NOW
        )
        PlanStore(session, scope).add(
            row, GuideStore(session, scope).versions(row)[0], factories.NOW + timedelta(days=900), "UTC", factories.NOW
        )
        session.commit()


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(("locale", "scheme", "width", "pages"), LOOKS)
def test_pages_are_accessible_and_fit(
    as_member: Callable[..., Page], locale: str, scheme: str, width: int, pages: tuple[str, ...]
) -> None:
    page = as_member("admin", locale=locale, scheme=scheme, width=width)
    wrong: dict[str, Any] = {}
    for address in pages:
        answer = page.goto(address)
        assert answer is not None and answer.ok == ("/none/" not in address), address
        page.wait_for_load_state("networkidle")
        is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found = violations(page) + (["scrolls sideways"] if is_wide else [])
        if found:
            wrong[address] = found
    assert wrong == {}


def test_log_in_speaks_both_languages_and_says_what_is_wrong(page: Page, studio: Studio) -> None:
    page.goto(f"{studio.origin}/log-in?lang=ja")
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
    page.get_by_role("link", name="English").click()
    page.get_by_label("E-mail address").fill("author@acme.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert violations(page) == []


def test_the_whole_frame_works_by_keyboard(as_member: Callable[..., Page]) -> None:
    page = as_member("author")
    page.goto("/guides")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("[popovertarget=member-menu]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#member-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#member-menu")).to_be_hidden()


def test_a_member_changes_the_language(as_member: Callable[..., Page]) -> None:
    page = as_member("csm")
    page.goto("/guides")
    page.locator("[popovertarget=member-menu]").click()
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ガイド")
