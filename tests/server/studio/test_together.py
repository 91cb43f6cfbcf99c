"""Comments, presence, two authors on one step, and the log of who did what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Activity, Environment, GuideRow, Member, StepComment, Workspace
from server.stores.comments import mentioned
from tests.factories import TickingClock, log_in, make_member, make_published
from tests.server.studio.test_studio_pages import step_form


@pytest.fixture
def live(session: Session, environment: Environment) -> GuideRow:
    row = make_published(session, environment)
    session.commit()
    return row


def become(client: TestClient, session: Session, member: Member) -> None:
    client.cookies.clear()
    log_in(client, session, member)


@pytest.fixture
def ann(session: Session, workspace: Workspace) -> Member:
    made = make_member(session, workspace, "viewer", email="ann@acme.example", name="Ann")
    session.commit()
    return made


def test_a_thread_from_the_first_word_to_the_last(
    author: TestClient, session: Session, workspace: Workspace, live: GuideRow, ann: Member
) -> None:
    annette = make_member(session, workspace, "csm", email="annette@acme.example", name="Annette")
    session.commit()
    answer = author.post(f"/guides/{live.key}/comments", data={"step": "open", "text": "Too long, @Ann? <b>"})
    first = session.exec(select(StepComment)).one()
    assert answer.headers["location"] == f"/guides/{live.key}/review#comment-{first.id}"
    assert first.mentions == [ann.id]

    become(author, session, ann)
    page = author.get("/activity").text
    assert "Comments that name you" in page
    assert "1 comment names you" in author.get("/").text
    author.post(f"/guides/{live.key}/comments", data={"thread": first.id, "text": "Shorter, please"})
    text = author.get(f"/guides/{live.key}/review").text
    assert "Too long, @Ann? &lt;b&gt;" in text
    assert "Shorter, please" in text
    assert '<span class="count">1</span>' in text
    author.post(f"/guides/{live.key}/comments/{first.id}/resolve")
    assert "Ann resolved this" in author.get(f"/guides/{live.key}/review").text
    assert "Comments that name you" not in author.get("/activity").text

    become(author, session, annette)
    author.post(f"/guides/{live.key}/comments", data={"thread": first.id, "text": "Not yet"})
    session.expire_all()
    assert session.get_one(StepComment, first.id).resolved_at is None
    assert "Comments that name you" not in author.get("/activity").text


NAMES = [
    ("@Ann", ["Ann"]),
    ("@annette!", ["Annette"]),
    ("@Ann and @Annette", ["Annette", "Ann"]),
    ("Ann", []),
    ("@Anna", []),
]


@pytest.mark.parametrize(("text", "meant"), NAMES)
def test_who_is_meant(session: Session, workspace: Workspace, text: str, meant: list[str]) -> None:
    members = [make_member(session, workspace, email=f"{name}@x.example", name=name) for name in ("Ann", "Annette")]
    ids = {member.id: member.name for member in members}
    assert [ids[one] for one in mentioned(text, members)] == meant


def test_an_empty_comment_is_refused_in_words(author: TestClient, session: Session, live: GuideRow) -> None:
    answer = author.post(f"/guides/{live.key}/comments", data={"text": "  "})
    assert "Write something first." in author.get(answer.headers["location"]).text
    assert session.exec(select(StepComment)).all() == []


def test_two_authors_see_each_other(
    author: TestClient, session: Session, live: GuideRow, ann: Member, clock: TickingClock
) -> None:
    there = f"/guides/{live.key}/presence"
    assert "present" not in author.post(there, data={"place": "open"}).text
    become(author, session, ann)
    assert "is at this step too" in author.post(there, data={"place": "open"}).text
    assert "is at step 1" in author.post(there, data={"place": "done"}).text
    clock.advance(seconds=timedelta(minutes=2).total_seconds())
    assert "present" not in author.post(there, data={"place": "open"}).text


def base_of(page: str) -> str:
    found = re.search(r'name="base"[^>]* value="(\w+)"', page)
    assert found is not None
    return found[1]


CHOICES: list[tuple[dict[str, str], list[str]]] = [
    # what the second author chooses, the texts of the steps after it
    ({}, ["First’s text", "Press the button."]),
    ({"force": "1"}, ["Second’s text", "Press the button."]),
    ({"both": "1"}, ["First’s text", "Second’s text", "Press the button."]),
]


@pytest.mark.parametrize(("choice", "texts"), CHOICES)
def test_two_authors_on_one_step_lose_nothing(
    author: TestClient, session: Session, live: GuideRow, choice: dict[str, str], texts: list[str]
) -> None:
    address = f"/guides/{live.key}/edit/steps/open"
    base = base_of(author.get(f"/guides/{live.key}/edit?step=open").text)
    assert author.post(address, data=step_form(block_text=["First’s text"], base=base)).status_code == 200
    refused = author.post(address, data=step_form(block_text=["Second’s text"], base=base))
    assert refused.status_code == 409
    for shown in ("Second’s text", "First’s text", "Keep mine", "Take theirs", "Keep both"):
        assert shown in refused.text
    if choice:
        again = author.post(address, data=step_form(block_text=["Second’s text"], base=base, **choice))
        assert again.status_code == 200
    session.expire_all()
    steps = session.get_one(GuideRow, live.id).draft["steps"]
    assert [step["content"][0]["text"] for step in steps] == texts
    assert len({step["key"] for step in steps}) == len(steps)


def test_the_log_tells_who_did_what(
    author: TestClient, session: Session, live: GuideRow, ann: Member, as_role: Callable[..., TestClient]
) -> None:
    for name in ("One", "Two"):
        author.post(f"/guides/{live.key}/settings/about", data={"name": name})
    author.post(f"/guides/{live.key}/publish", data={"revision": 3, "note": "Better"})
    author.post(f"/guides/{live.key}/pause")
    lines = session.exec(select(Activity).order_by(Activity.id)).all()
    assert [(line.what, line.times) for line in lines] == [("draft_saved", 2), ("published", 1), ("paused", 1)]

    everything = author.get("/activity").text
    for said in ("changed the draft (2 ×)", "published version 2 in production", "paused it in production"):
        assert said in everything
    assert "paused it" not in author.get("/activity?kind=edits").text
    assert "paused it" not in author.get(f"/activity?member={ann.id}").text
    assert "paused it" in author.get(f"/activity?guide={live.key}").text
    assert author.get("/activity?guide=none").status_code == 404
