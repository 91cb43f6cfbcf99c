"""One live version of a guide, made ready to be decided about and delivered thousands of times."""

from __future__ import annotations

from collections.abc import Mapping
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
from server.delivery.decided import Decide, decided
from server.delivery.eligibility import may_start_again, told_state
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


@dataclass
class LiveGuide:
    """One live version, ready to be delivered in any language."""

    guide: Guide
    version: int
    languages: list[str]
    _texts: dict[str, _Text] = field(default_factory=dict)

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
        trigger = self.guide.trigger.model_dump(include={"page", "delay_seconds", "manual"})
        return trigger | ({"manual": True} if waits_to_be_read(self.guide) else {})

    @cached_property
    def decide(self) -> Decide | None:
        """Answers whether the condition holds; None: it always does."""
        return None if self.condition is None else decided(self.condition)

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
    ) -> bytes:
        """The delivered guide as JSON. All that does not depend on the person is encoded once per language."""
        text = self._texts.get(wanted) or self._text(wanted)
        if when is True and not state and not values and not self.branches:
            return text.whole
        # News that was read is there to be read again, and does not open by itself.
        over = self.is_news and state and facts.now and not may_start_again(self.guide.frequency, state, facts.now)
        again = {"manual": True} if over else {}
        own: dict[str, Any] = {
            "trigger": {**self._trigger, "when": when, **again},
            "state": told_state(self.guide, state),
            "values": values,
        }
        if self.branches:
            own["steps"] = self._branched(text.tag, facts)
        return text.fixed + _encode(own)[1:]

    def language_for(self, wanted: str) -> str:
        """The person's language, else the environment's in order, else the guide's own."""
        for language in (wanted, *self.languages):
            tag = best_language(self.guide, language)
            if _base(tag) == _base(language):
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
        fixed = self._fixed(tag)
        usual = {"trigger": {**self._trigger, "when": True}, "state": None, "values": {}}
        return _Text(tag, fixed, fixed + _encode(usual)[1:])

    def _fixed(self, tag: str) -> bytes:
        """The JSON object up to its last brace, so that the person's own part can follow."""
        document = self._delivered(tag)
        for own in ("trigger", "state", "values", *(("steps",) if self.branches else ())):
            del document[own]
        return _encode(document)[:-1] + b","

    def _delivered(self, tag: str) -> dict[str, Any]:
        guide = localise(self.guide, tag)
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
            theme=guide.theme,
            progress=guide.progress,
            resume=guide.resume,
            survey=guide.survey or (Survey() if guide.kind == "survey" else None),
            in_news=guide.in_news,
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


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].casefold()
