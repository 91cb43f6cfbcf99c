"""What can happen: one event type for everything, from the browser to the store.

An event is a fact in the past tense. The snippet, the Segment-compatible endpoints, imports and the demo make these.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

EventId = Annotated[str, Meta(min_length=1, max_length=100)]
EventType = Annotated[str, Meta(min_length=1, max_length=100)]
Name = Annotated[str, Meta(max_length=200)]
Url = Annotated[str, Meta(max_length=4000)]
Moment = Annotated[datetime, Meta(tz=True)]
VersionNumber = Annotated[int, Meta(ge=0, le=2**31 - 1)]

TAXONOMY: dict[str, str] = {
    "session_started": "A person opened the app: the first page of a browser session.",
    "page_viewed": "A page, or a view of a single-page app, was opened. props: title, referrer.",
    "person_identified": "identify() was called. props: traits.",
    "account_grouped": "group() was called. props: traits of the account, membership of the person in it.",
    "guide_started": "A run began.",
    "step_seen": "A step was shown and visible. Seen is never done.",
    "step_acted": "The step's own action was done.",
    "step_verified": "An event or state of the app proved that the step was done.",
    "step_skipped": "The step was passed over, by the person or because its target was missing.",
    "step_failed": "The step could not be shown. props: reason, candidates (what looked most like a missing target).",
    "step_target_changed": "The step's target was found, but looks different now. props: target, chance, reasons.",
    "guide_completed": "The run reached its end.",
    "guide_dismissed": "The person closed the guide. props: step.",
    "guide_failed": "The run could not go on. props: reason.",
    "checklist_task_completed": "A task of a checklist was done; step is its key. props: task.",
    "center_searched": "Something was looked for in a resource centre. props: query, results.",
    "article_viewed": "An article of a resource centre was opened; step is its key. props: title, query.",
    "news_read": "An announcement was read in a resource centre; step is the announcement's key. props: title.",
    "survey_answered": "A question was answered. props: question, ask, answer, label, score, response, partial.",
    "feedback_given": "One tap on a step: useful or not. props as of survey_answered; score 1 or 0.",
    "feature_used": "A feature the team watches was used. props: feature.",
    "rage_clicked": "Three or more clicks, each within 1 s and 30 px of the one before.",
    "dead_clicked": "A click without any effect within 2.5 s.",
    "error_seen": "The app showed or threw an error. props: message.",
    "help_requested": "The person asked for help.",
}
"""Our own types and what they mean. Any other name is an event of the customer's own (`track`)."""

RUN_TYPES = frozenset(name for name in TAXONOMY if name.startswith(("guide_", "step_")))
"""Events that belong to a run of a guide."""


class Event(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One thing that happened. `at` is aware; without `person` the `anonymous_id` stands for the person."""

    id: EventId
    type: EventType
    at: Moment
    person: Name | None = None
    anonymous_id: Name | None = None
    account: Name | None = None
    session: Name | None = None
    run: Name | None = None
    guide: Name | None = None
    version: VersionNumber | None = None
    step: Name | None = None
    url: Url | None = None
    props: dict[str, Any] = {}


class StoredEvent(Event, kw_only=True, omit_defaults=True):
    """A line of a segment: the event, where it belongs and when it came.

    `at` is corrected for the sender's clock; `original_at` keeps what the sender said, when that differs.
    """

    environment: str
    received_at: datetime
    original_at: datetime | None = None


def stored(event: Event, environment: str, received_at: datetime, at: datetime | None = None) -> StoredEvent:
    """The event as a segment keeps it; `at` replaces the event's own time, which is then kept as `original_at`."""
    corrected = at is not None and at != event.at
    return StoredEvent(
        id=event.id,
        type=event.type,
        at=at if corrected and at is not None else event.at,
        person=event.person,
        anonymous_id=event.anonymous_id,
        account=event.account,
        session=event.session,
        run=event.run,
        guide=event.guide,
        version=event.version,
        step=event.step,
        url=event.url,
        props=event.props,
        environment=environment,
        received_at=received_at,
        original_at=event.at if corrected else None,
    )


_encoder = msgspec.json.Encoder()


def to_line(event: StoredEvent) -> bytes:
    """One line of a segment, with its end. Its times are in UTC: the store reads no offsets."""
    if event.at.tzinfo is not UTC:
        event.at = event.at.astimezone(UTC)
    if event.received_at.tzinfo is not UTC:
        event.received_at = event.received_at.astimezone(UTC)
    if event.original_at is not None and event.original_at.tzinfo is not UTC:
        event.original_at = event.original_at.astimezone(UTC)
    return _encoder.encode(event) + b"\n"
