"""The sentence about a person at a step, in words that can be said aloud."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analytics.stuck.conclusion import Because, Value
from analytics.stuck.spans import rounded, rounded_up
from analytics.stuck.view import View
from analytics.words import N_

USUAL_SHARES = (0.9, 0.5)
"""Most finishers are named when they need less time than this person has had, else half of them."""
ENOUGH_FINISHERS = 5


def because_person(view: View, passage: int, gone: bool) -> Because:
    """What was seen of this person at this step, then what others need, then the signs of trouble."""
    passages = view.passages
    guide, step = view.journal.names.steps[passages.step[passage]]
    tries, last_seen = _count(view, passage, "tried"), _count(view, passage, "last_seen")
    silent = rounded((view.now - passages.first_seen[passage]) / 1000)
    values: dict[str, Value] = {"step": step, "guide": guide, "tries": tries, "silent_seconds": silent}
    if gone:
        message = N_("Left “%(step)s” open %(silent)s ago and has not been back")
        if last_seen > passages.first_seen[passage]:
            message = N_("Left “%(step)s” open after %(tries)s visits and has not been back; first seen %(silent)s ago")
    elif tries == 2:
        message = N_("Seen “%(step)s” twice in %(silent)s, never done")
    elif tries > 2:
        message = N_("Seen “%(step)s” %(tries)s times in %(silent)s, never done")
    else:
        message = N_("Seen “%(step)s” %(silent)s ago, not done since")
    return Because(message, values, tuple(_clauses(view, passage)))


def _clauses(view: View, passage: int) -> Iterator[Because]:
    usual = _usual(view, passage)
    if usual is not None:
        yield usual
    troubles = _count(view, passage, "troubled")
    if troubles == 1:
        yield Because(N_("one sign of trouble there"), {"troubles": 1})
    elif troubles:
        message = N_("%(troubles)s signs of trouble there")
        yield Because(message, {"troubles": troubles})


def _usual(view: View, passage: int) -> Because | None:
    """How long those need who finish; left out where too few have, or where this person has had no more."""
    table, step = view.evidence.table, int(view.passages.step[passage])
    if table.finished[step] < ENOUGH_FINISHERS:
        return None
    spans = [rounded_up(table.finisher_quantile(step, share)) for share in USUAL_SHARES]
    had = float(view.evidence.silent(np.array([passage]), np.array([view.now]))[0])
    usual = next((span for span in spans if span <= had), None)
    if usual is None:
        return None
    share = float(table.finisher_share(np.array([step]), np.array([float(usual)]))[0])
    message = N_("%(finisher_share)s of those who finish do so within %(usual)s")
    return Because(message, {"finisher_share": round(min(share, 0.99), 2), "usual_seconds": usual})


def _count(view: View, passage: int, what: str) -> int:
    return int(getattr(view.passages, what)(np.array([passage]), np.array([view.now]))[0])
