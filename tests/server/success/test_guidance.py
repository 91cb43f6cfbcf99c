"""What members tell the stuck model: thresholds, rules, tasks and verdicts, and what the pages say of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Environment, FindingVerdict, ProductTask, StuckRule
from server.models.tenancy import Role
from server.stores.guidance import GuidanceStore
from server.stores.scoped import Scope
from tests.factories import (
    guide_definition,
    make_account,
    make_finding,
    make_membership,
    make_person,
    make_published,
)
from tests.server.success.conftest import Office

AsRole = Callable[[Role], TestClient]
PAGE = "/stuck/settings"
COLUMNS = ("subject", "name", "op", "value", "days")
FAILED_PAYMENTS = ("event", "payment_failed", "did", "3", "7")


def store(session: Session, environment: Environment) -> GuidanceStore:
    session.expire_all()
    return GuidanceStore(session, Scope(environment.workspace_id, environment.id))


def rule_form(**values: Any) -> dict[str, Any]:
    row = {f"row_{name}": [value] for name, value in zip(COLUMNS, FAILED_PAYMENTS, strict=True)}
    return {"name": "Three failed payments", "match": "all", "about": "person", "severity": "70"} | row | values


@pytest.mark.usefixtures("database_url")
def test_everything_said_reaches_the_model(as_role: AsRole, session: Session, environment: Environment) -> None:
    csm = as_role("csm")
    person = make_person(session, environment, "ann", traits={"seats": 5})
    make_membership(session, person, make_account(session, environment, "acme", plan="team"), traits={"role": "admin"})
    finding = make_finding(session, environment, person_key="ann", guide_key="g", step_key="s")
    session.commit()

    csm.post(f"{PAGE}/thresholds", data={"opens": "70"})
    csm.post(f"{PAGE}/rules", data=rule_form())
    csm.post(f"{PAGE}/tasks", data={"name": "月次決算", "tried_by": "opened、checked", "done_by": "closed"})
    csm.post(f"/stuck/{finding.id}/verdict", data={"verdict": "false_alarm"})

    guidance = store(session, environment).guidance()
    assert (guidance.thresholds.opens, guidance.thresholds.stays) == (0.7, 0.49)
    (rule,) = guidance.rules
    assert (rule.key, rule.severity, rule.when.event) == ("three-failed-payments", 70, "payment_failed")  # type: ignore[union-attr]
    (task,) = guidance.tasks
    assert (task.key, sorted(task.tried_by), sorted(task.done_by)) == ("task", ["checked", "opened"], ["closed"])
    (outcome,) = guidance.outcomes
    assert (outcome.person, outcome.guide, outcome.step, outcome.verdict) == ("ann", "g", "s", "false_alarm")
    assert guidance.roles == {"ann": "admin"}
    assert guidance.people["ann"] == {"seats": 5}
    assert guidance.accounts["acme"]["plan"] == "team"


BAD = [
    ("thresholds", {"opens": "20"}),
    ("thresholds", {"opens": "nearly"}),
    ("tasks", {"name": "Close", "tried_by": "", "done_by": "closed"}),
    ("rules", rule_form(name="")),
    ("rules", rule_form(row_name=[""])),
    ("rules", rule_form(severity="high")),
    ("rules", rule_form(row_subject=["language"], row_op=["is"], row_value=["ja"])),
]


@pytest.mark.parametrize(("what", "form"), BAD)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(
    as_role: AsRole, session: Session, environment: Environment, what: str, form: dict[str, Any]
) -> None:
    answer = as_role("csm").post(f"{PAGE}/{what}", data=form)

    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    assert not session.exec(select(StuckRule)).all()
    assert not session.exec(select(ProductTask)).all()
    if what == "rules" and form["name"]:
        assert form["name"] in answer.text, "what was written is still there"


def test_a_row_more_saves_nothing_yet(as_role: AsRole, session: Session) -> None:
    answer = as_role("csm").post(f"{PAGE}/rules", data=rule_form(add_row="1"))

    assert answer.status_code == 200
    assert answer.text.count("data-row>") == 2
    assert not session.exec(select(StuckRule)).all()


def test_a_rule_is_changed_switched_and_removed(as_role: AsRole, session: Session, environment: Environment) -> None:
    csm = as_role("csm")
    csm.post(f"{PAGE}/rules", data=rule_form())
    (row,) = session.exec(select(StuckRule)).all()

    csm.post(f"{PAGE}/rules/{row.id}", data=rule_form(name="Payments", severity="20"))
    assert [rule.name for rule in store(session, environment).guidance().rules] == ["Payments"]
    csm.post(f"{PAGE}/rules/{row.id}/switch")
    assert store(session, environment).guidance().rules == ()
    csm.post(f"{PAGE}/rules/{row.id}/remove")
    assert store(session, environment).rules() == []


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("resolved", "true"), ("reached", "true"), ("already_solved", "already_solved"), ("false_alarm", "false_alarm")],
)
def test_how_a_follow_up_ended_teaches_the_model(
    as_role: AsRole, session: Session, environment: Environment, outcome: str, verdict: str
) -> None:
    csm = as_role("csm")
    make_account(session, environment, "acme")
    told = make_finding(session, environment, person_key="ann", account_key="acme", guide_key="g", step_key="s")
    other = make_finding(session, environment, person_key="bob", account_key="acme", guide_key="g", step_key="s")
    session.commit()
    csm.post(f"/stuck/{other.id}/verdict", data={"verdict": "already_solved"})

    csm.post("/today/resolve", data={"account": "acme", "outcome": outcome})

    said = {row.finding_id: row.verdict for row in session.exec(select(FindingVerdict))}
    assert said == {told.id: verdict, other.id: "already_solved"}, "what was said of one person stays"


def test_a_verdict_is_shown_and_taken_back(as_role: AsRole, session: Session, environment: Environment) -> None:
    csm = as_role("csm")
    finding = make_finding(session, environment, person_key="ann", guide_key="g", step_key="s")
    session.commit()

    csm.post(f"/stuck/{finding.id}/verdict", data={"verdict": "true"})
    assert 'aria-pressed="true"' in csm.get(f"/stuck/{finding.id}").text
    csm.post(f"/stuck/{finding.id}/verdict", data={"verdict": ""})
    assert session.exec(select(FindingVerdict)).all() == []


def test_nobody_is_stuck_in_what_is_no_task(office: Office, session: Session, environment: Environment) -> None:
    """Leaving a survey or closing an announcement is a choice; only a walkthrough leads through a task."""
    for kind in ("announcement", "survey"):
        make_published(session, environment, guide_definition(kind, kind=kind))
    session.commit()

    assert store(session, environment).guidance().beside == {"announcement", "survey"}


def test_why_and_why_not(as_role: AsRole, office: Office) -> None:
    csm = as_role("csm")
    office.load(*office.usual_people(), *office.stuck("ann"))
    asked = {name: csm.get(f"/stuck/why?person={name}&guide=first-invoice&step=open").text for name in ("ann", "p3")}

    assert "is flagged" in asked["ann"]
    assert asked["ann"].count("holds</span>") == 4
    assert "They have done this step." in asked["p3"]
    assert csm.get("/stuck/why?person=nobody&guide=first-invoice&step=open").status_code == 404
    assert csm.get("/stuck/why?person=ann&guide=first-invoice").status_code == 200


def test_the_preview_answers_for_every_threshold(as_role: AsRole, office: Office) -> None:
    csm = as_role("csm")
    office.load(*office.usual_people(), *office.stuck("ann"))

    text = csm.get(f"{PAGE}/preview").text

    assert text.count("data-opens=") == 8
