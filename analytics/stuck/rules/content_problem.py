"""Content problem: nearly everybody who meets this step stops here, though the step works.

The words, the place in the flow or the task itself is the trouble; the author can mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from analytics.stuck.arrays import Flags, Ints, moment
from analytics.stuck.chances import chance_above, lower_bound
from analytics.stuck.conclusion import Because, Candidates, Conclusion, Value, Weighed, in_words
from analytics.stuck.view import DAY, View
from analytics.words import N_

WINDOW, FEWEST_PEOPLE = 60 * DAY, 12
"""The last sixty days count, or as many as it takes to have met enough people."""
OPENS, STAYS = 0.5, 0.4
"""The lower bound of the share that stops here."""
MOST = 0.5
WORSE_BY = 0.2
"""It must also be that much worse than the same guide's other steps."""
SURE = 0.9


def content_problems(view: View) -> Iterator[Candidates]:
    """Looked at whenever the curves have been counted anew."""
    counted = view.lessons.counted_at(view.now)
    yield from view.lessons.kept("content_problems", counted, lambda: in_words(_found(View(view.lessons, counted))))


def _found(view: View) -> Iterator[Candidates]:
    steps, guide_of_step = len(view.journal.names.steps), view.journal.names.guide_of_step
    which, lost = _known_ends(view)
    step_of = view.passages.step[which]
    met_by_step = np.bincount(step_of, minlength=steps)
    lost_by_step = np.bincount(step_of[lost], minlength=steps)
    met_by_guide = np.bincount(guide_of_step, weights=met_by_step)
    lost_by_guide = np.bincount(guide_of_step, weights=lost_by_step)
    for step in np.flatnonzero(met_by_step >= FEWEST_PEOPLE).tolist():
        lost_here, met_here, guide = int(lost_by_step[step]), int(met_by_step[step]), guide_of_step[step]
        elsewhere = (lost_by_guide[guide] - lost_here + 1) / (met_by_guide[guide] - met_here + 5)
        bound = lower_bound(lost_here, met_here)
        if bound >= STAYS and lost_here / met_here >= elsewhere + WORSE_BY / 2:
            opens = bound >= OPENS and lost_here / met_here >= elsewhere + WORSE_BY
            tell = partial(_tell, view, step, lost_here, met_here, float(elsewhere), opens)
            yield Candidates.one("content_problem", step, opens, tell)


def _known_ends(view: View) -> tuple[Ints, Flags]:
    """Passages whose end is known, and which of them were lost here. Steps that failed to show do not count."""
    passages = view.passages
    which = np.flatnonzero((passages.first_seen <= view.now) & (passages.first_seen > _since(view)))
    which = which[~passages.failing(which, view.at_now(which))]
    now = view.at_now(which)
    done = passages.finished(which, now)
    put_away = ~done & passages.put_away_here(which, now)
    silent = view.evidence.silent(which, now)
    left = passages.open(which, now) & (view.evidence.table.never(passages.step[which], silent) >= SURE)
    known = done | put_away | left
    return which[known], (put_away | left)[known]


def _since(view: View) -> int:
    """The start of the window, for all steps: sixty days back, or further where less than enough people came since."""
    seen = np.sort(view.passages.first_seen[view.passages.first_seen <= view.now])
    enough = FEWEST_PEOPLE * max(len(view.journal.names.steps), 1)
    return min(view.now - WINDOW, int(seen[-enough:][0]) - 1) if len(seen) else view.now


def _tell(view: View, step: int, lost: int, met: int, elsewhere: float, opens: bool) -> Conclusion:
    guide, key = view.journal.names.steps[step]
    passages = view.passages
    share = lost / met
    values: dict[str, Value] = {"step": key, "guide": guide, "lost": lost, "met": met}
    ended, lost_here = _known_ends(view)
    here = ended[lost_here & (passages.step[ended] == step)]
    message = N_("%(lost)s of %(met)s people who came to “%(step)s” stopped there")
    others = Because(N_("at the guide's other steps %(elsewhere_share)s do"), {"elsewhere_share": round(elsewhere, 2)})
    return Conclusion(
        kind="content_problem",
        identity=f"content_problem:{guide}:{key}",
        since=moment(passages.first_seen[here].min()),
        severity=100 * share,
        probability=chance_above(lost + 0.5, met + 1.0, MOST),
        confidence=met / (met + 10),
        because=Because(message, values, (others,)),
        opens=opens,
        guide=guide,
        step=key,
        signals=(Weighed("lost_share", share, 1.0), Weighed("elsewhere_share", elsewhere, -1.0)),
        evidence=tuple(event for place in here[-5:] for event in view.events_of(int(passages.run[place]), step)[-1:]),
    )
