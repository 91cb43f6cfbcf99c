"""Conditions: one boolean tree over what is known of a person, their account, the page and the moment.

`reduce` answers what the server can and leaves the rest for the snippet. Both sides evaluate the same table of
cases (`tests/contract/conditions.json`). An absent value satisfies only `not` and `is_empty`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, JsonValue, Tag, model_validator

from guides.model import Key, Model, ShortText
from guides.target import Target

Scalar = str | int | float | bool
GuideState = Literal["not_started", "started", "completed", "dismissed"]


class Comparison(Model):
    """How a value is compared. Exactly one comparison is given."""

    is_: Scalar | None = Field(default=None, alias="is")
    in_: Annotated[list[Scalar], Field(max_length=200)] | None = Field(default=None, alias="in")
    contains: str | None = None
    starts_with: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    before: datetime | None = None
    after: datetime | None = None
    is_empty: bool | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> Comparison:
        given = [name for name in Comparison.model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            names = "is, in, contains, starts_with, at_least, at_most, before, after, is_empty"
            raise ValueError(f"give exactly one comparison ({names}), not {len(given)}")
        return self


class PersonIs(Comparison):
    person: ShortText


class AccountIs(Comparison):
    account: ShortText


class MembershipIs(Comparison):
    """About the person's place in the account they are using now, e.g. `{membership: role, is: admin}`."""

    membership: ShortText


class LanguageIs(Comparison):
    language: Literal[True] = True


# Before anything is decided, `guides.segments.with_segments` puts the segment's conditions in its place.
class InSegment(Model):
    segment: Key


class GuideIs(Model):
    guide: Key
    is_: GuideState = Field(alias="is")


class StuckAt(Model):
    """The person has an open finding of being stuck at this guide, or at one step of it."""

    stuck: Key
    step: Key | None = None


class EventCount(Model):
    """How often the person did something in the last `within_days` days."""

    event: ShortText
    at_least: Annotated[int, Field(ge=0)] = 1
    at_most: Annotated[int, Field(ge=0)] | None = None
    within_days: Annotated[int, Field(ge=1, le=90)] = 30


class PageIs(Model):
    page: ShortText = Field(description="A path with * wildcards, or a full address; see `guides/pages.py`.")


class ElementIs(Model):
    element: Literal["present", "absent"]
    target: Target


class AnswerIs(Comparison):
    """About what the person answered in this run: `{answer: how-likely, at_least: 9}`."""

    answer: Key


class DeviceIs(Model):
    device: Literal["desktop", "tablet", "phone"]


class TimeIs(Model):
    time: Literal["between"] = "between"
    after: datetime | None = None
    before: datetime | None = None


class AllOf(Model):
    all: list[Condition]


class AnyOf(Model):
    any: list[Condition]


class NotOf(Model):
    not_: Condition = Field(alias="not")


_TAGS = ("all", "any", "not", "person", "account", "membership", "language", "segment", "guide", "stuck", "event",
         "page", "element", "answer", "device", "time")  # fmt: skip


def _tag(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((tag for tag in _TAGS if tag in value), None)
    return next((tag for tag in _TAGS if hasattr(value, tag) or hasattr(value, tag + "_")), None)


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[PersonIs, Tag("person")]
    | Annotated[AccountIs, Tag("account")]
    | Annotated[MembershipIs, Tag("membership")]
    | Annotated[LanguageIs, Tag("language")]
    | Annotated[InSegment, Tag("segment")]
    | Annotated[GuideIs, Tag("guide")]
    | Annotated[StuckAt, Tag("stuck")]
    | Annotated[EventCount, Tag("event")]
    | Annotated[PageIs, Tag("page")]
    | Annotated[ElementIs, Tag("element")]
    | Annotated[AnswerIs, Tag("answer")]
    | Annotated[DeviceIs, Tag("device")]
    | Annotated[TimeIs, Tag("time")],
    Discriminator(
        _tag,
        custom_error_type="unknown_condition",
        custom_error_message="a condition has one of: " + ", ".join(_TAGS),
    ),
]
for _model in (AllOf, AnyOf, NotOf):
    _model.model_rebuild()


