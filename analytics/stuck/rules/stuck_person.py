"""Stuck: somebody is at a step, will very likely never finish it from here, and is still around or still trying.
Abandoned: the same, but the person has been gone for longer than is usual for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, expit, moment
from analytics.stuck.chances import SUREST
from analytics.stuck.conclusion import Candidates, Conclusion, Weighed
from analytics.stuck.learning.signals import SIGNALS
from analytics.stuck.rules.because_person import because_person
from analytics.stuck.rules.person_facts import PersonFacts
from analytics.stuck.view import DAY, View

FAIR_SHARE = 0.5
"""Nobody is called stuck before half of those who finish would have, by the clock or by their tries."""

LONGEST_NEWS, LATE_SHARE, TIMES_LATE = 60 * DAY, 0.95, 8.0
"""A step last touched 60 days ago is no news to anybody, unless it takes long: 8 times what most finishers need."""

GLANCE_IS_NEWS, GLANCE_TIMES_LATE = 21 * DAY, 3.0
"""A single look without any trouble is news for so long after it became likely that nothing follows."""


def stuck_people(view: View) -> Iterator[Candidates]:
    """Each open passage that is likely never to be finished by somebody still around."""
    yield _candidates(view, "stuck_person", gone=False)


def abandoned(view: View) -> Iterator[Candidates]:
    """Each open passage of somebody who went away from it."""
    yield _candidates(view, "abandoned", gone=True)


def likely(view: View) -> Ints:
    """Places in `view.open` of what is worth a finding: likely enough to stay open, fair to say, and news."""

    def found() -> Ints:
        fair = (view.stuck_chance >= view.guidance.thresholds.stays) & (fairness(view) >= FAIR_SHARE)
        places = np.flatnonzero(fair)
        return places[is_news(view, places)]

    return view.lessons.kept("likely", view.now, found)


def _candidates(view: View, kind: str, gone: bool) -> Candidates:
    places = likely(view)
    chosen = places[view.gone[places] == gone]
    passages, which = view.passages, view.open[chosen]
    opens = view.stuck_chance[chosen] >= view.guidance.thresholds.opens
    about = np.stack([passages.run[which], passages.step[which]], axis=1)

    def tell(rows: Ints) -> list[Conclusion]:
        facts = PersonFacts(view, chosen[rows])
        return [_tell(facts, row, kind, opening) for row, opening in enumerate(opens[rows].tolist())]

    return Candidates(kind, about, opens, tell, _marks(view, chosen))


def _marks(view: View, places: Ints) -> Ints:
    """What must change for a finding to be worth telling anew: its chance, what was done, a tenth of its age."""
    passages, which = view.passages, view.open[places]
    chance = np.round(100 * view.stuck_chance[places])
    deeds = passages.deeds.so_far(passages.person[which], view.at_now(which))
    age = np.floor(8 * np.log2(np.maximum(view.now - passages.first_seen[which], 1)))
    return np.stack([chance, deeds, age], axis=1).astype(np.int64)


def is_news(view: View, places: Ints) -> Flags:
    """Which of the open passages (places in `view.open`) were touched lately enough to tell anybody about."""
    passages, which = view.passages, view.open[places]
    now = view.at_now(which)
    tried = (passages.troubled(which, now) > 0) | (passages.tried(which, now) > 1)
    late = 1000.0 * view.evidence.table.finisher_quantiles(LATE_SHARE)[passages.step[which]]
    fresh = now - passages.last_touched(which, now) <= np.maximum(LONGEST_NEWS, TIMES_LATE * late)
    then = now - np.maximum(GLANCE_IS_NEWS, GLANCE_TIMES_LATE * late).astype(np.int64)
    news = fresh & ~view.settled[places]
    glances = np.flatnonzero(news & ~tried)
    news[glances] = ~_was_clear(view, which[glances], then[glances])
    return news


def _was_clear(view: View, which: Ints, at: Ints) -> Flags:
    """Which passages were likely enough never to be finished at an earlier time already."""
    clear = np.zeros(len(which), dtype=bool)
    begun = np.flatnonzero(view.passages.first_seen[which] <= at)
    rows = view.evidence.columns(which[begun], at[begun])
    clear[begun] = expit(view.weights.odds(rows)) >= view.guidance.thresholds.opens
    return clear


def fairness(view: View) -> Floats:
    """Of each open passage, the share of the step's finishers that needed no more: time or tries, what is more."""
    step, tries = view.passages.step[view.open], view.passages.tried(view.open, view.at_now(view.open))
    by_time = view.evidence.table.finisher_share(step, view.seconds)
    by_tries = view.evidence.tries.finisher_share(step, tries - 1)
    return np.maximum(by_time, by_tries)


def _tell(facts: PersonFacts, row: int, kind: str, opens: bool) -> Conclusion:
    view, place, passage = facts.view, int(facts.places[row]), int(facts.which[row])
    passages, names = view.passages, view.journal.names
    guide, step = names.steps[passages.step[passage]]
    person, run = names.people[passages.person[passage]], names.runs[passages.run[passage]]
    return Conclusion(
        kind=kind,
        identity=f"{kind}:{person}:{guide}:{step}:{run}"[:500],
        since=moment(passages.first_seen[passage]),
        severity=float(facts.severity[row]),
        probability=min(float(view.stuck_chance[place]), SUREST),
        confidence=float(facts.confidence[row]),
        because=because_person(facts, row, gone=kind == "abandoned"),
        opens=opens,
        person=person,
        account=names.accounts[passages.account[passage]] or None,
        guide=guide,
        step=step,
        run=run,
        signals=weighed(view, place),
        evidence=tuple(view.events_of(int(passages.run[passage]), int(passages.step[passage]))),
    )


def weighed(view: View, place: int, least: float = 0.01) -> tuple[Weighed, ...]:
    """What weighs at least so much (log-odds) about one open passage."""
    row = view.columns[place]
    signals = zip(SIGNALS, row.tolist(), view.weights.values.tolist(), strict=True)
    return tuple(
        Weighed(signal.key, value, weight) for signal, value, weight in signals if abs(value * weight) >= least
    )
