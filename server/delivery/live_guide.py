"""One live version of a guide, made ready to be decided about and delivered thousands of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgspec

from guides.conditions import AllOf, Condition, Facts, reduce
from guides.definition import Guide
from guides.parts.survey import Survey
from guides.showing import Schedule
from guides.standing import is_news, stands, waits_to_be_read
from guides.translation import best_language, localise
from server.delivery.beside import is_personal, personal_parts
from server.delivery.decided import Decide, decided
from server.delivery.eligibility import may_start_again, told_state
from server.delivery.parts import parts_of, with_conditions
from server.delivery.protocol import DeliveredGuide, DeliveredTrigger
from server.delivery.variables import variables_of

_encode = msgspec.json.encode

MOST_NAMES = 200
"""Browsers name languages in many ways; no more names than this are remembered for a guide."""

When = bool | dict[str, Any]
"""Decided, or the residual condition for the page."""


@dataclass(frozen=True)
class _Text:
    """A guide's JSON in one language: up to the person's own part, and whole for somebody new to it."""

    tag: str
    fixed: bytes
    whole: bytes
    parts: list[str]
    """Of the snippet, when the page has no condition to decide."""


@dataclass
class LiveGuide:
    """One live version, ready to be delivered in any language."""

    guide: Guide
    version: int
    languages: list[str]
    published_at: float = 0.0
    """Unix seconds."""
    style: dict[str, str] | None = None
    """CSS custom properties of the theme that the guide names."""
    others: Sequence[LiveGuide] = ()
    """All guides of the environment, for a resource centre's guides and news."""
    _texts: dict[str, _Text] = field(default_factory=dict)
    _localised: dict[str, Guide] = field(default_factory=dict)

    @cached_property
    def condition(self) -> Condition | None:
        """Audience and trigger condition together; None: everybody, always."""
        parts = [part for part in (self.guide.audience, self.guide.trigger.when) if part is not None]
        return parts[0] if len(parts) == 1 else AllOf(all=parts) if parts else None

    @cached_property
    def variables(self) -> frozenset[str]:
        return variables_of(self.guide)

    @cached_property
    def stands(self) -> bool:
        return stands(self.guide)

    @cached_property
    def is_news(self) -> bool:
        return is_news(self.guide)

    @cached_property
    def rests_days(self) -> float:
        """Days since any other survey that must have passed; 0 for what is no survey."""
        return (self.guide.survey or Survey()).wait_days if self.guide.kind == "survey" else 0

    @cached_property
    def branches(self) -> bool:
        """Whether a step goes different ways for different people; then steps are made for each person."""
        return any(step.branch for step in self.guide.steps)

    @cached_property
    def _trigger(self) -> dict[str, Any]:
        trigger = self.guide.trigger.model_dump(mode="json", exclude={"when"})
        return trigger | ({"manual": True} if waits_to_be_read(self.guide) else {})

    @cached_property
    def decide(self) -> Decide | None:
        """Answers whether the condition holds; None: it always does."""
        return None if self.condition is None else decided(self.condition)

    @cached_property
    def is_personal(self) -> bool:
        """Whether it has parts made for each person: a checklist's progress, a resource centre's news."""
        return is_personal(self.guide)

    @cached_property
    def for_everybody(self) -> bool:
        """Whether neither a schedule nor a hold-out keeps anybody away."""
        return self.guide.schedule == Schedule() and not self.guide.experiment.holdout_percent

    def encoded(
        self,
        wanted: str,
        facts: Facts,
        when: bool | dict[str, Any],
        state: Mapping[str, Any] | None,
        values: dict[str, str],
        states: Mapping[str, Any],
    ) -> bytes:
        """The delivered guide as JSON. All that does not depend on the person is encoded once per language."""
        text = self._texts.get(wanted) or self._text(wanted)
        if when is True and not state and not values and not self.branches and not self.is_personal and not self.ends:
            return text.whole
        # News that was read is there to be read again, and does not open by itself.
        over = self.is_news and state and facts.now and not may_start_again(self.guide.frequency, state, facts.now)
        again = {"manual": True} if over else {}
        own: dict[str, Any] = {
            "trigger": {**self._trigger, "when": when, **again},
            "state": told_state(self.guide, state),
            "values": values,
            "needs": with_conditions(text.parts) if isinstance(when, dict) else text.parts,
        }
        if self.ends and facts.now is not None:
            closing = self.guide.schedule.closes_at(facts.now)
            own["trigger"]["until"] = closing and closing.timestamp()
        if self.is_personal:
            own |= personal_parts(self.localised(text.tag), facts, state, states, self.others)
        if self.branches:
            own["steps"] = self._branched(text.tag, facts)
        return text.fixed + _encode(own)[1:]

    @cached_property
    def ends(self) -> bool:
        """Whether a page that stays open may outlive its schedule."""
        schedule = self.guide.schedule
        return bool(schedule.until or schedule.weekdays or schedule.until_hour)

    @cached_property
    def has_rules(self) -> bool:
        """Whether the page has more to mind than page, condition and frequency."""
        return self.ends or self.guide.trigger.struggles is not None or bool(self.guide.trigger.event)

    def localised(self, tag: str) -> Guide:
        """The guide in one of its languages, made once."""
        found = self._localised.get(tag)
        if found is None:
            found = self._localised[tag] = localise(self.guide, tag)
        return found

    def name_in(self, wanted: str) -> str:
        return self.localised(self.language_for(wanted)).name

    def news_in(self, wanted: str) -> dict[str, Any]:
        """What a resource centre shows of an announcement: `protocol.NewsEntry` without the person's own part."""
        guide = self.localised(self.language_for(wanted))
        content = guide.model_dump(mode="json", by_alias=True, include={"steps": {0: {"content"}}})["steps"][0]
        return {
            "guide": guide.key, "version": self.version, "title": guide.name, "at": self.published_at, **content,
        }  # fmt: skip

    def language_for(self, wanted: str) -> str:
        """The person's language, else the environment's in order, else the guide's own."""
        for language in (wanted, *self.languages):
            tag = best_language(self.guide, language)
            if base_of(tag) == base_of(language):
                return tag
        return self.guide.language

    def _text(self, wanted: str) -> _Text:
        """The text in the language for `wanted`, remembered under the name the browser gave."""
        tag = self.language_for(wanted)
        known = next((text for text in self._texts.values() if text.tag == tag), None)
        if len(self._texts) >= MOST_NAMES:
            self._texts.clear()
        return self._texts.setdefault(wanted, known or self._encoded_text(tag))

    def _encoded_text(self, tag: str) -> _Text:
        document = self._delivered(tag)
        fixed, parts = self._fixed(document), parts_of(document)
        usual = {"trigger": {**self._trigger, "when": True}, "state": None, "values": {}, "needs": parts}
        return _Text(tag, fixed, fixed + _encode(usual)[1:], parts)

    def _fixed(self, delivered: dict[str, Any]) -> bytes:
        """The JSON object up to its last brace, so that the person's own part can follow."""
        document = dict(delivered)
        personal = ("checklist", "resource_center") if self.is_personal else ()
        for own in ("trigger", "state", "values", "needs", *personal, *(("steps",) if self.branches else ())):
            del document[own]
        return _encode(document)[:-1] + b","

    def _delivered(self, tag: str) -> dict[str, Any]:
        guide = self.localised(tag)
        delivered = DeliveredGuide(
            key=guide.key,
            kind=guide.kind,
            name=guide.name,
            version=self.version,
            priority=guide.priority,
            language=guide.language,
            trigger=DeliveredTrigger(when=True),
            frequency=guide.frequency,
            steps=guide.steps,
            style=self.style,
            progress=guide.progress,
            resume=guide.resume,
            survey=guide.survey or (Survey() if guide.kind == "survey" else None),
            in_news=guide.in_news,
            needs=[],
        )
        return delivered.model_dump(mode="json", by_alias=True)

    def _branched(self, tag: str, facts: Facts) -> list[dict[str, Any]]:
        """Steps whose branches hold only what the page still has to decide."""
        steps: list[dict[str, Any]] = self._delivered(tag)["steps"]
        for step, document in zip(self.guide.steps, steps, strict=True):
            decided = [(branch, reduce(branch.if_, facts)) for branch in step.branch]
            document["branch"] = [
                {"if": {"all": []} if when is True else when, "go_to": branch.go_to}
                for branch, when in decided
                if when is not False
            ]
        return steps


def base_of(tag: str) -> str:
    """The language without its region or script."""
    return tag.replace("_", "-").split("-")[0].casefold()
