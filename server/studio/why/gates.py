"""“Why doesn't it show?”: every gate between one guide and one person on one page, in the order they are asked.

What the server decides is asked of the very functions that deliver (`server.delivery.gates`, and the shortlist itself
for the verdict); what the snippet decides is asked of the rules that both pass the same tables (`tests/contract`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from guides.conditions import AllOf, Condition, DeviceIs, ElementIs, Facts, PageIs, Reduced, reduce
from guides.definition import Guide
from guides.limits import held_back_by
from guides.pages import page_matches
from guides.repair import target_digest
from guides.segments import with_segments
from guides.standing import stands, waits_to_be_read
from guides.turn import in_turn
from server.delivery.gates import asked_lately, in_schedule, is_due, outside_hold_out, run_goes_on
from server.delivery.live import LiveEnvironment
from server.delivery.live_guide import LiveGuide
from server.delivery.session import Asked, facts_of, linked_guide
from server.delivery.shortlist import Offer
from server.models import Environment, GuideRow, Person, Publication, TargetReport
from server.stores.session_facts import SessionFacts

GateName = Literal[
    "published", "paused", "stopped", "snippet", "asked_for", "schedule", "hold_out", "resume", "frequency", "audience",
    "condition", "survey_rest", "start", "page", "limits", "turn", "target",
]  # fmt: skip


@dataclass(frozen=True)
class Gate:
    """One gate. `open` None: only the page can tell, or it decides nothing here. `facts` is what was found."""

    name: GateName
    open: bool | None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """Who looks at which page, and what is known of the guide there. `live` is what would be delivered."""

    row: GuideRow
    environment: Environment
    publication: Publication | None
    live: LiveGuide
    guide: Guide
    """As its authors wrote it: what `live` delivers, with the names of segments."""
    segments: Mapping[str, Condition]
    around: LiveEnvironment
    asked: Asked
    known: SessionFacts
    person: Person | None
    now: datetime
    elsewhere: Sequence[str] = ()
    """Names of other environments in which the guide is live."""
    reports: Sequence[TargetReport] = ()

    @property
    def who(self) -> str:
        return self.asked.person or self.asked.anonymous_id

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.asked, self.known, self.now)

    @property
    def states(self) -> Mapping[str, Any]:
        return self.known.guide_states

    @property
    def state(self) -> Mapping[str, Any] | None:
        return self.states.get(self.guide.key)

    @cached_property
    def offers(self) -> Sequence[Offer]:
        """What `POST /v1/session` would deliver."""
        return self.around.shortlist.of(self.who, self.states, self.facts, linked_guide(self.asked.url)).offers

    @property
    def delivered(self) -> bool:
        """The verdict of delivery itself."""
        return any(offer.live.guide.key == self.guide.key for offer in self.offers)


def gates_of(at: Situation) -> list[Gate]:
    """Every gate in order. The guide shows when none is closed and those that are open to the page hold there."""
    return [*_of_the_environment(at), *_of_the_person(at), *_of_the_page(at)]


def _of_the_environment(at: Situation) -> Iterator[Gate]:
    live = at.publication is not None and at.row.archived_at is None
    yield Gate("published", live, {"archived": at.row.archived_at is not None, "elsewhere": list(at.elsewhere)})
    if live and at.publication is not None:
        yield Gate("paused", not at.publication.paused, {"since": at.publication.changed_at})
    yield Gate("stopped", at.environment.stopped_at is None, {"since": at.environment.stopped_at})
    yield Gate("snippet", at.person is not None, {"last_seen": at.person.last_seen_at if at.person else None})


def _of_the_person(at: Situation) -> Iterator[Gate]:
    if linked_guide(at.asked.url) == at.guide.key:
        yield Gate("asked_for", True)
        return
    yield Gate("schedule", in_schedule(at.live, at.facts), {"schedule": at.guide.schedule})
    percent = at.guide.experiment.holdout_percent
    yield Gate("hold_out", outside_hold_out(at.live, at.who), {"percent": percent})
    if run_goes_on(at.live, at.state, at.facts):
        yield Gate("resume", True, {"state": at.state})
        return
    yield Gate("frequency", is_due(at.live, at.state, at.facts), {"state": at.state})
    for name, condition in _conditions(at.guide):
        yield Gate(name, is_open(at, condition), {"condition": condition})
    if at.live.rests_days:
        met = [other for other in at.around.shortlist.known(at.states) if other.guide.kind == "survey"]
        yield Gate("survey_rest", not asked_lately(at.live, met, at.states, at.facts), {"days": at.live.rests_days})


def _conditions(guide: Guide) -> Iterator[tuple[GateName, Condition]]:
    """The audience row by row where all rows must hold, then what the trigger waits for."""
    sides: list[tuple[GateName, Condition | None]] = [("audience", guide.audience), ("condition", guide.trigger.when)]
    for name, condition in sides:
        for part in condition.all if isinstance(condition, AllOf) else [condition] if condition is not None else []:
            yield name, part


def is_open(at: Situation, condition: Condition) -> bool | None:
    """Whether a condition holds for the person there; None: only the page can tell."""
    return _open(reduce(with_segments(condition, at.segments), at.facts), at.asked.url)


def _open(reduced: Reduced, url: str) -> bool | None:
    """What is left for the page is decided as far as an address can."""
    if isinstance(reduced, bool):
        return reduced
    if "page" in reduced and url:
        return page_matches(str(reduced["page"]), url)
    if "not" in reduced:
        inner: Any = reduced["not"]
        known = _open(inner, url)
        return None if known is None else not known
    return None


def _of_the_page(at: Situation) -> Iterator[Gate]:
    if linked_guide(at.asked.url) == at.guide.key:
        return
    goes_on = run_goes_on(at.live, at.state, at.facts)
    if not goes_on:
        yield from _start(at)
    pattern = _page_of(at.guide)
    yield Gate("page", page_matches(pattern, at.asked.url) if at.asked.url else None, {"pattern": pattern})
    if at.around.limits is not None and not goes_on:
        starts = list(at.around.counted_starts(at.known.guide_starts, at.now).values())
        held = held_back_by(at.guide, at.around.limits, starts, at.now.timestamp())
        yield Gate("limits", held is None, {"held": held})
    if not stands(at.guide) and at.asked.url:
        first, certain = _before(at)
        closed = False if certain else None
        yield Gate("turn", True if first is None else closed, {"first": first})
    yield from _target(at)


def _start(at: Situation) -> Iterator[Gate]:
    trigger = at.guide.trigger
    if trigger.manual or waits_to_be_read(at.guide):
        yield Gate("start", False, {"manual": True})
    elif trigger.event or trigger.struggles is not None:
        yield Gate("start", None, {"event": trigger.event})


def _page_of(guide: Guide) -> str:
    """Without a page of its own, a guide that plays starts where its first step is."""
    if guide.trigger.page or stands(guide) or not guide.steps:
        return guide.trigger.page
    return guide.steps[0].page


def _before(at: Situation) -> tuple[Guide | None, bool]:
    """The guide that goes first on this page, if it is another one; and whether that is certain."""
    rivals = [(offer.live.guide, offer) for offer in at.offers if _competes(at, offer)]
    for guide, offer in in_turn([*rivals, (at.guide, None)], at.states):
        if guide.key == at.guide.key:
            return None, True
        if offer is not None:
            return guide, offer.when is True and not guide.trigger.event and guide.trigger.struggles is None
    return None, True


def _competes(at: Situation, offer: Offer) -> bool:
    guide = offer.live.guide
    if guide.key == at.guide.key or stands(guide) or guide.trigger.manual or waits_to_be_read(guide):
        return False
    starts = list(at.around.counted_starts(at.known.guide_starts, at.now).values())
    limits = at.around.limits
    held = limits is not None and held_back_by(guide, limits, starts, at.now.timestamp()) is not None
    goes_on = run_goes_on(offer.live, at.states.get(guide.key), at.facts)
    due = goes_on or is_due(offer.live, at.states.get(guide.key), at.facts)
    return due and not held and page_matches(_page_of(guide), at.asked.url)


def _target(at: Situation) -> Iterator[Gate]:
    """Whether people could find the first element lately; delivery does not ask, but the step cannot be shown."""
    step = next((step for step in at.guide.steps if step.kind != "hidden"), None)
    if step is None or step.target is None:
        return
    was = target_digest(step.target)
    missing = [one for one in at.reports if (one.step_key, one.was, one.kind) == (step.key, was, "missing")]
    yield Gate("target", not missing, {"step": step, "report": missing[0] if missing else None})


def only_the_page_knows(condition: Condition) -> bool:
    """Whether a condition is about what only a browser sees."""
    return isinstance(condition, PageIs | ElementIs | DeviceIs)
