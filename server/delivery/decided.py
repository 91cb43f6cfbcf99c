"""Conditions made ready to be decided thousands of times a second.

The meaning stays in `guides.conditions`: a leaf asks `holds` once per value and remembers the answer, a group stops at
the first part that settles it. `tests/server/delivery/test_decided.py` compares both on the contract's table of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guides.conditions import (
    AccountIs,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Facts,
    LanguageIs,
    MembershipIs,
    NotOf,
    PersonIs,
    Reduced,
    holds,
    reduce,
)

Decide = Callable[[Facts], Reduced]
MOST_REMEMBERED = 500


def decided(condition: Condition) -> Decide:
    """A function that answers what `reduce(condition, facts)` answers, faster."""
    match condition:
        case AllOf():
            return _group([decided(part) for part in condition.all], "all", stops_at=False)
        case AnyOf():
            return _group([decided(part) for part in condition.any], "any", stops_at=True)
        case NotOf():
            return _negated(decided(condition.not_))
        case PersonIs() | AccountIs() | MembershipIs() | LanguageIs():
            return _leaf(condition)
    return lambda facts: reduce(condition, facts)


def _group(parts: list[Decide], word: str, stops_at: bool) -> Decide:
    def decide(facts: Facts) -> Reduced:
        left: list[Any] = []
        for part in parts:
            answer = part(facts)
            if answer is stops_at:
                return stops_at
            if not isinstance(answer, bool):
                left.append(answer)
        if not left:
            return not stops_at
        return left[0] if len(left) == 1 else {word: left}

    return decide


def _negated(inner: Decide) -> Decide:
    def decide(facts: Facts) -> Reduced:
        answer = inner(facts)
        return (not answer) if isinstance(answer, bool) else {"not": answer}

    return decide


def _leaf(condition: PersonIs | AccountIs | MembershipIs | LanguageIs) -> Decide:
    known = _Remembered(condition)
    match condition:
        case PersonIs(person=name):
            return lambda facts: known.holds(facts.person.get(name))
        case AccountIs(account=name):
            return lambda facts: known.holds(facts.account.get(name))
        case MembershipIs(membership=name):
            return lambda facts: known.holds(facts.membership.get(name))
    return lambda facts: known.holds(facts.language)


class _Remembered:
    """What `holds` said for the values seen. 1, 1.0 and True are different values here."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._answers: dict[Any, bool] = {}

    def holds(self, value: Any) -> bool:
        if isinstance(value, list | Mapping):
            return holds(self._comparison, value)
        key = (type(value), value)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= MOST_REMEMBERED:
                self._answers.clear()
            answer = self._answers[key] = holds(self._comparison, value)
        return answer
