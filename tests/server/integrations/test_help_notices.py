"""Who asks for help in the app is heard of by the channels that news of findings goes by."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from server.collect import help_sync
from server.models import HelpRequest
from tests.factories import NOW
from tests.server.integrations.conftest import Desk, stuck
from tests.server.integrations.sinks import Mail, Web

ASKED = {
    "environment": "", "id": "e-help", "person": "ann", "account": "acme", "guide": "", "step": "", "run": None,
    "url": "https://app.example/billing",
    "props": json.dumps({
        "message": "Where is <the> button?", "about": {"guide": "first-invoice", "step": "open"},
        "tried": [{"type": "rage_clicked"}],
    }),
}  # fmt: skip


@pytest.mark.usefixtures("database_url")
def test_who_asks_for_help_is_heard_at_once_and_once(desk: Desk, hook: Web, post_office: Mail) -> None:
    """By e-mail and Slack-compatible message in words, by webhook as data; however often the segment is loaded."""
    desk.services.settings.smtp_url = post_office.url
    desk.channel("email", "team@acme.example")
    desk.channel("slack", hook.url + "/slack")
    desk.channel("webhook", hook.url + "/hook")
    desk.channel("slack", hook.url + "/deaf", help_requests=False)
    row = ASKED | {"environment": desk.environment.id, "at": NOW - timedelta(minutes=1)}
    for _ in range(2):
        with desk.services.engine.begin() as connection:
            help_sync.sync(connection, desk.scope.workspace_id, [row], desk.clock())
    late = row | {"id": "e-imported", "at": NOW - timedelta(days=40)}
    with desk.services.engine.begin() as connection:
        help_sync.sync(connection, desk.scope.workspace_id, [late], desk.clock())

    assert desk.send(seconds=1) == (3, 0)
    assert desk.send() == (0, 0)
    (request,) = desk.session.exec(select(HelpRequest).where(HelpRequest.event_id == "e-help"))
    (mail,) = post_office.received
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "One request for help" in mail["Subject"]
    for words in (
        "Ann *Lee* (Acme & <Söhne>)",
        "Where is <the> button?",
        "https://app.example/billing",
        "again and again",
    ):
        assert words in text
    assert f"/help/{request.id}" in text
    bodies = [json.loads(posted.body) for posted in hook.posted]
    (message,) = [body for body in bodies if "blocks" in body]
    assert "Where is &lt;the&gt; button?" in json.dumps(message)
    (data,) = [body for body in bodies if "data" in body]
    assert data["type"] == "help.requested"
    assert (data["data"]["person"]["key"], data["data"]["step"]["key"], data["data"]["message"]) == (
        "ann", "open", "Where is <the> button?",
    )  # fmt: skip


def test_help_that_was_given_before_it_was_sent_is_no_news_for_people(desk: Desk, hook: Web) -> None:
    desk.channel("slack", hook.url)
    row = ASKED | {"environment": desk.environment.id, "at": NOW}
    with desk.services.engine.begin() as connection:
        help_sync.sync(connection, desk.scope.workspace_id, [row], desk.clock())
    request = desk.session.exec(select(HelpRequest)).one()
    request.state = "answered"
    desk.session.commit()
    desk.conclude(stuck())
    desk.send()

    (posted,) = hook.posted
    assert "One new finding" in posted.body.decode()
    assert "button" not in posted.body.decode()
