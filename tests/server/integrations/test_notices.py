"""News of findings goes out once, to whoever asked for it, and survives whatever the other side does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select
from standardwebhooks.webhooks import Webhook

from server.models import Environment, Finding, Member, Notice, NoticeChannel, Person, Workspace
from server.models.tenancy import Role
from server.success.notifier import MOST_ATTEMPTS
from tests.factories import NOW, make_account, make_api_token, make_finding, make_member
from tests.server.integrations.conftest import SECRET, Desk, stuck
from tests.server.integrations.sinks import Mail, Web


@pytest.fixture
def api(client: TestClient, session: Session, member: Member) -> Callable[[Role], Callable[..., Response]]:
    """`api("csm")("GET", "findings")` calls with a token of that role."""

    def caller(role: Role) -> Callable[..., Response]:
        token = make_api_token(session, member, role)
        session.commit()
        headers = {"Authorization": f"Bearer {token}"}
        return lambda method, path, body=None: client.request(method, f"/api/v1/{path}", json=body, headers=headers)

    return caller


@pytest.mark.usefixtures("database_url")
def test_a_webhook_is_signed_told_once_and_told_of_the_end(desk: Desk, hook: Web) -> None:
    desk.channel("webhook", hook.url)
    desk.conclude(stuck())
    desk.conclude(stuck())

    assert desk.send() == (1, 0)
    assert desk.send() == (0, 0)
    (first,) = hook.posted
    body = json.loads(first.body)
    assert body["type"] == "finding.opened"
    assert body["data"]["person"] == {"key": "ann", "name": "Ann *Lee*"}
    assert body["data"]["account"]["arr"] == 1_200_000
    assert body["data"]["because"].startswith("Seen “a”")

    desk.conclude()
    assert desk.send() == (1, 0)
    assert json.loads(hook.posted[1].body)["type"] == "finding.closed"
    assert hook.posted[0].headers["webhook-id"] != hook.posted[1].headers["webhook-id"]


def test_the_signature_is_what_standard_webhooks_verifies(desk: Desk, hook: Web) -> None:
    desk.channel("webhook", hook.url)
    desk.clock.now = datetime.now(UTC)  # the library refuses old messages
    desk.conclude(stuck())
    desk.send(seconds=0)

    (posted,) = hook.posted
    assert Webhook(SECRET).verify(posted.body, posted.headers)["type"] == "finding.opened"


ANSWERS = [
    # what the other side answers, then: how often it was posted, and the end
    ([500, 503, 200], 3, "sent"),
    ([404, 200], 2, "sent"),
    ([0, 200], 2, "sent"),
    ([410], 1, "failed"),
    ([500] * MOST_ATTEMPTS, MOST_ATTEMPTS, "failed"),
]


@pytest.mark.parametrize(("answers", "posts", "end"), ANSWERS)
def test_a_webhook_is_tried_again_with_the_same_id(
    desk: Desk, hook: Web, answers: list[int], posts: int, end: str
) -> None:
    channel = desk.channel("webhook", hook.url)
    hook.answers = list(answers)
    desk.conclude(stuck())
    for _ in range(MOST_ATTEMPTS + 2):
        desk.send(hours=6)

    assert len(hook.posted) == posts
    assert len({one.headers["webhook-id"] for one in hook.posted}) == 1
    assert desk.statuses() == [end]
    desk.session.refresh(channel)
    assert channel.enabled is (answers != [410])


def test_retry_after_is_honoured(desk: Desk, hook: Web) -> None:
    desk.channel("webhook", hook.url)
    hook.answers, hook.headers = [429], {"Retry-After": "7200"}
    desk.conclude(stuck())

    assert desk.send() == (0, 1)
    assert desk.send(minutes=110) == (0, 0)
    assert desk.send(minutes=15) == (1, 0)


def test_slack_gets_one_message_that_nothing_in_a_name_can_mark_up(desk: Desk, hook: Web) -> None:
    desk.channel("slack", hook.url)
    desk.conclude(*[stuck(f"p{number}") for number in range(12)], stuck())

    assert desk.send(seconds=10) == (0, 0), "people get what is gathered, not one by one"
    assert desk.send() == (1, 0)
    (posted,) = hook.posted
    message = json.loads(posted.body)
    assert "13 new findings" in message["blocks"][0]["text"]["text"]
    assert "and 3 more" in message["blocks"][-1]["text"]["text"]
    assert "<Söhne>" not in json.dumps(message, ensure_ascii=False)
    assert "Acme &amp; &lt;Söhne&gt;" in json.dumps(message, ensure_ascii=False)


def test_slack_is_not_told_twice_when_nobody_knows_whether_it_heard(desk: Desk, hook: Web) -> None:
    desk.channel("slack", hook.url)
    hook.answers = [0]
    desk.conclude(stuck())
    for _ in range(3):
        desk.send(hours=6)

    assert len(hook.posted) == 1
    assert desk.statuses() == ["unsure"]


def test_an_e_mail_waits_for_its_server_and_says_it_in_the_reader_s_language(desk: Desk, post_office: Mail) -> None:
    desk.channel("email", "aiko@acme.example", locale="ja")
    desk.conclude(stuck(), stuck("bob"))
    assert desk.send() == (0, 1), "no SMTP server yet"

    desk.services.settings.smtp_url = post_office.url
    post_office.refuses = True
    assert desk.send(hours=1) == (0, 1)
    post_office.refuses = False
    assert desk.send(hours=2) == (1, 0)
    (message,) = post_office.received
    assert message["To"] == "aiko@acme.example"
    assert "2件" in message["Subject"]
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "Acme &amp; &lt;Söhne&gt;" in html
    assert "Acme & <Söhne>" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_an_e_mail_is_not_sent_again_when_the_connection_broke(desk: Desk, post_office: Mail) -> None:
    desk.services.settings.smtp_url, post_office.breaks = post_office.url, True
    desk.channel("email", "aiko@acme.example")
    desk.conclude(stuck())
    desk.send()

    assert desk.statuses() == ["unsure"]


def test_what_a_dead_sender_had_taken(desk: Desk, hook: Web) -> None:
    """A webhook goes out again with its id; people are not told twice."""
    desk.channel("webhook", hook.url)
    desk.channel("slack", hook.url)
    desk.conclude(stuck())
    for notice in desk.session.exec(select(Notice)):
        notice.status, notice.leased_until = "sending", NOW - timedelta(minutes=1)
    desk.session.commit()

    assert desk.send() == (1, 0)
    assert sorted(desk.statuses()) == ["sent", "unsure"]


WISHES = [
    # the channel's wishes, then whether it hears of a stuck person of severity 50 in an account that bo owns
    ({}, True),
    ({"kinds": ["broken_step"]}, False),
    ({"kinds": ["stuck_person"]}, True),
    ({"least_severity": 60.0}, False),
    ({"least_severity": 50.0}, True),
    ({"enabled": False}, False),
    ({"own_accounts": True, "member": "bo"}, True),
    ({"own_accounts": True, "member": "cy"}, False),
]


@pytest.mark.parametrize(("wishes", "heard"), WISHES)
def test_a_channel_hears_what_it_asked_for(
    desk: Desk, hook: Web, workspace: Workspace, wishes: dict[str, Any], heard: bool
) -> None:
    members = {name: make_member(desk.session, workspace, "csm", email=f"{name}@x.example") for name in ("bo", "cy")}
    make_account(desk.session, desk.environment, "owned", owner_id=members["bo"].id)
    member = members.get(str(wishes.get("member")))
    asked = {name: value for name, value in wishes.items() if name != "member"}
    desk.channel("slack", hook.url, member_id=member.id if member else None, **asked)
    desk.conclude(stuck(account="owned"))

    assert desk.send() == ((1, 0) if heard else (0, 0))


def test_what_closed_before_it_was_sent_is_no_news_for_people(desk: Desk, hook: Web) -> None:
    desk.channel("slack", hook.url)
    desk.conclude(stuck())
    desk.conclude()
    desk.send()

    assert hook.posted == []
    assert desk.statuses() == ["sent"]


@pytest.mark.usefixtures("database_url")
def test_where_somebody_is_stuck_stands_beside_them(desk: Desk) -> None:
    desk.conclude(stuck(guide="g", step="a"))
    ann = desk.session.exec(select(Person).where(Person.key == "ann")).one()
    assert ann.stuck_at == ["g", "g/a"]

    desk.conclude()
    desk.session.refresh(ann)
    assert ann.stuck_at == []


def test_one_member_s_channel_is_nobody_else_s(as_role: Any, session: Session, environment: Environment) -> None:
    form = {"kind": "email", "address": "me@acme.example", "finding_kinds": ["stuck_person"], "shared": "on"}
    assert as_role("csm").post("/settings/notifications", data=form).status_code == 303
    (row,) = session.exec(select(NoticeChannel)).all()
    assert row.member_id is not None, "only admins keep channels for everybody"
    assert session.get(Member, row.member_id).role == "csm"  # type: ignore[union-attr]

    admin = as_role("admin")
    assert admin.post(f"/settings/notifications/{row.id}/switch").status_code == 404


BAD_FORMS = [
    ({"kind": "pigeon", "address": "x@y.example"}, "Choose how it is sent."),
    ({"kind": "email", "address": "nobody"}, "This is not an e-mail address."),
    ({"kind": "slack", "address": "hooks.slack.com/x"}, "This is not an address that can be posted to."),
    ({"kind": "webhook", "address": "javascript:alert(1)"}, "This is not an address that can be posted to."),
]


@pytest.mark.parametrize(("form", "said"), BAD_FORMS)
def test_a_channel_that_cannot_work_is_refused_with_a_reason(as_role: Any, form: dict[str, str], said: str) -> None:
    answer = as_role("admin").post("/settings/notifications", data=form)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_test_says_what_came_of_it(as_role: Any, session: Session, hook: Web) -> None:
    admin = as_role("admin")
    admin.post("/settings/notifications", data={"kind": "webhook", "address": hook.url, "shared": "on"})
    (row,) = session.exec(select(NoticeChannel)).all()

    assert "was taken" in admin.post(f"/settings/notifications/{row.id}/test", follow_redirects=True).text
    hook.answers = [500]
    assert "answered 500" in admin.post(f"/settings/notifications/{row.id}/test", follow_redirects=True).text


def test_findings_and_follow_ups_over_the_api(
    api: Callable[[Role], Callable[..., Response]], session: Session, environment: Environment
) -> None:
    make_account(session, environment, "acme", name="Acme")
    finding = make_finding(session, environment, person_key="ann", account_key="acme")
    make_finding(session, environment, person_key="bob", closed_at=NOW)
    session.commit()
    csm = api("csm")

    shown = csm("GET", "findings").json()["items"]
    assert [one["id"] for one in shown] == [finding.id]
    assert csm("GET", f"findings/{finding.id}").json() == shown[0]
    assert len(csm("GET", "findings?state=all").json()["items"]) == 2
    assert csm("GET", "findings?person=nobody").json()["items"] == []

    resolve = {"do": "resolve", "account": "acme", "outcome": "resolved", "note": "Called."}
    assert api("viewer")("POST", "follow-ups", resolve).status_code == 403
    assert csm("POST", "follow-ups", {"do": "snooze", "account": "acme"}).status_code == 422
    assert csm("POST", "follow-ups", resolve).json()["status"] == "resolved"
    (kept,) = csm("GET", "follow-ups?status=resolved&account=acme").json()
    assert (kept["finding_ids"], kept["note"]) == ([finding.id], "Called.")
    assert session.get(Finding, finding.id) is not None