@dataclass(frozen=True)
class Facts:
    """What the server knows about one person now. `None` for a whole topic means: not known here, leave it."""

    person: Mapping[str, Any] = field(default_factory=dict)
    account: Mapping[str, Any] = field(default_factory=dict)
    membership: Mapping[str, Any] = field(default_factory=dict)
    guides: Mapping[str, GuideState] = field(default_factory=dict)
    stuck_at: Collection[str] = ()
    """Where the person is stuck now: `guide` and `guide/step` for each finding."""
    event_days: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How often each event happened on each day: `{"invoice_created": {"2026-11-20": 2}}` (UTC days)."""
    language: str | None = None
    now: datetime | None = None


Reduced = bool | dict[str, JsonValue]
"""True or False when decided; otherwise the residual tree as JSON, for the snippet."""


def reduce(condition: Condition, facts: Facts) -> Reduced:
    """Decide all that `facts` can decide; what only the page knows (page, element, answer, device) remains."""
    if isinstance(condition, AllOf):
        return _combine([reduce(part, facts) for part in condition.all], "all", stops_at=False)
    if isinstance(condition, AnyOf):
        return _combine([reduce(part, facts) for part in condition.any], "any", stops_at=True)
    if isinstance(condition, NotOf):
        inner = reduce(condition.not_, facts)
        return (not inner) if isinstance(inner, bool) else {"not": inner}
    if isinstance(condition, PageIs | ElementIs | AnswerIs | DeviceIs):
        return condition.model_dump(mode="json", by_alias=True, exclude_none=True)
    return _decide(condition, facts)


def _combine(parts: Sequence[Reduced], word: str, stops_at: bool) -> Reduced:
    if any(part is stops_at for part in parts):
        return stops_at
    open_parts: list[JsonValue] = [part for part in parts if not isinstance(part, bool)]
    if not open_parts:
        return not stops_at
    only = open_parts[0]
    return only if len(open_parts) == 1 and isinstance(only, dict) else {word: open_parts}


def _decide(condition: Any, facts: Facts) -> Reduced:
    match condition:
        case PersonIs():
            return holds(condition, facts.person.get(condition.person))
        case AccountIs():
            return holds(condition, facts.account.get(condition.account))
        case MembershipIs():
            return holds(condition, facts.membership.get(condition.membership))
        case LanguageIs():
            return holds(condition, facts.language)
        case InSegment():
            return False  # still here: there is no such segment
        case GuideIs():
            return facts.guides.get(condition.guide, "not_started") == condition.is_
        case StuckAt():
            return (f"{condition.stuck}/{condition.step}" if condition.step else condition.stuck) in facts.stuck_at
        case EventCount():
            return _counted(condition, facts)
        case TimeIs():
            return _in_time(condition, facts)
    raise TypeError(f"no rule for {type(condition).__name__}")


def _counted(condition: EventCount, facts: Facts) -> bool:
    if facts.now is None:
        return False
    count = times_done(condition, facts)
    return count >= condition.at_least and (condition.at_most is None or count <= condition.at_most)


def times_done(condition: EventCount, facts: Facts) -> int:
    """How often the event came within the condition's days."""
    if facts.now is None:
        return 0
    today = facts.now.date()
    days = facts.event_days.get(condition.event, {})
    return sum(n for day, n in days.items() if 0 <= (today - _day(day)).days < condition.within_days)


def _day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def _in_time(condition: TimeIs, facts: Facts) -> bool:
    if facts.now is None:
        return False
    after, before = condition.after, condition.before
    return (after is None or facts.now >= after) and (before is None or facts.now < before)


def holds(comparison: Comparison, value: Any) -> bool:
    """Whether one value satisfies one comparison. Text is compared without regard to case."""
    if comparison.is_empty is not None:
        return (value is None or value in ("", [])) is comparison.is_empty
    if value is None:
        return False
    if comparison.is_ is not None:
        return _same(value, comparison.is_)
    if comparison.in_ is not None:
        return any(_same(value, option) for option in comparison.in_)
    if comparison.contains is not None:
        return _contains(value, comparison.contains)
    if comparison.starts_with is not None:
        return str(value).casefold().startswith(comparison.starts_with.casefold())
    if comparison.at_least is not None or comparison.at_most is not None:
        return _between(value, comparison.at_least, comparison.at_most)
    return _dated(value, comparison.after, comparison.before)


def _same(value: Any, wanted: Scalar) -> bool:
    if isinstance(value, list):
        return any(_same(item, wanted) for item in value)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return value == wanted
    return str(value).casefold() == str(wanted).casefold()


def _contains(value: Any, part: str) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(part.casefold() in str(item).casefold() for item in items)


def _between(value: Any, least: float | None, most: float | None) -> bool:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return False
    return (least is None or number >= least) and (most is None or number <= most)


def _dated(value: Any, after: datetime | None, before: datetime | None) -> bool:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return (after is None or _aware(moment) >= _aware(after)) and (before is None or _aware(moment) < _aware(before))


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
