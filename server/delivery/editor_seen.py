"""A draft as somebody would see it: in one of its languages, with a person's values, along the ways they would go."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, JsonValue
from sqlmodel import Session

from guides.conditions import Facts, reduce
from guides.definition import Guide
from server.database import SessionDep
from server.delivery.editor_sessions import Editing, EditingDep
from server.delivery.live_guide import LiveGuide
from server.delivery.session import Asked, facts_of
from server.delivery.variables import values_for
from server.services import Services, services_of
from server.stores.directory import Directory
from server.stores.people import PersonStore
from server.studio.drafts.definitions import read_definition

router = APIRouter(prefix="/v1/editor", include_in_schema=False)
MOST_FOUND = 8


class Seeing(BaseModel):
    """Who looks: `person` empty for somebody unknown, `language` empty for the guide's own."""

    definition: dict[str, JsonValue]
    person: str = Field(default="", max_length=200)
    language: str = Field(default="", max_length=40)


@router.get("/people")
def find_people(
    session: SessionDep, editing: EditingDep, search: Annotated[str, Query(max_length=100)] = ""
) -> dict[str, Any]:
    """The first few people whose name or id has these words, those seen last first; only what tells them apart."""
    found = Directory(session, editing.scope).people(search.strip(), "seen", "", MOST_FOUND, 0)
    return {
        "people": [
            {
                "key": line.person.key,
                "name": line.person.name or line.person.key,
                "account": next((account.name or account.key for account in line.accounts), ""),
            }
            for line in found.lines
        ]
    }


@router.post("/seen")
def see_draft(request: Request, session: SessionDep, editing: EditingDep, body: Seeing) -> dict[str, Any]:
    """The definition, saved or not, made ready as a live guide would be (`protocol.DeliveredGuide`).

    `meant_for`: whether the audience takes them; null where the page decides. Raises `NotFound` for an unknown person.
    """
    guide = read_definition(body.definition, editing.guide.key)
    language = body.language or guide.language
    facts = _facts(services_of(request), editing, session, body.person, language)
    live = LiveGuide(guide, 0, editing.environment.languages)
    values = values_for(live.variables, facts.person, facts.account)
    delivered = live.encoded(language, facts, True, None, values, {})
    return {"guide": msgspec.json.decode(delivered), "meant_for": _meant_for(guide, facts)}


def _facts(services: Services, editing: Editing, session: Session, person: str, language: str) -> Facts:
    if not person:
        return Facts(language=language, now=services.clock())
    row = PersonStore(session, editing.scope).get(person)
    accounts = Directory(session, editing.scope).accounts_of([row.id]).get(row.id, [])
    asked = Asked(
        key=editing.environment.write_key, anonymous_id=person, person=person,
        account=accounts[0].key if accounts else None, language=language,
    )  # fmt: skip
    known = services.session_facts.read(asked.key, person, asked.account)
    assert known is not None, "the environment has this write key"
    return facts_of(asked, known, services.clock())


def _meant_for(guide: Guide, facts: Facts) -> bool | None:
    decided = True if guide.audience is None else reduce(guide.audience, facts)
    return decided if isinstance(decided, bool) else None
