"""Broken step: the target or the page is at fault: the snippet said `step_failed` for many people.

Never the person's fault: those passages are closed for the model, so nobody is called stuck there for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from analytics.stuck.arrays import Ints, moment
from analytics.stuck.chances import chance_above, lower_bound
from analytics.stuck.conclusion import Because, Candidates, Conclusion, Value, Weighed
from analytics.stuck.view import DAY, View
from analytics.words import N_

WINDOW, LATE_SHARE = 7 * DAY, 0.95
"""The last seven days count, or as long as most finishers need for a step that takes longer."""
FEWEST_PEOPLE = 3
OPENS, STAYS = 0.10, 0.04
"""The share of meetings that fail, by its lower bound."""
NOT_WORKING = 0.10
LONGEST_LULL = 3 * DAY
"""Failures with a longer pause between them are different troubles; `since` is the first of the latest."""


@dataclass(frozen=True)
class _Failures:
    step: int
    failed: int
    met: int
    people: int
    passages: Ints


def broken_steps(view: View) -> Iterator[Candidates]:
    for step in _lately_failing(view).tolist():
        found = _failures(view, step)
        bound = lower_bound(found.failed, found.met)
        if found.people >= FEWEST_PEOPLE - 1 and bound >= STAYS:
            opens = found.people >= FEWEST_PEOPLE and bound >= OPENS
            yield Candidates.one("broken_step", step, opens, partial(_tell, view, found, opens))


def _lately_failing(view: View) -> Ints:
    """Steps with any failure by now; few have one."""
    failures = view.passages.failures
    owner, at = failures.keys // failures.span, failures.keys % failures.span + failures.base
    return np.unique(view.passages.step[owner[at <= view.now]])


def _failures(view: View, step: int) -> _Failures:
    passages = view.passages
    which = np.flatnonzero((passages.step == step) & (passages.first_seen <= view.now))
    now = view.at_now(which)
    failed_at = passages.failures.last(which, now)
    met_at = np.maximum(passages.last_seen(which, now), failed_at)
    late = 1000.0 * view.evidence.table.finisher_quantile(step, LATE_SHARE)
    since = view.now - max(WINDOW, int(late))
    failed = which[failed_at > since]
    people = len(np.unique(passages.person[failed]))
    return _Failures(step, len(failed), int((met_at > since).sum()), people, failed)


def _tell(view: View, found: _Failures, opens: bool) -> Conclusion:
    guide, step = view.journal.names.steps[found.step]
    share = found.failed / found.met
    message = N_("“%(step)s” could not be shown %(failed)s of the last %(met)s times, to %(people)s people")
    values: dict[str, Value] = {
        "step": step,
        "guide": guide,
        "failed": found.failed,
        "met": found.met,
        "people": found.people,
    }
    return Conclusion(
        kind="broken_step",
        identity=f"broken_step:{guide}:{step}",
        since=moment(_since(view, found.step)),
        severity=40 + 60 * share,
        probability=chance_above(found.failed + 0.5, found.met + 1.0, NOT_WORKING),
        confidence=found.met / (found.met + 5),
        because=Because(message, values),
        opens=opens,
        guide=guide,
        step=step,
        signals=(Weighed("failed_share", share, 1.0), Weighed("people", float(found.people), 1.0)),
        evidence=_evidence(view, found),
    )


def _since(view: View, step: int) -> int:
    failures = view.passages.failures
    own = view.passages.step[failures.keys // failures.span] == step
    times = np.sort(failures.keys[own] % failures.span + failures.base)
    times = times[times <= view.now]
    lulls = np.flatnonzero(np.diff(times) > LONGEST_LULL)
    return int(times[lulls[-1] + 1] if len(lulls) else times[0])


def _evidence(view: View, found: _Failures) -> tuple[str, ...]:
    last = view.passages.failures.last(found.passages, view.at_now(found.passages))
    latest = found.passages[np.argsort(last, kind="stable")][-5:]
    runs = view.passages.run[latest].tolist()
    return tuple(event for run in runs for event in view.events_of(run, found.step)[-2:])
