"""Who has a checklist's task: rows that become its condition, and what rows cannot show."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.definition import Guide
from server.models import GuideRow, Workspace
from tests.factories import make_guide
from tests.server.studio.test_start_conditions import NESTED, row

ADMINS = {"person": "role", "is": "admin"}
FORM = {"label": "Invite a colleague", "done": "chosen", "match": "all"}


@pytest.fixture
def checklist(session: Session, workspace: Workspace) -> GuideRow:
    items = [
        {"key": "invite", "label": "Invite", "shown_when": NESTED},
        {"key": "pay", "label": "Pay", "done_when": {"element": "present", "target": {"selector": "#paid"}}},
    ]
    guide = Guide.model_validate({"key": "start", "kind": "checklist", "name": "Start", "checklist": {"items": items}})
    made = make_guide(session, workspace, guide)
    session.commit()
    return made


def test_rows_say_who_has_a_task(author: TestClient, session: Session, checklist: GuideRow) -> None:
    def shown_when(task: int) -> Any:
        session.expire_all()
        return checklist.draft["checklist"]["items"][task].get("shown_when")

    page = author.get("/guides/start/contents?entry=invite").text
    assert "more than rows can show" in page
    author.post("/guides/start/contents/invite", data=FORM | {"as_they_are": "1"})
    assert shown_when(0) == NESTED
    author.post("/guides/start/contents/invite", data=FORM | row("person", "role", "is", "admin"))
    assert shown_when(0) == ADMINS

    added = author.post("/guides/start/contents/pay", data=FORM | {"done": "element", "add_row": "1"})
    assert (added.status_code, added.text.count("data-row")) == (200, 1)
    assert shown_when(1) is None
    author.post("/guides/start/contents/invite", data=FORM)
    assert shown_when(0) is None
