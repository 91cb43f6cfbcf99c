"""What the API takes and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from server.models import Account, Environment, GuideRow, GuideVersion, Person, Publication


class Problem(BaseModel):
    """RFC 9457."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str = ""


class LintProblem(BaseModel):
    severity: Literal["error", "warning"]
    where: str
    message: str


class EnvironmentOut(BaseModel):
    key: str
    name: str
    write_key: str
    app_url: str
    languages: list[str]
    currency: str

    @classmethod
    def of(cls, row: Environment) -> EnvironmentOut:
        return cls.model_validate(row, from_attributes=True)


class Me(BaseModel):
    """What this token may do, and where."""

    token: str
    role: str
    environment: str
    environments: list[EnvironmentOut]


class LiveOut(BaseModel):
    """What is shown in the environment asked about."""

    version: int
    paused: bool
    changed_at: datetime

    @classmethod
    def of(cls, version: GuideVersion, publication: Publication) -> LiveOut:
        return cls(version=version.number, paused=publication.paused, changed_at=publication.changed_at)


class GuideOut(BaseModel):
    key: str
    kind: str
    name: str
    revision: int = Field(description="Counts the draft's saves.")
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    live: LiveOut | None = Field(description="Null when not published in the environment asked about.")

    @classmethod
    def of(cls, row: GuideRow, live: LiveOut | None) -> GuideOut:
        shown = {name: getattr(row, name) for name in cls.model_fields if name != "live"}
        return cls(**shown, live=live)


class DraftOut(BaseModel):
    definition: dict[str, Any] = Field(description="The guide's definition; see the JSON Schema of guides.")
    revision: int
    problems: list[LintProblem]


class DefinitionIn(BaseModel):
    definition: dict[str, JsonValue]


class PublishIn(BaseModel):
    note: str = Field(default="", max_length=1000)
    revision: int | None = Field(default=None, description="Publish only if the draft still has this revision.")


class RollBackIn(BaseModel):
    version: int = Field(ge=1)


class VersionOut(BaseModel):
    number: int
    note: str
    published_at: datetime

    @classmethod
    def of(cls, row: GuideVersion) -> VersionOut:
        return cls(number=row.number, note=row.note, published_at=row.published_at)


class VersionWithDefinition(VersionOut):
    definition: dict[str, Any]


class PersonOut(BaseModel):
    key: str
    anonymous: bool
    name: str
    traits: dict[str, Any]
    first_seen_at: datetime
    last_seen_at: datetime

    @classmethod
    def of(cls, row: Person) -> PersonOut:
        return cls.model_validate(row, from_attributes=True)


class AccountOut(BaseModel):
    key: str
    name: str
    plan: str
    stage: str
    arr: float | None
    traits: dict[str, Any]
    first_seen_at: datetime
    last_seen_at: datetime

    @classmethod
    def of(cls, row: Account) -> AccountOut:
        return cls.model_validate(row, from_attributes=True)
