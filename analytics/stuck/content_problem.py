"""Content problem: nearly everybody who meets this step stops here, though the step works.

The words, the place in the flow or the task itself is the trouble; the author can mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from analytics.stuck.arrays import Flags, moment
from analytics.stuck.chances import chance_above, lower_bound
from analytics.stuck.conclusion import Because, Candidate, Conclusion, Value, Weighed
from analytics.stuck.life_table import old_enough
from analytics.stuck.view import DAY, View
from analytics.words import N_

WINDOW = 60 * DAY
FEWEST_PEOPLE = 12
OPENS, STAYS = 0.5, 0.4
"""The lower bound of the share that stops here."""
MOST = 0.5
WORSE_BY = 0.2
"""It must also be that much worse than the same guide's other steps."""
SURE = 0.9


def content_problems(view: View) -> Iterator[Candidate]:
    passages = view.passages
    met, lost = _known_ends(view)
    steps = len(view.journal.names.steps)
    met_by_step = np.bincount(passages.step[met], minlength=steps)
    lost_by_step = np.bincount(passages.step[met & lost], minlength=steps)
    for step in np.flatnonzero(met_by_step >= FEWEST_PEOPLE).tolist():
        same_guide = view.journal.names.guide_of_step == view.journal.names.guide_of_step[step]
        others = same_guide & (np.arange(steps) != step)
        elsewhere = (lost_by_step[others].sum() + 1) / (met_by_step[others].sum() + 5)
        lost_here, met_here = int(lost_by_step[step]), int(met_by_step[step])
        bound = lower_bound(lost_here, met_here)
        if bound >= STAYS and lost_here / met_here >= elsewhere + WORSE_BY / 2:
            opens = bound >= OPENS and lost_here / met_here >= elsewhere + WORSE_BY
            tell = partial(_tell, view, step, lost_here, met_here, float(elsewhere), opens)
            yield Candidate(("content_problem", step, 0), opens, tell)


def _known_ends(view: View) -> tuple[Flags, Flags]:
    """(passages whose end is known, those of them that were lost here). Steps that failed to show do not count."""
    passages = view.passages
    recent = (passages.first_seen > view.now - WINDOW) & (passages.failed_at > view.now)
    put_away = ~passages.finished & (passages.dismissed_at <= view.now)
    left = passages.open & old_enough(view.evidence.table, passages, SURE)
    done = passages.finished
    return recent & (put_away | left | done), put_away | left


def _tell(view: View, step: int, lost: int, met: int, elsewhere: float, opens: bool) -> Conclusion:
    guide, key = view.journal.names.steps[step]
    passages = view.passages
    share = lost / met
    values: dict[str, Value] = {"step": key, "guide": guide, "lost": lost, "met": met}
    here = np.flatnonzero((passages.step == step) & ~passages.finished & (passages.first_seen > view.now - WINDOW))
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
