"""Requests and answers of `POST /v1/session`. The snippet's types are generated from these models (`make contract`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from guides.actions import Action
from guides.content import Block
from guides.definition import GuideKind, Progress, Resume, Step
from guides.limits import Limits
from guides.model import LanguageTag
from guides.parts.launcher import Launcher
from guides.parts.resource_center import Article, LinkEntry, Section
from guides.parts.survey import Survey
from guides.showing import Frequency, Struggles


class Lenient(BaseModel):
    """Bodies from browsers: unknown fields are ignored, so that an old or a new snippet is never turned away."""

    model_config = ConfigDict(extra="ignore")


class SessionRequest(Lenient):
    key: str = Field(description="The environment's public write key.", max_length=100)
    person: str | None = Field(
        default=None, max_length=200, description="The id given to identify(); absent: anonymous."
    )
    anonymous_id: str = Field(max_length=100, description="The browser's own random id.")
    token: str | None = Field(default=None, max_length=4000)
    traits: dict[str, JsonValue] = {}
    account: str | None = Field(default=None, max_length=200)
    account_traits: dict[str, JsonValue] = {}
    url: str = Field(default="", max_length=4000)
    language: str = Field(default="en", max_length=40)
    sdk: str = Field(default="", max_length=40)
    start: str | None = Field(
        default=None, max_length=80, description="A guide the app or a link asks for, whatever its rules say."
    )


class RunState(BaseModel):
    """What the server remembers of this person's latest run of a guide; the browser may know more."""

    status: Literal["started", "completed", "dismissed", "failed"]
    run: str
    version: int
    step: str | None = None
    shown: int = Field(description="How many runs this person has had of this guide.")
    last_at: float = Field(description="Unix seconds of the run's last event.")
    done: list[str] = Field(default=[], description="Of a checklist: the tasks done so far, on any device.")


class DeliveredTrigger(BaseModel):
    page: str = ""
    when: bool | dict[str, JsonValue] = Field(
        description="Audience and trigger condition together, reduced: true, or what only the page can decide."
    )
    delay_seconds: float = 0
    manual: bool = False
    event: str = Field(default="", description="Starts when the app tracks this event.")
    struggles: Struggles | None = None
    until: float | None = Field(default=None, description="Unix seconds from which on its schedule is closed.")


class DeliveredItem(BaseModel):
    """A task. `done`: on any device, or as the server sees it.

    `done_when` is what can still prove it on the page: residual conditions, with `{guide, is}` for a guide that has not
    come so far and `{event, at_least}` for how many more of an event it takes. None: done by being chosen. What only
    the server can know (a person's traits, say) is asked again by the next session.
    """

    key: str
    label: str
    text: str = ""
    does: list[Action] = []
    done: bool = False
    done_when: bool | dict[str, JsonValue] | None = None
    shown_when: bool | dict[str, JsonValue] = Field(default=True, description="True, or what the page must decide.")


class DeliveredChecklist(BaseModel):
    order: Literal["any", "fixed"]
    items: list[DeliveredItem]
    launcher: Launcher
    opens_by_itself: bool
    celebrate: bool


class DeliveredEntry(BaseModel):
    """A guide that may be started from the resource centre; it need not be delivered itself."""

    guide: str
    title: str
    page: str = ""
    completed: bool = False


class NewsEntry(BaseModel):
    """An announcement that stays readable. `unread` until the person opened it, on any device."""

    guide: str
    version: int
    title: str
    content: list[Block]
    at: float = Field(description="Unix seconds of its publication.")
    unread: bool = True


class DeliveredCenter(BaseModel):
    title: str
    launcher: Launcher
    sections: list[Section]
    guides: list[DeliveredEntry]
    articles: list[Article]
    links: list[LinkEntry]
    news: list[NewsEntry]


class DeliveredGuide(BaseModel):
    """One live version, in the person's language, with all that the server can decide already decided."""

    key: str
    kind: GuideKind
    name: str
    version: int
    priority: int
    language: LanguageTag
    trigger: DeliveredTrigger
    frequency: Frequency
    steps: list[Step]
    state: RunState | None = None
    style: dict[str, str] | None = Field(default=None, description="CSS custom properties of the theme it names.")
    progress: Progress = "numbers"
    resume: Resume = "at_once"
    survey: Survey | None = None
    in_news: bool = False
    values: dict[str, str] = Field(default={}, description="Variables the content uses, e.g. person.name.")
    checklist: DeliveredChecklist | None = None
    resource_center: DeliveredCenter | None = None
    needs: list[str] = Field(description="Files of the snippet that it needs besides shirube.js, e.g. more.js.")


class SessionSettings(BaseModel):
    language: str = Field(description="The language of the snippet's own words (Next, Close, …): en or ja.")
    theme: dict[str, str] = Field(default={}, description="CSS custom properties of the workspace's default theme.")
    limits: Limits | None = Field(default=None, description="How much of guides one person meets.")
    notices_frustration: bool = Field(default=False, description="Rage and dead clicks and errors are recorded.")
    report_words: bool = Field(
        default=True, description="Whether reports of changed elements may hold the names of controls."
    )
    quiet_seconds: float = Field(default=0, description="Minimum gap between two guides that start by themselves.")


class SessionAnswer(BaseModel):
    person: str | None
    guides: list[DeliveredGuide]
    settings: SessionSettings
    starts: dict[str, tuple[float, str | None]] = Field(
        default={}, description="Run → Unix seconds and group of each guide that interrupted in the last seven days."
    )
    start: str | None = Field(default=None, description="The guide that the address asks for (`?shirube=KEY`).")
    rules: bool = Field(default=False, description="Limits, ends of schedules, events or struggles must be minded.")
    server_time: float = Field(description="Unix seconds, to correct the browser's clock.")


class EventIn(Lenient):
    """One event as the snippet sends it. The collector reads raw bytes with msgspec; this is its documentation."""

    id: str
    type: str
    at: str
    person: str | None = None
    anonymous_id: str | None = None
    account: str | None = None
    session: str | None = None
    run: str | None = None
    guide: str | None = None
    version: int | None = None
    step: str | None = None
    url: str | None = None
    props: dict[str, Any] = {}


class EventBatch(Lenient):
    key: str
    token: str | None = None
    sent_at: str | None = None
    sdk: str = ""
    events: list[EventIn]


class EventResult(BaseModel):
    id: str
    status: Literal["ok", "duplicate", "rejected", "retry"]
    error: str | None = None


class EventsAnswer(BaseModel):
    accepted: int
    results: list[EventResult] = Field(description="Only the events that are not plainly ok.")
    stopped: bool = Field(False, description="All guides of the environment are off: the page takes them away now.")
