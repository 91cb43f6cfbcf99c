"""`POST /v1/session`: who gets which guide."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.database import open_session
from server.delivery.protocol import SessionAnswer, SessionRequest
from server.delivery.session import Asked
from server.models import DropCount, Environment, Workspace
from server.stores.scoped import Scope
from server.studio.going_live import publishing
from tests.factories import (
    NOW,
    TickingClock,
    guide_definition,
    make_account,
    make_environment,
    make_guide,
    make_membership,
    make_person,
    make_published,
    make_workspace,
)
from tests.statements import counted_statements

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(client: TestClient, environment: Environment) -> Ask:
    """Asks for a session as the snippet does; the answer is checked against the protocol."""

    def asked(**values: Any) -> dict[str, Any]:
        body = {"key": environment.write_key, "anonymous_id": "anon-1"} | values
        response = client.post("/v1/session", content=json.dumps(body), headers={"content-type": "text/plain"})
        assert response.status_code == 200, response.text
        SessionAnswer.model_validate_json(response.content)
        answer: dict[str, Any] = response.json()
        return answer

    return asked


def keys(answer: dict[str, Any]) -> list[str]:
    return [guide["key"] for guide in answer["guides"]]


def test_the_fast_reader_reads_what_the_protocol_says() -> None:
    assert set(Asked.__struct_fields__) == set(SessionRequest.model_fields)


@pytest.mark.usefixtures("database_url")
def test_a_published_guide_is_delivered_with_one_statement(
    app: FastAPI, ask: Ask, session: Session, environment: Environment
) -> None:
    make_published(session, environment)
    person = make_person(session, environment, "user-7", traits={"role": "billing"})
    make_membership(session, person, make_account(session, environment, "acct-3", plan="team"))
    session.commit()
    ask()

    with counted_statements(app.state.services) as statements:
        answer = ask(person="user-7", account="acct-3")

    assert len(statements) == 1
    assert keys(answer) == ["first-invoice"]
    assert [step["key"] for step in answer["guides"][0]["steps"]] == ["open", "done"]
    assert answer["person"] == "user-7"
    assert answer["server_time"] == NOW.timestamp()


BILLING = {"person": "role", "is": "billing"}
TEAM = {"account": "plan", "in": ["team", "business"]}
OWNER = {"membership": "role", "is": "owner"}
PRESENT = {"element": "present", "target": {"selector": "#late"}}
JAPANESE = {"language": True, "is": "ja"}

AUDIENCES = [
    # audience, trigger.when, what the page still has to decide (False: not delivered)
    (None, None, True),
    (BILLING, None, True),
    ({"not": BILLING}, None, False),
    (TEAM, None, True),
    (OWNER, None, True),
    ({"all": [BILLING, TEAM]}, None, True),
    ({"person": "trial", "is_empty": True}, None, True),
    ({"person": "name", "is": "User-7"}, None, True),
    (JAPANESE, None, False),
    ({"guide": "other", "is": "completed"}, None, True),
    ({"event": "invoice_created", "at_least": 2, "within_days": 7}, None, True),
    ({"event": "invoice_created", "at_least": 3, "within_days": 7}, None, False),
    (BILLING, PRESENT, PRESENT),
    (None, PRESENT, PRESENT),
    ({"not": BILLING}, PRESENT, False),
    (None, {"any": [PRESENT, BILLING]}, True),
]


@pytest.mark.parametrize(("audience", "when", "expected"), AUDIENCES)
def test_conditions_are_decided_as_far_as_the_server_knows(
    ask: Ask, session: Session, environment: Environment, audience: Any, when: Any, expected: Any
) -> None:
    trigger = {"page": "/billing/*", "delay_seconds": 2} | ({"when": when} if when else {})
    make_published(session, environment, guide_definition(audience=audience, trigger=trigger))
    person = make_person(
        session,
        environment,
        traits={"role": "billing"},
        guide_states={"other": {"status": "completed", "run": "r", "version": 1, "shown": 1, "last_at": 0}},
        event_days={"invoice_created": {"2026-11-21": 2, "2026-10-01": 5}},
    )
    account = make_account(session, environment, plan="team")
    make_membership(session, person, account, traits={"role": "owner"})
    session.commit()

    guides = ask(person="user-7", account="acct-3", language="en-GB")["guides"]

    assert [guide["trigger"]["when"] for guide in guides] == ([] if expected is False else [expected])
    assert all(guide["trigger"]["page"] == "/billing/*" for guide in guides)


def test_the_page_s_own_traits_win_over_stored_ones(ask: Ask, session: Session, environment: Environment) -> None:
    make_published(session, environment, guide_definition(audience={"all": [BILLING, TEAM]}))
    make_person(session, environment, traits={"role": "sales"})
    make_account(session, environment, plan="free")
    session.commit()

    known = ask(person="user-7", account="acct-3")
    told = ask(person="user-7", account="acct-3", traits={"role": "billing"}, account_traits={"plan": "business"})

    assert (keys(known), keys(told)) == ([], ["first-invoice"])


def test_somebody_without_a_name_is_known_by_the_browser_s_id(
    ask: Ask, session: Session, environment: Environment
) -> None:
    make_published(session, environment, guide_definition(audience=BILLING))
    make_person(session, environment, "anon-1", anonymous=True, traits={"role": "billing"})
    session.commit()

    assert keys(ask()) == ["first-invoice"]
    assert ask()["person"] is None
    assert keys(ask(anonymous_id="anon-2")) == []


DAY = 86400
FREQUENCIES = [
    # frequency, state of the latest run, seconds since its last event, delivered?
    ({"show": "once"}, "completed", DAY, False),
    ({"show": "once"}, "dismissed", DAY, False),
    ({"show": "once"}, "failed", DAY, False),
    ({"show": "once"}, "started", DAY, True),  # still under way
    ({"show": "once"}, "started", 8 * DAY, False),  # given up
    ({"show": "until_completed"}, "dismissed", DAY, True),
    ({"show": "until_completed"}, "completed", DAY, False),
    ({"show": "until_completed", "every_days": 2}, "dismissed", DAY, False),
    ({"show": "until_completed", "every_days": 2}, "dismissed", 3 * DAY, True),
    ({"show": "until_completed", "at_most": 3}, "dismissed", DAY, False),
    ({"show": "until_completed", "at_most": 4}, "dismissed", DAY, True),
    ({"show": "always"}, "completed", 1, True),
    ({"show": "every_session"}, "completed", 1, True),
]


@pytest.mark.parametrize(("resume", "delivered"), [("at_once", True), ("ask", True), ("never", False)])
def test_a_run_that_never_goes_on_is_not_offered_to_be_finished(
    ask: Ask, session: Session, environment: Environment, resume: str, delivered: bool
) -> None:
    make_published(session, environment, guide_definition(frequency={"show": "once"}, resume=resume))
    state = {"status": "started", "run": "r-1", "version": 1, "step": "open", "shown": 1, "last_at": NOW.timestamp()}
    make_person(session, environment, guide_states={"first-invoice": state})
    session.commit()
    assert keys(ask(person="user-7")) == (["first-invoice"] if delivered else [])


@pytest.mark.parametrize(("frequency", "status", "ago", "delivered"), FREQUENCIES)
def test_a_guide_comes_again_only_as_often_as_its_frequency_says(
    ask: Ask, session: Session, environment: Environment, frequency: Any, status: str, ago: int, delivered: bool
) -> None:
    make_published(session, environment, guide_definition(frequency=frequency))
    state = {"status": status, "run": "r-1", "version": 1, "step": "open", "shown": 3, "last_at": NOW.timestamp() - ago}
    make_person(session, environment, guide_states={"first-invoice": state})
    session.commit()

    answer = ask(person="user-7")

    assert keys(answer) == (["first-invoice"] if delivered else [])
    assert all(guide["state"] == state for guide in answer["guides"])


def test_a_run_under_way_may_be_finished_when_the_audience_no_longer_fits(
    ask: Ask, session: Session, environment: Environment
) -> None:
    make_published(session, environment, guide_definition(audience={"person": "invoices", "at_most": 0}))
    state = {"status": "started", "run": "r-1", "version": 1, "shown": 1, "last_at": NOW.timestamp() - 60}
    make_person(session, environment, traits={"invoices": 1}, guide_states={"first-invoice": state})
    session.commit()

    assert keys(ask(person="user-7")) == ["first-invoice"]


@pytest.mark.parametrize(
    ("schedule", "delivered"),
    [
        ({"from": "2026-11-22T08:00:00Z"}, True),
        ({"from": "2026-11-22T10:00:00Z"}, False),
        ({"until": "2026-11-22T08:00:00Z"}, False),
        ({"from": "2026-11-22T08:00:00", "until": "2026-11-22T19:00:00+09:00"}, True),
    ],
)
def test_a_schedule_opens_and_closes(
    ask: Ask, session: Session, environment: Environment, schedule: Any, delivered: bool
) -> None:
    make_published(session, environment, guide_definition(schedule=schedule))
    session.commit()

    assert bool(ask()["guides"]) is delivered


def test_the_held_out_are_the_same_people_each_time_and_about_as_many_as_asked(
    ask: Ask, session: Session, environment: Environment
) -> None:
    make_published(session, environment, guide_definition(experiment={"holdout_percent": 25}))
    session.commit()
    people = [f"user-{number}" for number in range(400)]

    first = [bool(keys(ask(person=person))) for person in people]
    again = [bool(keys(ask(person=person))) for person in people[:20]]

    assert again == first[:20]
    assert 0.18 < first.count(False) / len(people) < 0.32


JA = {"ja": {"name": "初回請求書", "steps": {"open": {"content": [{"type": "text", "text": "押す"}]}}}}


@pytest.mark.parametrize(
    ("wanted", "offered", "language", "words"),
    [
        ("ja", ["en", "ja"], "ja", "ja"),
        ("ja-JP", ["en", "ja"], "ja", "ja"),
        ("en-US", ["en", "ja"], "en", "en"),
        ("fr", ["en", "ja"], "en", "en"),
        ("fr", ["ja", "en"], "ja", "ja"),
        ("fr", [], "en", "en"),
    ],
)
def test_guides_come_in_the_best_language_at_hand(
    ask: Ask, session: Session, environment: Environment, wanted: str, offered: list[str], language: str, words: str
) -> None:
    environment.languages = offered
    make_published(session, environment, guide_definition(translations=JA))
    session.commit()

    answer = ask(language=wanted)

    guide = answer["guides"][0]
    assert (guide["language"], answer["settings"]["language"]) == (language, words)
    assert guide["name"] == ("初回請求書" if language == "ja" else "First invoice")


def test_variables_get_the_values_that_are_known(ask: Ask, session: Session, environment: Environment) -> None:
    spans = [{"variable": name, "fallback": "you"} for name in ("person.name", "account.seats", "person.secret")]
    step = {"key": "hello", "kind": "modal", "content": [{"type": "text", "text": spans}]}
    make_published(session, environment, guide_definition(steps=[step]))
    make_person(session, environment, name="Aiko", traits={"shoe": 38})
    make_account(session, environment, traits={"seats": 12})
    session.commit()

    answer = ask(person="user-7", account="acct-3")

    assert answer["guides"][0]["values"] == {"person.name": "Aiko", "account.seats": "12"}


def test_branches_hold_only_what_the_page_must_decide(ask: Ask, session: Session, environment: Environment) -> None:
    branches = [
        {"if": BILLING, "go_to": "done"},
        {"if": {"person": "role", "is": "sales"}, "go_to": "open"},
        {"if": PRESENT, "go_to": "done"},
    ]
    first, last = guide_definition().model_dump(mode="json", by_alias=True, exclude_none=True)["steps"]
    make_published(session, environment, guide_definition(steps=[first | {"branch": branches}, last]))
    session.commit()

    step = ask(person="user-7", traits={"role": "billing"})["guides"][0]["steps"][0]

    assert step["branch"] == [{"if": {"all": []}, "go_to": "done"}, {"if": PRESENT, "go_to": "done"}]


def test_the_more_important_guide_comes_first(ask: Ask, session: Session, environment: Environment) -> None:
    for key, priority in [("a", 10), ("b", 90), ("c", 50)]:
        make_published(session, environment, guide_definition(key, priority=priority))
    session.commit()

    assert keys(ask()) == ["b", "c", "a"]


@pytest.mark.usefixtures("database_url")
def test_what_another_process_publishes_arrives_with_the_next_session(
    app: FastAPI, ask: Ask, session: Session, environment: Environment
) -> None:
    make_guide(session, session.get_one(Workspace, environment.workspace_id))
    session.commit()
    scope = Scope(environment.workspace_id, environment.id)
    assert keys(ask()) == []

    with open_session(app.state.services.engine) as elsewhere:
        publishing.publish(elsewhere, scope, "first-invoice", NOW)
        elsewhere.commit()
    assert keys(ask()) == ["first-invoice"]

    with open_session(app.state.services.engine) as elsewhere:
        publishing.set_paused(elsewhere, scope, "first-invoice", True, NOW)
        elsewhere.commit()
    assert keys(ask()) == []


def test_people_of_other_environments_and_workspaces_stay_unknown(
    ask: Ask, session: Session, workspace: Workspace, environment: Environment
) -> None:
    make_published(session, environment, guide_definition(audience=BILLING))
    for other in (
        make_environment(session, workspace, "staging"),
        make_environment(session, make_workspace(session, "b")),
    ):
        make_person(session, other, traits={"role": "billing"})
    session.commit()

    assert keys(ask(person="user-7")) == []


def test_an_unknown_write_key_is_said_and_counted(
    client: TestClient, session: Session, environment: Environment, app: FastAPI
) -> None:
    response = client.post("/v1/session", json={"key": "wk_wrong", "anonymous_id": "a"})
    client.post("/v1/session", json={"key": "wk_wrong", "anonymous_id": "a"})
    app.state.services.drops.flush()

    assert (response.status_code, response.json()["code"]) == (401, "unknown_write_key")
    assert response.headers["access-control-allow-origin"] == "*"
    drop = session.exec(select(DropCount)).one()
    assert (drop.reason, drop.count, drop.example) == ("unknown_key", 2, "wk_wrong")


# Without the time in gzip: workers of a test run must collect the same names.
BAD_BODIES = [
    (b"", 400, "malformed"),
    (b"not json", 400, "malformed"),
    (b"[]", 400, "malformed"),
    (b'{"key": 7, "anonymous_id": "a"}', 400, "malformed"),
    (b'{"anonymous_id": "a"}', 400, "malformed"),
    (json.dumps({"key": "k", "anonymous_id": "a" * 101}).encode(), 400, "malformed"),
    (b"\x1f\x8bnot gzip", 400, "malformed"),
    (gzip.compress(b"{}", mtime=0)[:-4], 400, "malformed"),
    (b'{"key":"' + b"k" * 70_000 + b'"}', 413, "too_large"),
    (gzip.compress(b" " * 1_000_000, mtime=0), 413, "too_large"),
    (gzip.compress(b" " * 60_000, mtime=0) * 20, 413, "too_large"),
    (gzip.compress(b"{}", mtime=0) + b"more", 400, "malformed"),
    (gzip.compress(b"{", mtime=0) + gzip.compress(b"}", mtime=0)[:-1], 400, "malformed"),
]


@pytest.mark.parametrize(("body", "status", "code"), BAD_BODIES)
def test_a_body_that_cannot_be_used_is_refused_with_the_reason(
    client: TestClient, body: bytes, status: int, code: str
) -> None:
    response = client.post("/v1/session", content=body)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"


def test_gzip_and_preflight_are_understood(client: TestClient, environment: Environment) -> None:
    plain = json.dumps({"key": environment.write_key, "anonymous_id": "a"}).encode()
    body = gzip.compress(plain)
    joined = gzip.compress(plain[:9]) + gzip.compress(plain[9:]) + b"\0\0"

    packed = client.post("/v1/session", content=body, headers={"content-encoding": "gzip"})
    assert client.post("/v1/session", content=joined).json().keys() == packed.json().keys()
    preflight = client.options("/v1/session", headers={"origin": "https://app.example"})

    assert packed.status_code == 200
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"


def test_the_clock_decides_not_the_machine(clock: TickingClock, ask: Ask) -> None:
    clock.advance(hours=1)

    assert ask()["server_time"] == NOW.timestamp() + 3600
