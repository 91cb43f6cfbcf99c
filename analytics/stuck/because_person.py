"""The sentence about a person at a step, in words that can be said aloud."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.stuck.conclusion import Because, Value
from analytics.stuck.person_facts import PersonFacts
from analytics.stuck.spans import rounded
from analytics.words import N_


def because_person(facts: PersonFacts, row: int, gone: bool) -> Because:
    """What was seen of this person at this step, then what others need, then the signs of trouble."""
    view = facts.view
    guide, step = view.journal.names.steps[view.passages.step[facts.which[row]]]
    tries, last_seen, first_seen = (int(column[row]) for column in (facts.tries, facts.last_seen, facts.first_seen))
    silent = rounded((view.now - first_seen) / 1000)
    values: dict[str, Value] = {"step": step, "guide": guide, "tries": tries, "silent_seconds": silent}
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
    return Because(message, values, tuple(_clauses(facts, row)))


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
