"""Settings, elements and changes, said as people would say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guides.definition import Guide
from guides.target import Target
from server.formats import Formats, Moment, at_moment
from server.keys import key_from
from server.studio.guide_list.beginning import page_of
from server.studio.words.sentence import settings_sentence
from server.studio.words.target_words import target_words
from server.studio.words.version_words import change_lines
from server.words import words_in
from tests.factories import guide_definition

SETTINGS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "Show to everybody, on every page, once.", "すべての人に、すべてのページで、1 回だけ表示します。"),
    (
        {
            "audience": {"all": [{"account": "plan", "in": ["team", "business"]}, {"person": "role", "is": "billing"}]},
            "trigger": {"page": "/billing/*"},
            "frequency": {"show": "until_completed", "at_most": 3, "every_days": 2},
        },
        "Show to people when the account's plan is one of “team”, “business” and the person's role is “billing”, "
        "on /billing/*, until they complete it, at most 3 times, not again within 2 days.",
        "アカウントのプランが「team」、「business」のいずれかである、かつ利用者の role が「billing」である人に、"
        "/billing/* で、完了するまで、最大 3 回、2 日以上あけて表示します。",
    ),
    (
        {"audience": {"not": {"guide": "g", "is": "completed"}}, "trigger": {"manual": True}},
        "Starts only when your app or a link asks for it, "
        "for people when they have not completed the guide “Name of g”.",
        "ガイド「Name of g」を完了していない人に、アプリまたはリンクから呼び出されたときだけ表示します。",
    ),
    (
        {
            "trigger": {
                "page": "/billing/*",
                "when": {"all": [{"guide": "g", "is": "completed"}, {"not": {"guide": "g", "is": "started"}}]},
            }
        },
        "Show to everybody, on /billing/*, only while they have completed the guide “Name of g” "
        "and they are not in the middle of the guide “Name of g”, once.",
        "すべての人に、/billing/* で（ガイド「Name of g」を完了した、かつガイド「Name of g」の途中でないときだけ）、"
        "1 回だけ表示します。",
    ),
    (
        {"audience": {"not": {"event": "paid", "at_least": 1, "within_days": 9}}},
        "Show to people when they have not done paid in the last 9 days, on every page, once.",
        "過去 9 日に paid がない人に、すべてのページで、1 回だけ表示します。",
    ),
    (
        {"audience": {"event": "paid", "at_least": 1, "within_days": 9}},
        "Show to people when they did paid in the last 9 days, on every page, once.",
        "過去 9 日に paid があった人に、すべてのページで、1 回だけ表示します。",
    ),
    (
        {"audience": {"not": {"guide": "g", "is": "not_started"}}},
        "Show to people when they have met the guide “Name of g”, on every page, once.",
        "ガイド「Name of g」を見たことがある人に、すべてのページで、1 回だけ表示します。",
    ),
]


@pytest.mark.parametrize(("settings", "english", "japanese"), SETTINGS)
def test_settings_are_one_sentence(settings: dict[str, Any], english: str, japanese: str) -> None:
    guide = guide_definition(**settings)
    names = {"g": "Name of g"}
    assert str(settings_sentence(guide, words_in("en").gettext, names)) == english
    assert str(settings_sentence(guide, words_in("ja").gettext, names)) == japanese


@pytest.mark.parametrize(
    ("target", "english", "japanese"),
    [
        ({"selector": "#save"}, "the element #save", "要素 #save"),
        (
            {"evidence": {"tag": "button", "role": "button", "accessibleName": "Save", "heading": "Invoices"}},
            "button “Save” under “Invoices”",
            "「Invoices」のボタン「Save」",
        ),
        ({"evidence": {"tag": "svg"}}, "<svg>", "<svg>"),
        (
            {"evidence": {"tag": "a", "role": "link", "landmark": "banner"}},
            "link in the page header",
            "ページヘッダーのリンク",
        ),
        (
            {"evidence": {"tag": "a", "role": "link", "landmark": "dialog Help"}},
            "link under “Help”",
            "「Help」のリンク",
        ),
        ({"evidence": {"tag": "a", "role": "link", "landmark": "region"}}, "link", "リンク"),
    ],
)
def test_elements_are_said_in_words(target: dict[str, Any], english: str, japanese: str) -> None:
    assert target_words(Target(target), words_in("en").gettext) == english
    assert target_words(Target(target), words_in("ja").gettext) == japanese


def test_elements_of_the_same_words_are_told_apart() -> None:
    save = {"tag": "button", "role": "button", "accessibleName": "Save"}
    old, new = (guide_definition().model_copy(deep=True) for _ in range(2))
    old.steps[0].target = Target({"evidence": save | {"id": "save"}})
    new.steps[0].target = Target({"evidence": save | {"testHooks": {"data-testid": "save"}}})
    (line,) = change_lines(old, new, words_in("en").gettext)
    assert line.before == "button “Save” (Test hook –, id save)"
    assert line.after == "button “Save” (Test hook data-testid=save, id –)"


def changed(**values: Any) -> list[tuple[str, str, str, str]]:
    old = guide_definition()
    new = Guide.model_validate(old.model_dump(by_alias=True, exclude_none=True) | values)
    return [(line.what, line.where, line.before, line.after) for line in change_lines(old, new, words_in("en").gettext)]


def test_changes_are_listed_by_step_and_field() -> None:
    steps = guide_definition().model_dump(by_alias=True, exclude_none=True)["steps"]
    steps[0]["content"][0]["text"] = "Press it."
    steps[0]["target"] = {"selector": "#other"}
    assert changed(steps=steps, name="Second invoice") == [
        ("changed", "Name", "First invoice", "Second invoice"),
        ("changed", "Step “Press it.” › Content 1 › Text", "Press the button.", "Press it."),
        ("changed", "Step “Press it.” › Element", "the element #open", "the element #other"),
    ]


def test_an_added_step_says_what_it_says() -> None:
    steps = guide_definition().model_dump(by_alias=True, exclude_none=True)["steps"]
    more = {"key": "more", "kind": "modal", "content": [{"type": "text", "text": "One more thing."}]}
    assert changed(steps=[*steps, more]) == [("added", "Step “One more thing.”", "", "One more thing.")]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Send the first invoice!", "send-the-first-invoice"), ("Über uns", "uber-uns"), ("請求書を送る", "guide")],
)
def test_keys_come_from_names(name: str, key: str) -> None:
    assert key_from(name, "guide") == key


@pytest.mark.parametrize(
    ("address", "page"),
    [("https://a.example/", ""), ("https://a.example/team/?x=1", "/team"), ("http://a:80/b/c", "/b/c")],
)
def test_the_first_page_comes_from_the_address(address: str, page: str) -> None:
    assert page_of(address) == page


NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("how", "value", "english", "japanese"),
    [
        ("number", 1234567, "1,234,567", "1,234,567"),
        ("percent", 0.412, "41%", "41%"),
        ("duration", 200, "3 min 20 sec", "3 分 20 秒"),
        ("duration", 0.4, "0 sec", "0 秒"),
        ("moment", NOW, "Nov 22, 2026, 14:00", "2026/11/22 14:00"),
        ("day", NOW.date(), "Nov 22, 2026", "2026/11/22"),
        ("ago", NOW - timedelta(hours=3), "3 hours ago", "3 時間前"),
        ("ago", NOW - timedelta(seconds=5), "just now", "たった今"),
        ("number", None, "–", "–"),
    ],
)
def test_numbers_and_times_are_written_as_the_reader_writes_them(
    how: str, value: Any, english: str, japanese: str
) -> None:
    with at_moment(Moment(NOW, ZoneInfo("Asia/Tokyo"))):
        assert [getattr(Formats(locale), how)(value) for locale in ("en", "ja")] == [english, japanese]
