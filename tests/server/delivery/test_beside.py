"""What lies beside the page: checklists with each person's progress, resource centres with their news; and limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.conditions import Facts
from guides.definition import Guide
from server.delivery.awaited import awaited
from server.delivery.protocol import SessionAnswer
from server.models import Environment
from tests.factories import NOW, guide_definition, make_person, make_published

Ask = Callable[..., dict[str, Any]]
TEXT = [{"type": "heading", "text": "Get going"}]
STEP = {"key": "intro", "kind": "slide_out", "content": TEXT}


@pytest.fixture
def ask(client: TestClient, environment: Environment) -> Ask:
    def asked(**values: Any) -> dict[str, Any]:
        body = {"key": environment.write_key, "anonymous_id": "anon-1", "person": "user-7"} | values
        response = client.post("/v1/session", json=body)
        assert response.status_code == 200, response.text
        SessionAnswer.model_validate_json(response.content)
        answer: dict[str, Any] = response.json()
        return answer

    return asked


def state(status: str = "started", **more: Any) -> dict[str, Any]:
    return {"status": status, "run": "r", "version": 1, "step": "intro", "shown": 1, "last_at": 0.0} | more


FACTS = Facts(
    person={"role": "admin"},
    guides={"tour": "started"},
    event_days={"sent": {"2026-11-21": 2}},
    now=NOW,
)
GUIDE_DONE = {"guide": "tour", "is": "completed"}
SENT = {"event": "sent", "at_least": 5, "within_days": 7}
LEFT = {"event": "sent", "at_least": 3}
ELEMENT = {"element": "present", "target": {"selector": "#done"}}

AWAITED: list[tuple[dict[str, Any], Any]] = [
    ({"person": "role", "is": "admin"}, True),
    ({"person": "role", "is": "viewer"}, False),
    ({"guide": "tour", "is": "started"}, True),
    (GUIDE_DONE, GUIDE_DONE),
    ({"guide": "tour", "is": "not_started"}, False),
    ({"event": "sent", "at_least": 2}, True),
    (SENT, LEFT),
    ({"event": "sent", "at_least": 3, "at_most": 9}, False),
    (ELEMENT, ELEMENT),
    ({"all": [{"person": "role", "is": "admin"}, SENT]}, LEFT),
    ({"any": [GUIDE_DONE, SENT]}, {"any": [GUIDE_DONE, LEFT]}),
    ({"all": [{"person": "role", "is": "viewer"}, SENT]}, False),
    ({"not": GUIDE_DONE}, {"not": GUIDE_DONE}),
    ({"page": "/done"}, {"page": "/done"}),
]


@pytest.mark.parametrize(("condition", "expected"), AWAITED)
def test_what_the_page_may_still_see(condition: dict[str, Any], expected: Any) -> None:
    item = {"key": "a", "label": "A", "done_when": condition}
    read = Guide.model_validate({"key": "c", "name": "C", "checklist": {"items": [item]}}).checklist
    assert read is not None and read.items[0].done_when is not None
    assert awaited(read.items[0].done_when, FACTS) == expected


ITEMS = [
    {"key": "chosen", "label": "Look around", "does": [{"do": "open", "link": "/"}]},
    {"key": "tour", "label": "Take the tour", "does": [{"do": "start", "guide": "tour"}], "done_when": GUIDE_DONE},
    {"key": "send", "label": "Send five", "done_when": SENT},
    {"key": "hidden", "label": "Admins", "shown_when": {"person": "role", "is": "admin"}},
    {"key": "wide", "label": "On a desk", "shown_when": {"device": "desktop"}},
]


def checklist(**more: Any) -> Guide:
    base = {"key": "start", "name": "Get going", "kind": "checklist", "steps": [STEP], "checklist": {"items": ITEMS}}
    return Guide.model_validate(base | more)


def test_a_checklist_carries_the_person_s_progress(ask: Ask, session: Session, environment: Environment) -> None:
    japanese = {"items": {"send": {"label": "5通送る"}, "launcher": {"label": "はじめに"}}, "steps": {}}
    make_published(session, environment, checklist(translations={"ja": japanese}))
    make_person(
        session,
        environment,
        guide_states={"start": state(done=["chosen"]), "tour": state("completed")},
        event_days={"sent": {"2026-11-21": 2}},
    )
    session.commit()

    found = ask(language="ja-JP")["guides"][0]
    items = {item["key"]: item for item in found["checklist"]["items"]}

    assert [(key, item["done"], item["done_when"], item["shown_when"]) for key, item in items.items()] == [
        ("chosen", True, None, True),
        ("tour", True, None, True),
        ("send", False, LEFT, True),
        ("wide", False, None, {"device": "desktop"}),
    ]
    assert (items["send"]["label"], items["tour"]["label"]) == ("5通送る", "Take the tour")
    assert found["checklist"]["launcher"]["label"] == "はじめに"
    assert found["state"]["done"] == ["chosen"]


STAYING = [
    # kind, frequency, state, still there after a month
    ("checklist", "once", None, True),
    ("checklist", "once", state(), True),
    ("checklist", "once", state("completed"), False),
    ("checklist", "once", state("dismissed"), False),
    ("checklist", "always", state("completed"), True),
    ("resource_center", "once", state("completed"), True),
]


@pytest.mark.parametrize(("kind", "show", "known", "there"), STAYING)
def test_what_lies_beside_stays_until_it_is_done_with(
    ask: Ask, session: Session, environment: Environment, kind: Any, show: Any, known: Any, there: bool
) -> None:
    guide = checklist(frequency={"show": show}) if kind == "checklist" else center()
    make_published(session, environment, guide)
    make_person(session, environment, guide_states={guide.key: known} if known else {})
    session.commit()

    assert bool(ask()["guides"]) is there


def center(**fields: Any) -> Guide:
    made = {"title": "Help", "guides": [{"guide": "tour"}, {"guide": "gone"}, {"guide": "admins", "title": "X"}],
            "articles": [{"key": "vat", "title": "VAT", "content": TEXT}]} | fields  # fmt: skip
    return Guide.model_validate({"key": "help", "name": "Help", "kind": "resource_center", "resource_center": made})


def test_a_resource_centre_lists_what_is_live_and_meant_for_the_person(
    ask: Ask, session: Session, environment: Environment
) -> None:
    news = {"kind": "announcement", "in_news": True, "steps": [STEP], "frequency": {"show": "once"}}
    make_published(session, environment, center())
    make_published(session, environment, guide_definition("tour", name="The tour", trigger={"manual": True}))
    make_published(session, environment, guide_definition("admins", audience={"person": "role", "is": "admin"}))
    make_published(session, environment, guide_definition("old-news", name="Old", **news))
    make_published(session, environment, guide_definition("new-news", name="New", **news))
    make_person(session, environment, guide_states={"old-news": state("completed"), "tour": state("completed")})
    session.commit()

    found = next(guide for guide in ask()["guides"] if guide["key"] == "help")["resource_center"]

    assert [(entry["guide"], entry["title"], entry["completed"]) for entry in found["guides"]] == [
        ("tour", "The tour", True)
    ]
    assert {entry["guide"]: entry["unread"] for entry in found["news"]} == {"old-news": False, "new-news": True}
    assert found["news"][0]["content"][0]["text"] == "Get going"
    assert [article["key"] for article in found["articles"]] == ["vat"]


def test_a_guide_that_is_asked_for_comes_whatever_its_rules_say(
    ask: Ask, session: Session, environment: Environment
) -> None:
    never = guide_definition(
        "secret", audience={"person": "role", "is": "nobody"}, schedule={"until": "2020-01-01T00:00:00+00:00"}
    )
    make_published(session, environment, never)
    make_person(session, environment, guide_states={"secret": state("completed")})
    session.commit()

    assert ask()["guides"] == []
    assert [guide["key"] for guide in ask(start="secret")["guides"]] == ["secret"]
    assert ask(start="unknown")["guides"] == []
    linked = ask(url="https://app.example/a?x=1&shirube=secret#top")
    assert ([guide["key"] for guide in linked["guides"]], linked["start"], linked["rules"]) == (
        ["secret"],
        "secret",
        True,
    )


def test_a_schedule_s_end_is_told_so_that_open_pages_stop(ask: Ask, session: Session, environment: Environment) -> None:
    until = NOW + timedelta(hours=1)
    make_published(session, environment, guide_definition(schedule={"until": until.isoformat()}))
    session.commit()

    assert ask()["guides"][0]["trigger"]["until"] == until.timestamp()


def test_limits_come_with_what_was_begun_lately(ask: Ask, session: Session, environment: Environment) -> None:
    environment.limits = {"per_day": 2, "groups": {"news": {"per_week": 1}}}
    environment.revision += 1
    session.add(environment)
    make_published(session, environment, guide_definition("tour", frequency={"group": "news"}))
    make_published(session, environment, checklist())
    hour = NOW.timestamp() - 3600
    starts = {"r1": [hour, "tour"], "r2": [hour, "start"], "r3": [hour, "gone"], "r4": [hour - 8 * 86400, "tour"]}
    make_person(session, environment, guide_starts=starts)
    session.commit()

    answer = ask()

    assert answer["settings"]["limits"]["per_day"] == 2
    assert answer["starts"] == {"r1": [hour, "news"], "r3": [hour, None]}
