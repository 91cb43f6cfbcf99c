"""The tables that server and snippet share: page patterns and residual conditions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.sdk.sources import bundled

pytestmark = pytest.mark.browser
TABLES = Path(__file__).parents[1] / "contract"
PAGES: list[dict[str, Any]] = json.loads((TABLES / "pages.json").read_text())
TURN: dict[str, Any] = json.loads((TABLES / "turn.json").read_text())
CONDITIONS: list[dict[str, Any]] = json.loads((TABLES / "conditions.json").read_text())["cases"]

HOLDS = """([tree, {url, device, present}]) => parts.holds(tree, {
  url, device: device ?? "desktop", find: ({selector}) => (present ?? []).includes(selector) ? document.body : null})"""


@pytest.fixture
def parts(page: Page) -> Page:
    page.add_script_tag(content=bundled("runtime/pages.ts", "runtime/conditions.ts"))
    return page


def test_page_patterns(parts: Page) -> None:
    answers = parts.evaluate("table => table.map(row => parts.pageMatches(row.pattern, row.url))", PAGES)
    assert [row | {"matches": answer} for row, answer in zip(PAGES, answers, strict=True)] == PAGES


def test_what_is_left_of_conditions(parts: Page) -> None:
    open_cases = [case for case in CONDITIONS if "pages" in case]
    assert len(open_cases) >= 5
    for case in open_cases:
        for there in case["pages"]:
            assert parts.evaluate(HOLDS, [case["reduced"], there]) is there["holds"], (case["name"], there)


def test_decided_conditions_stay_decided(parts: Page) -> None:
    decided = [case["reduced"] for case in CONDITIONS if isinstance(case["reduced"], bool)]
    assert parts.evaluate("trees => trees.map(tree => parts.holds(tree, {url: 'https://a.test/'}))", decided) == decided


def test_what_only_the_server_could_know_holds_for_nobody(parts: Page) -> None:
    assert parts.evaluate(HOLDS, [{"segment": "power-users"}, {"url": "https://a.test/"}]) is False


def test_limits_of_how_much_one_person_meets(page: Page) -> None:
    page.add_script_tag(content=bundled("rules/limits.ts"))
    check = """cases => cases.map(({kind, frequency, limits, starts}) => parts.isAllowed({kind, frequency}, limits,
      Object.fromEntries(starts.map(([ago, group], at) => [at, [1e10 - ago * 1000, group]])), 1e10))"""
    assert page.evaluate(check, TURN["limits"]) == [case["allowed"] for case in TURN["limits"]]


def test_which_guide_goes_first(page: Page) -> None:
    page.add_script_tag(content=bundled("runtime/choose.ts"))
    check = """cases => cases.map(({guides}) => parts.inTurn(
      guides.map(({key, priority, resume}) => ({key, priority, resume})),
      {runs: Object.fromEntries(guides.filter(({left}) => left).map(({key, left}) => [key, {status: "started", at: left * 1000}]))},
    )[0].key)"""
    assert page.evaluate(check, TURN["turns"]) == [case["first"] for case in TURN["turns"]]
