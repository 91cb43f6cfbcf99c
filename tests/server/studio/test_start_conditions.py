"""What a guide's start waits for, filled in as rows: other guides, elements, and what rows cannot show."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.definition import Guide
from server.models import GuideRow, Workspace
from tests.factories import guide_definition, make_guide

START = {"start": "page", "page": "/billing/*", "delay_seconds": "0", "match": "all"}
PICKED = '{"evidence": {"id": "save"}}'
AFTER = {"guide": "tour", "is": "completed"}
NOT_WHILE = {"not": {"guide": "tour", "is": "started"}}
NESTED = {"any": [{"all": [AFTER, NOT_WHILE]}, {"person": "vip", "is": "yes"}]}


def row(subject: str, name: str, op: str, value: str = "") -> dict[str, str]:
    return {"row_subject": subject, "row_name": name, "row_op": op, "row_value": value, "row_days": "30"}


CASES: dict[str, tuple[list[dict[str, str]], Any]] = {
    "nothing": ([], None),
    "after another guide": ([row("guide", "tour", "completed")], AFTER),
    "and not while it runs": (
        [row("guide", "tour", "completed"), row("guide", "tour", "not started")],
        {"all": [AFTER, NOT_WHILE]},
    ),
    "an element by its selector": (
        [row("element", "", "present", "#total")],
        {"element": "present", "target": {"selector": "#total"}},
    ),
    "an element of a step": (
        [row("element", "", "absent", PICKED)],
        {"element": "absent", "target": {"evidence": {"id": "save"}}},
    ),
}


def saved(session: Session, made: GuideRow) -> Any:
    session.expire_all()
    when = Guide.model_validate(made.draft).trigger.when
    return None if when is None else when.model_dump(mode="json", by_alias=True, exclude_none=True)


@pytest.mark.parametrize("name", CASES)
def test_rows_become_conditions_and_rows_again(
    author: TestClient, session: Session, workspace: Workspace, name: str
) -> None:
    rows, when = CASES[name]
    made = make_guide(session, workspace)
    make_guide(session, workspace, guide_definition("tour", name="The tour"))
    session.commit()
    form: dict[str, Any] = START | {key: [one[key] for one in rows] for key in row("", "", "")}

    answer = author.post("/guides/first-invoice/settings/trigger", data=form)

    assert answer.status_code == 200, answer.text
    assert saved(session, made) == when
    page = author.get("/guides/first-invoice/settings").text
    assert page.count('value="present"') + page.count('value="absent"') == 2 * sum(
        one["row_subject"] == "element" for one in rows
    )
    assert ("“The tour”" in page) is (when is not None and "guide" in str(when))


def test_what_rows_cannot_show_stays_until_a_row_replaces_it(
    author: TestClient, session: Session, workspace: Workspace
) -> None:
    made = make_guide(session, workspace, guide_definition(trigger={"page": "/x", "when": NESTED}))
    session.commit()
    assert "more than rows can show" in author.get("/guides/first-invoice/settings").text
    author.post("/guides/first-invoice/settings/trigger", data=START | {"as_they_are": "1", "page": "/y"})
    assert (saved(session, made), made.draft["trigger"]["page"]) == (NESTED, "/y")
    author.post("/guides/first-invoice/settings/trigger", data=START | row("guide", "tour", "completed"))
    assert saved(session, made) == AFTER
