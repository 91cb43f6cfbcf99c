"""Says what a finding concluded, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal

from babel import numbers, units

from server.words import N_, words_in

KIND_WORDS = {
    "stuck_person": N_("Stuck"),
    "abandoned": N_("Abandoned"),
    "broken_step": N_("Broken step"),
    "content_problem": N_("Content problem"),
    "stuck_account": N_("Stuck account"),
    "slipping_account": N_("Slipping account"),
    "expansion_sign": N_("Sign of expansion"),
    "own_rule": N_("Your rule"),
}
KIND_TONES = {
    "stuck_person": "warn",
    "abandoned": "",
    "broken_step": "bad",
    "content_problem": "accent",
    "stuck_account": "warn",
    "slipping_account": "warn",
    "expansion_sign": "good",
    "own_rule": "accent",
}
KIND_MEANINGS = {
    "stuck_person": N_("Very likely never finishes this step from here, and is still around or still trying."),
    "abandoned": N_("Left this step open and has been gone for longer than is usual for them."),
    "broken_step": N_(
        "The step could not be shown to several people: the target or the page is at fault, nobody else."
    ),
    "content_problem": N_("At least half of those who come to this step stop here, though it works."),
    "stuck_account": N_("More of its active people are stuck than one would expect from all accounts together."),
    "slipping_account": N_(
        "It is used clearly less than its own rhythm would have it, season and holidays allowed for."
    ),
    "expansion_sign": N_("It is used clearly more than before, by more people: a good moment to talk."),
    "own_rule": N_("A rule that somebody of your team wrote holds."),
}
KIND_CONTEXT: Final[dict[str, Any]] = {
    "kind_words": KIND_WORDS,
    "kind_tones": KIND_TONES,
    "kind_meanings": KIND_MEANINGS,
}
"""For templates that show kinds of findings."""

SIGNAL_WORDS = {
    "base": N_("Starting point"),
    "silence": N_("Time since it was seen, against those who finish"),
    "own_history": N_("Other steps left open or finished by this person"),
    "tries": N_("Tries without success"),
    "trouble": N_("Rage clicks, dead clicks, errors, calls for help"),
    "tardiness": N_("Tends to finish late"),
    "moved_on": N_("Later steps done since"),
    "silence_by_history": N_("Silence weighed by this person's history"),
    "fresh_try": N_("How young the last visit is"),
    "elsewhere": N_("What was done elsewhere since"),
    "active": N_("How long they were active since"),
    "newcomer": N_("How little is known of this person's other steps"),
    "silence_by_newcomer": N_("Silence weighed by how little is known"),
    "spotless": N_("Nothing else left for good by this person, as far as is known"),
    "silence_by_spotless": N_("Silence weighed by whether anything else was left for good"),
    "usage_change": N_("Change of the account's own use"),
    "common_change": N_("Change of use in all accounts"),
    "new_people": N_("New people"),
    "failed_share": N_("Share of showings that failed"),
    "people": N_("People it failed for"),
    "lost_share": N_("Share that stops at this step"),
    "elsewhere_share": N_("Share that stops at the guide's other steps"),
    "stuck_share": N_("The account's own share of stuck people"),
    "common_share": N_("Share of stuck people in all accounts"),
}


def span_words(seconds: float, locale: str) -> str:
    """A span in its largest unit up to days, as one says it: 5 minutes, 30 days / 5 分, 30 日."""
    steps = (("day", 86400), ("hour", 3600), ("minute", 60))
    unit, size = next(((name, size) for name, size in steps if seconds >= size), ("second", 1))
    length: Literal["short", "long"] = "long" if locale == "en" else "short"
    said = units.format_unit(int(seconds // size), f"duration-{unit}", length=length, locale=locale)
    return said.replace(" ", "") if locale == "ja" else said


@lru_cache
def _comma(locale: str) -> str:
    return "。" if locale == "ja" else "; "


class Sayings:
    """`names` turns keys into what people call them: `(guide, step)` → the step's name. Keys are said as they are."""

    def __init__(self, locale: str, names: Mapping[tuple[str, str], str] | None = None) -> None:
        self._locale = locale
        self._names = names or {}
        self._words = words_in(locale)

    def because(self, because: Mapping[str, Any]) -> str:
        """The sentence with its further clauses."""
        clauses = [because, *because.get("also", ())]
        return _comma(self._locale).join(self._clause(clause, because["values"]) for clause in clauses)

    def _clause(self, clause: Mapping[str, Any], all_values: Mapping[str, Any]) -> str:
        said = {name: self._value(name, value, all_values) for name, value in clause["values"].items()}
        spans = {name.removesuffix("_seconds"): said[name] for name in said if name.endswith("_seconds")}
        return self._words.gettext(clause["message"]) % (said | spans)

    def _value(self, name: str, value: Any, all_values: Mapping[str, Any]) -> str:
        if name == "step":
            return self._names.get((str(all_values.get("guide", "")), str(value)), str(value))
        if name.endswith("_seconds"):
            return span_words(float(value), self._locale)
        if name.endswith("_share"):
            return numbers.format_percent(value, "#,##0%", locale=self._locale)
        if isinstance(value, int | float):
            return numbers.format_decimal(value, locale=self._locale)
        return str(value)
