"""The one query behind `POST /v1/session`: the environment of a write key, and what is known of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, select
from sqlmodel import col

from server.models import Account, Environment, Membership, Person

_PERSON = and_(col(Person.environment_id) == Environment.id, col(Person.key) == bindparam("person"))
_ACCOUNT = and_(col(Account.environment_id) == Environment.id, col(Account.key) == bindparam("account"))
_MEMBERSHIP = and_(
    col(Membership.person_id) == Person.id,
    col(Membership.account_id) == Account.id,
)
_QUERY: Select[Any] = (
    select(
        col(Environment.id),
        col(Environment.workspace_id),
        col(Environment.revision),
        col(Person.name),
        col(Person.traits),
        col(Person.guide_states),
        col(Person.event_days),
        col(Account.name),
        col(Account.plan),
        col(Account.stage),
        col(Account.arr),
        col(Account.traits),
        col(Membership.traits),
    )
    .select_from(Environment)
    .outerjoin(Person, _PERSON)
    .outerjoin(Account, _ACCOUNT)
    .outerjoin(Membership, _MEMBERSHIP)
    .where(col(Environment.write_key) == bindparam("write_key"))
)


@dataclass(frozen=True)
class SessionFacts:
    """What the database knows; empty mappings for somebody not seen before."""

    environment_id: str
    workspace_id: str
    revision: int
    person: dict[str, Any] = field(default_factory=dict)
    guide_states: dict[str, Any] = field(default_factory=dict)
    event_days: dict[str, Any] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    membership: dict[str, Any] = field(default_factory=dict)


def session_facts(connection: Connection, write_key: str, person: str, account: str | None) -> SessionFacts | None:
    """One statement. None when no environment has this write key."""
    values = {"write_key": write_key, "person": person, "account": account}
    row = connection.execute(_QUERY, values).first()
    return _facts(row) if row is not None else None


def _facts(row: Row[Any]) -> SessionFacts:
    environment_id, workspace_id, revision, name, traits, states, days, *account, membership = tuple(row)
    person = dict(traits or {})
    if name:
        person["name"] = name
    return SessionFacts(
        environment_id, workspace_id, revision, person, states or {}, days or {}, _account(*account), membership or {}
    )


def _account(name: str | None, plan: str | None, stage: str | None, arr: float | None, traits: Any) -> dict[str, Any]:
    known = {"name": name, "plan": plan, "stage": stage, "arr": arr}
    return {**(traits or {}), **{key: value for key, value in known.items() if value not in (None, "")}}
