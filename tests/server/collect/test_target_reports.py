"""What the server gathers of changed and missing targets, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from server.collect.target_reports import MOST_REPORTS
from server.database import make_engine, open_session
from server.models import Environment, TargetReport, TargetWitness
from tests.factories import NOW, guide_definition, make_published
from tests.server.collect.test_loader import Collecting

SAVE = {"tag": "button", "role": "button", "accessibleName": "Save", "id": "save"}


@pytest.fixture
def collecting(database_url: str, tmp_path: Path) -> Iterator[Collecting]:
    engine = make_engine(database_url)
    made = Collecting(tmp_path / "segments", engine)
    with open_session(engine) as session:
        publish(session, made.environment, "#open")
        session.commit()
    yield made
    made.store.close()
    engine.dispose()


def publish(session: Session, environment: str, target: str) -> None:
    guide = guide_definition().model_dump(mode="json", by_alias=True)
    guide["steps"][0]["target"] = target
    make_published(session, session.get_one(Environment, environment), guide_definition(**guide))


def told(kind: str, person: str, props: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    about = {"person": person, "guide": "first-invoice", "version": 1, "step": "open", "run": f"r-{person}"}
    return kind, {**about, "url": "https://app.example.com/invoices?secret=1", "props": props, **more}


def changed(person: str, evidence: dict[str, Any] = SAVE, **more: Any) -> tuple[str, dict[str, Any]]:
    return told("step_target_changed", person, {"target": {"evidence": evidence}, "chance": 0.9}, **more)


def missing(person: str, *candidates: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    return told("step_failed", person, {"reason": "target_missing", "candidates": list(candidates)}, **more)


def reports(collecting: Collecting) -> list[tuple[str, int]]:
    return sorted((row.kind, row.people) for row in collecting.rows(TargetReport))


def test_people_are_counted_once_whatever_is_sent_again(collecting: Collecting) -> None:
    first = changed("ada", id="e-ada", at=NOW - timedelta(days=2))
    collecting.load(first, changed("ada"), changed("ben"), first)
    collecting.load(first, changed("cy", at=NOW - timedelta(hours=1)))

    (row,) = collecting.rows(TargetReport)
    assert (row.kind, row.people, row.version, row.page) == ("changed", 3, 1, "/invoices")
    assert (row.first_seen_at, row.last_seen_at) == (NOW - timedelta(days=2), NOW - timedelta(hours=1))
    assert row.target == {"evidence": SAVE}
    assert "ada" not in {witness.person for witness in collecting.rows(TargetWitness)}


def test_a_segment_loaded_twice_changes_nothing(collecting: Collecting) -> None:
    path = collecting.write(changed("ada"), missing("ben"))
    collecting.loader.pass_once()
    before = [row.model_dump() for row in collecting.rows(TargetReport)]
    (collecting.folders.done / path.name).rename(path)
    collecting.loader.pass_once()

    assert [row.model_dump() for row in collecting.rows(TargetReport)] == before


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (SAVE | {"position": {"nth": 3, "of": 9}, "path": ["div.card:2"]}, True),
        (SAVE | {"heading": "Another heading", "neighbours": {"before": ["Total"]}}, True),
        (SAVE | {"accessibleName": "SAVE"}, True),
        (SAVE | {"accessibleName": "Store"}, False),
        (SAVE | {"id": "store"}, False),
        (SAVE | {"testHooks": {"data-testid": "save"}}, False),
    ],
)
def test_proposals_are_grouped_by_what_tells_elements_apart(
    collecting: Collecting, other: dict[str, Any], alike: bool
) -> None:
    collecting.load(changed("ada"), changed("ben", other))

    assert reports(collecting) == ([("changed", 2)] if alike else [("changed", 1), ("changed", 1)])


def test_a_missing_target_is_counted_with_what_looked_most_like_it(collecting: Collecting) -> None:
    candidate = {"target": {"evidence": SAVE}, "chance": 0.4, "reasons": ["name", "path"]}
    collecting.load(missing("ada", candidate), missing("ben", candidate, *[candidate] * 9), missing("cy"))

    assert reports(collecting) == [("candidate", 2), ("missing", 3)]
    (found,) = [row for row in collecting.rows(TargetReport) if row.kind == "candidate"]
    assert (found.chance, found.reasons) == (0.4, ["name", "path"])


@pytest.mark.parametrize(
    "event",
    [
        changed("ada", version=7),
        changed("ada", step="nowhere"),
        changed("ada", step="done"),
        changed("ada", guide="another"),
        changed("ada", {"role": "button"}),
        changed("ada", {"tag": "<script>"}),
        told("step_target_changed", "ada", {"target": {"selector": "*"}}),
        told("step_target_changed", "ada", {"target": "#save"}),
        told("step_target_changed", "ada", {}),
        told("step_failed", "ada", {"reason": "error"}),
    ],
)
def test_what_names_no_published_target_or_no_element_is_left_out(collecting: Collecting, event: Any) -> None:
    collecting.load(event)

    assert collecting.rows(TargetReport) == []


def test_nothing_unknown_and_no_pinned_selector_is_kept(collecting: Collecting) -> None:
    target = {"selector": "*", "prefer": {"attribute": "a", "value": "b"}, "evil": 1, "mode": "any",
              "evidence": SAVE | {"html": "<b>", "attributes": {"x": 1, "data-opens": "y" * 900}}}  # fmt: skip
    collecting.load(told("step_target_changed", "ada", {"target": target, "chance": "NaN", "reasons": 3}))

    (row,) = collecting.rows(TargetReport)
    assert row.target == {"evidence": SAVE | {"attributes": {"data-opens": "y" * 200}}}
    assert (row.chance, row.reasons) == (0.0, [])


def test_reports_of_a_step_are_bounded_and_the_rare_give_way(collecting: Collecting) -> None:
    collecting.load(changed("ada", at=NOW - timedelta(days=3)), changed("ben", at=NOW - timedelta(days=3)))
    for number in range(MOST_REPORTS + 5):
        collecting.load(changed("eve", SAVE | {"id": f"x-{'abcdefghijklmnopqrstuvw'[number]}"}))

    assert len(collecting.rows(TargetReport)) == MOST_REPORTS
    assert len(collecting.rows(TargetWitness)) == MOST_REPORTS + 1
    assert ("changed", 2) in reports(collecting)
