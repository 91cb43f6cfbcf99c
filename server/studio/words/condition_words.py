"""Conditions and settings, said in plain sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guides.conditions import (
    AccountIs,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    DeviceIs,
    ElementIs,
    EventCount,
    GuideIs,
    InSegment,
    LanguageIs,
    MembershipIs,
    NotOf,
    PageIs,
    PersonIs,
    StuckAt,
    TimeIs,
)
from server.studio.words.target_words import target_words
from server.words import N_

Translate = Callable[[str], str]
NO_NAMES: Mapping[str, str] = {}

COMPARISONS: dict[str, str] = {
    "is_": N_("%(subject)s is %(value)s"),
    "in_": N_("%(subject)s is one of %(value)s"),
    "contains": N_("%(subject)s contains %(value)s"),
    "starts_with": N_("%(subject)s starts with %(value)s"),
    "at_least": N_("%(subject)s is at least %(value)s"),
    "at_most": N_("%(subject)s is at most %(value)s"),
    "before": N_("%(subject)s is before %(value)s"),
    "after": N_("%(subject)s is %(value)s or later"),
}
NEGATED: dict[str, str] = {
    "is_": N_("%(subject)s is not %(value)s"),
    "in_": N_("%(subject)s is none of %(value)s"),
    "contains": N_("%(subject)s does not contain %(value)s"),
}
NOT_IN_STATE: dict[str, str] = {
    "not_started": N_("they have met the guide %(guide)s"),
    "started": N_("they are not in the middle of the guide %(guide)s"),
    "completed": N_("they have not completed the guide %(guide)s"),
    "dismissed": N_("they have not left the guide %(guide)s"),
}
GUIDE_STATES: dict[str, str] = {
    "not_started": N_("they have not started the guide %(guide)s"),
    "started": N_("they have started the guide %(guide)s"),
    "completed": N_("they have completed the guide %(guide)s"),
    "dismissed": N_("they have left the guide %(guide)s"),
}
DEVICES: dict[str, str] = {"desktop": N_("a computer"), "tablet": N_("a tablet"), "phone": N_("a phone")}
KNOWN_ACCOUNT: dict[str, str] = {
    "plan": N_("the account's plan"),
    "stage": N_("the account's stage"),
    "arr": N_("the account's yearly revenue"),
    "name": N_("the account's name"),
}


class ConditionWords:
    """Says conditions. `guide_names` and `segment_names` map keys to names."""

    def __init__(
        self, translate: Translate, guide_names: Mapping[str, str], segment_names: Mapping[str, str] = NO_NAMES
    ) -> None:
        self._ = translate
        self.guide_names = guide_names
        self.segment_names = segment_names

    def say(self, condition: Condition, inside: bool = False) -> str:
        """One phrase; `inside` another one, joined conditions are put in brackets."""
        match condition:
            case AllOf():
                return self._join(condition.all, self._(N_(" and ")), inside)
            case AnyOf():
                return self._join(condition.any, self._(N_(" or ")), inside)
            case NotOf():
                return self._negated(condition.not_)
            case PersonIs() | AccountIs() | MembershipIs() | LanguageIs():
                return self._comparison(condition)
            case GuideIs():
                return self._state(condition, GUIDE_STATES)
            case StuckAt():
                return self._stuck(condition)
            case EventCount():
                return self._event(condition)
        return self._of_the_page(condition)

    def _join(self, parts: list[Condition], word: str, inside: bool) -> str:
        said = word.join(self.say(part, inside=True) for part in parts) or self._(N_("everybody"))
        return f"({said})" if inside and len(parts) > 1 else said

    def _negated(self, condition: Condition) -> str:
        if isinstance(condition, GuideIs) and condition.is_ in NOT_IN_STATE:
            return self._state(condition, NOT_IN_STATE)
        if isinstance(condition, InSegment):
            return self._segment(condition, N_("they do not belong to the segment %(segment)s"))
        if isinstance(condition, EventCount) and condition.at_least == 1 and condition.at_most is None:
            return self._event(condition.model_copy(update={"at_least": 0, "at_most": 0}))
        if isinstance(condition, Comparison):
            name = next((name for name in NEGATED if getattr(condition, name) is not None), "")
            if name:
                values = {"subject": self.subject(condition), "value": self._value(getattr(condition, name))}
                return self._(NEGATED[name]) % values
        return self._(N_("not (%(condition)s)")) % {"condition": self.say(condition)}

    def _state(self, condition: GuideIs, words: Mapping[str, str]) -> str:
        guide = self._quoted(self.guide_names.get(condition.guide, condition.guide))
        return self._(words[condition.is_]) % {"guide": guide}

    def _comparison(self, condition: Comparison) -> str:
        subject = self.subject(condition)
        if condition.is_empty is not None:
            message = N_("%(subject)s is unknown") if condition.is_empty else N_("%(subject)s is known")
            return self._(message) % {"subject": subject}
        name = next(name for name in COMPARISONS if getattr(condition, name) is not None)
        return self._(COMPARISONS[name]) % {"subject": subject, "value": self._value(getattr(condition, name))}

    def subject(self, condition: Comparison) -> str:
        """What is compared, e.g. “the account's plan”."""
        match condition:
            case PersonIs():
                return self._(N_("the person's %(trait)s")) % {"trait": condition.person}
            case AccountIs():
                known = KNOWN_ACCOUNT.get(condition.account)
                return self._(known) if known else self._(N_("the account's %(trait)s")) % {"trait": condition.account}
            case MembershipIs():
                return self._(N_("their %(trait)s in the account")) % {"trait": condition.membership}
        return self._(N_("the language"))

    def _value(self, value: Any) -> str:
        if isinstance(value, list):
            return self._(N_(", ")).join(self._quoted(str(item)) for item in value)
        if isinstance(value, bool):
            return self._(N_("yes")) if value else self._(N_("no"))
        return f"{value:g}" if isinstance(value, int | float) else self._quoted(str(value))

    def _quoted(self, text: str) -> str:
        return self._(N_("“%(text)s”")) % {"text": text}

    def _stuck(self, condition: StuckAt) -> str:
        guide = self._quoted(self.guide_names.get(condition.stuck, condition.stuck))
        if condition.step is None:
            return self._(N_("they are stuck in the guide %(guide)s")) % {"guide": guide}
        step = self._quoted(condition.step)
        return self._(N_("they are stuck at step %(step)s of the guide %(guide)s")) % {"guide": guide, "step": step}

    def _event(self, condition: EventCount) -> str:
        values = {"event": condition.event, "count": str(condition.at_least), "days": str(condition.within_days)}
        if condition.at_most == 0:
            return self._(N_("they have not done %(event)s in the last %(days)s days")) % values
        if condition.at_most is not None:
            values["most"] = str(condition.at_most)
            return self._(N_("they did %(event)s %(count)s to %(most)s times in the last %(days)s days")) % values
        if condition.at_least == 1:
            return self._(N_("they did %(event)s in the last %(days)s days")) % values
        return self._(N_("they did %(event)s at least %(count)s times in the last %(days)s days")) % values

    def _segment(self, condition: InSegment, words: str) -> str:
        name = self.segment_names.get(condition.segment, condition.segment)
        return self._(words) % {"segment": self._quoted(name)}

    def _of_the_page(self, condition: Condition) -> str:
        match condition:
            case InSegment():
                return self._segment(condition, N_("they belong to the segment %(segment)s"))
            case PageIs():
                return self._(N_("the page is %(page)s")) % {"page": condition.page}
            case DeviceIs():
                return self._(N_("they use %(device)s")) % {"device": self._(DEVICES[condition.device])}
            case ElementIs():
                is_there = condition.element == "present"
                message = N_("%(element)s is there") if is_there else N_("%(element)s is not there")
                return self._(message) % {"element": target_words(condition.target, self._)}
            case TimeIs():
                return self._time(condition)
        raise TypeError(f"no words for {type(condition).__name__}")

    def _time(self, condition: TimeIs) -> str:
        ends = [
            self._(N_("from %(day)s")) % {"day": condition.after.date().isoformat()} if condition.after else "",
            self._(N_("until %(day)s")) % {"day": condition.before.date().isoformat()} if condition.before else "",
        ]
        return " ".join(end for end in ends if end)
