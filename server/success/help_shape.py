"""A request for help as other systems see it. Fields are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, Field

from server.models import Account, HelpRequest, Person
from server.success.finding_shape import AccountRef, NamedRef, account_ref, person_ref
from server.success.names import GuideNames


class HelpRequestOut(BaseModel):
    """Who asks, from where, in what words, and what the person had tried."""

    id: str
    state: str
    person: NamedRef | None
    account: AccountRef | None
    guide: NamedRef | None
    step: NamedRef | None
    run: str | None
    page: str = Field(description="Where the person was in the app.")
    message: str
    tried: list[Any] = Field(description="What the snippet saw just before, oldest first.")
    asked_at: datetime
    url: str = Field(description="The page that shows it.")


def shape_of(
    row: HelpRequest, names: GuideNames, people: Mapping[str, Person], accounts: Mapping[str, Account], root: str
) -> HelpRequestOut:
    """`root` is the server's public address."""
    guide, step = row.guide_key, row.step_key
    return HelpRequestOut(
        id=row.id,
        state=row.state,
        person=person_ref(row.person_key, people),
        account=account_ref(row.account_key, accounts),
        guide=NamedRef(key=guide, name=names.guide(guide)) if guide else None,
        step=NamedRef(key=step, name=names.step(guide, step)) if step else None,
        run=row.run,
        page=row.url,
        message=row.message,
        tried=row.tried,
        asked_at=row.asked_at,
        url=f"{root}/help/{quote(row.id)}",
    )
