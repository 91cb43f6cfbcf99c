"""“Why doesn't it show?” says what delivery does: for each gate, somebody who fails exactly it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from server.delivery.eligibility import held_out
from server.models import Environment, GuideRow, Workspace
from tests.factories import (
    NOW,
    guide_definition,
    make_environment,
    make_guide,
    make_person,
    make_published,
    make_target_report,
)

PAGE = "https://production.acme.example/billing/7"
BILLING = {"person": "role", "is": "billing"}
TEAM = {"account": "plan", "in": ["team"]}
AGO = NOW.timestamp() - 3 * 86400
HELD_OUT = next(key for key in map("user-{}".format, range(1000)) if held_out("first-invoice", key, 20))
MET = {"run": "r", "version": 1, "shown": 1, "last_at": AGO}

CASES: dict[str, dict[str, Any]] = {
    # the gate that is closed, alone: the guide, the person, what else
    "schedule": {"guide": {"schedule": {"until": "2020-01-01T00:00:00Z"}}},
    "hold_out": {"guide": {"experiment": {"holdout_percent": 20}}, "person": HELD_OUT},
    "frequency": {"states": {"first-invoice": MET | {"status": "completed"}}},
    "audience": {
        "guide": {"audience": {"all": [BILLING, {"person": "name", "is": "User-7"}]}},
        "traits": {"role": "sales"},
    },
    "condition": {"guide": {"trigger": {"page": "/billing/*", "when": BILLING}}, "traits": {"role": "sales"}},
    "survey_rest": {
        "guide": {"kind": "survey", "survey": {"wait_days": 30}},
        "other": {"kind": "survey", "trigger": {"page": "/elsewhere"}, "frequency": {"show": "once"}},
        "states": {"other": MET | {"status": "completed"}},
    },
    "start": {"guide": {"trigger": {"page": "/billing/*", "manual": True}}},
    "page": {"page": "https://production.acme.example/people"},
    "limits": {
        "limits": {"per_week": 1, "groups": {}},
        "starts": {"r": [AGO, "other"]},
        "other": {"trigger": {"page": "/x"}},
    },
    "turn": {"other": {"priority": 90, "trigger": {"page": "/billing/*"}}},
    "target": {"report": True},
    "paused": {"paused": True},
    "stopped": {"stopped": True},
    "published": {"unpublished": True},
    "snippet": {"nobody": True},
}
DECIDED_BY_THE_PAGE = {"start", "page", "limits", "turn", "target", "snippet"}


def prepare(session: Session, environment: Environment, case: dict[str, Any]) -> str:
    """Makes the guide and the person of the case; answers the person's key."""
    guide = guide_definition(**{"trigger": {"page": "/billing/*"}} | case.get("guide", {}))
    if case.get("unpublished"):
        make_guide(session, session.get_one(Workspace, environment.workspace_id), guide)
    else:
        make_published(session, environment, guide, paused=case.get("paused", False))
    if "other" in case:
        make_published(session, environment, guide_definition("other", **case["other"]))
    key = str(case.get("person", "user-7"))
    if not case.get("nobody"):
        make_person(
            session, environment, key, traits=case.get("traits", {"role": "billing"}),
            guide_states=case.get("states", {}), guide_starts=case.get("starts", {}),
        )  # fmt: skip
    if case.get("report"):
        make_target_report(session, environment, "first-invoice", kind="missing", likeness="", target={})
    environment.limits = case.get("limits", {})
    environment.stopped_at = NOW - timedelta(minutes=5) if case.get("stopped") else None
    environment.revision += 1
    session.commit()
    return key


def gates(page: str) -> dict[str, list[str]]:
    """Gate → whether it is open, of each of its lines."""
    found: dict[str, list[str]] = {}
    for name, is_open in re.findall(r'data-gate="(\w+)" data-open="(\w+)"', page):
        found.setdefault(name, []).append(is_open)
    return found


def delivered(client: TestClient, environment: Environment, person: str) -> bool:
    body = {"key": environment.write_key, "anonymous_id": person, "person": person, "url": PAGE}
    return "first-invoice" in [guide["key"] for guide in client.post("/v1/session", json=body).json()["guides"]]


@pytest.mark.parametrize("gate", CASES)
def test_each_gate_alone_is_named(author: TestClient, session: Session, environment: Environment, gate: str) -> None:
    case = CASES[gate]
    person = prepare(session, environment, case)

    answer = author.get("/guides/first-invoice/why", params={"person": person, "page": case.get("page", PAGE)})

    assert answer.status_code == 200
    closed = [name for name, lines in gates(answer.text).items() if "no" in lines]
    assert closed == [gate]
    assert "It does not show." in answer.text
    assert delivered(author, environment, person) is (gate in DECIDED_BY_THE_PAGE)


def test_each_row_of_the_audience_is_a_line(author: TestClient, session: Session, environment: Environment) -> None:
    person = prepare(session, environment, CASES["audience"])
    page = author.get("/guides/first-invoice/why", params={"person": person, "page": PAGE}).text
    assert gates(page)["audience"] == ["no", "yes"]
    assert "the person&#39;s role is “billing”" in page
    assert ">sales<" in page.replace("\n", "")


OPEN: dict[str, dict[str, Any]] = {
    "nothing in the way": {},
    "a run left goes on": {
        "guide": {"audience": BILLING}, "traits": {"role": "sales"},
        "states": {"first-invoice": MET | {"status": "started"}},
    },
    "an address that asks for it": {
        "guide": {"schedule": {"until": "2020-01-01T00:00:00Z"}}, "page": PAGE + "?shirube=first-invoice",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
def test_when_every_gate_is_open_it_shows(
    author: TestClient, session: Session, environment: Environment, name: str
) -> None:
    person = prepare(session, environment, OPEN[name])
    page = author.get("/guides/first-invoice/why", params={"person": person, "page": OPEN[name].get("page", PAGE)}).text
    assert {line for lines in gates(page).values() for line in lines} == {"yes"}
    assert "It shows." in page


def test_what_only_the_page_can_tell_is_not_decided(
    author: TestClient, session: Session, environment: Environment
) -> None:
    when = {"element": "present", "target": {"selector": "#late"}}
    person = prepare(session, environment, {"guide": {"trigger": {"page": "/billing/*", "when": when}}})
    page = author.get("/guides/first-invoice/why", params={"person": person, "page": PAGE}).text
    assert gates(page)["condition"] == ["unsure"]
    assert "It is delivered." in page


def test_a_guide_live_only_elsewhere_says_where(
    author: TestClient, session: Session, environment: Environment, workspace: Workspace
) -> None:
    row = make_published(session, make_environment(session, workspace, "staging"))
    make_person(session, environment)
    session.commit()
    assert isinstance(row, GuideRow)
    page = author.get("/guides/first-invoice/why", params={"person": "user-7", "page": PAGE}).text
    assert "Live only in Staging" in page


def test_from_a_person_to_a_guide(author: TestClient, session: Session, environment: Environment) -> None:
    prepare(session, environment, {})
    assert 'action="/why-not"' in author.get("/people/user-7").text
    answer = author.get("/why-not", params={"person": "user-7", "guide": "first-invoice"})
    assert answer.headers["location"] == "/guides/first-invoice/why?person=user-7&page="
    assert author.get("/why-not", params={"person": "user-7", "guide": "none"}).status_code == 404


def test_viewers_may_ask_too(as_role: Callable[..., TestClient], session: Session, environment: Environment) -> None:
    prepare(session, environment, {})
    assert as_role("viewer").get("/guides/first-invoice/why?person=user-7").status_code == 200
