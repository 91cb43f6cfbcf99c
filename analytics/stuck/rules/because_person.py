"""The sentence about a person at a step, in words that can be said aloud."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.stuck.conclusion import Because, Value
from analytics.stuck.rules.person_facts import PersonFacts
from analytics.stuck.spans import rounded
from analytics.stuck.view import DAY
from analytics.words import N_

LONG_AGO = 0.5
"""The last try is named when it lies so far back, as a share of the time since the first."""


def because_person(facts: PersonFacts, row: int, gone: bool) -> Because:
    """What was seen of this person at this step, then what others need, then the signs of trouble."""
    view = facts.view
    guide, step = view.journal.names.steps[view.passages.step[facts.which[row]]]
    tries, last_seen, first_seen = (int(column[row]) for column in (facts.tries, facts.last_seen, facts.first_seen))
    left_alone = not gone and _left_alone(facts, row)
    # Earlier runs have no first time here: then the whole span is said.
    until = last_seen if left_alone and last_seen > first_seen and not facts.began_before[row] else view.now
    span = rounded((until - first_seen) / 1000)
    values: dict[str, Value] = {"step": step, "guide": guide, "tries": tries, "silent_seconds": span}
    if gone:
        message = N_("Left “%(step)s” open %(silent)s ago and has not been back")
        if last_seen > first_seen:
            message = N_("Left “%(step)s” open after %(tries)s visits and has not been back; first seen %(silent)s ago")
    elif tries == 2:
        message = N_("Seen “%(step)s” twice in %(silent)s, never done")
    elif tries > 2:
        message = N_("Seen “%(step)s” %(tries)s times in %(silent)s, never done")
    else:
        message = N_("Seen “%(step)s” %(silent)s ago, not done since")
    return Because(message, values, (*_last_time(facts, row, gone, left_alone), *_clauses(facts, row)))


def _left_alone(facts: PersonFacts, row: int) -> bool:
    """Whether the tries lie so far back that one would think of a later time."""
    quiet, known = facts.view.now - facts.last_seen[row], facts.view.now - facts.first_seen[row]
    return bool(facts.tries[row] > 1 and quiet >= max(LONG_AGO * known, DAY))


def _last_time(facts: PersonFacts, row: int, gone: bool, left_alone: bool) -> Iterator[Because]:
    now = facts.view.now
    if gone:
        away = rounded((now - int(facts.last_deed[row])) / 1000)
        yield Because(N_("last seen in the app %(away)s ago"), {"away_seconds": away})
    elif left_alone:
        quiet = rounded((now - int(facts.last_seen[row])) / 1000)
        yield Because(N_("last tried %(quiet)s ago"), {"quiet_seconds": quiet})


def _clauses(facts: PersonFacts, row: int) -> Iterator[Because]:
    usual, troubles = int(facts.usual_seconds[row]), int(facts.troubles[row])
    if usual:
        share = round(min(float(facts.usual_share[row]), 0.99), 2)
        message = N_("%(finisher_share)s of those who finish do so within %(usual)s")
        yield Because(message, {"finisher_share": share, "usual_seconds": usual})
    if troubles == 1:
        yield Because(N_("one sign of trouble there"), {"troubles": 1})
    elif troubles:
        message = N_("%(troubles)s signs of trouble there")
        yield Because(message, {"troubles": troubles})
