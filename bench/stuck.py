"""`python -m bench.stuck [PART …]`: how well and how fast the stuck model flags, with its rivals beside it.

`real`: course data beside the checkout (`../shared/stuck`, or SHIRUBE_STUCK_DATA), back-tested daily; 2013B is known
when 2013J is judged. `worlds`: made-up journals of other kinds with known truth. `short`: many of the same with
16 people each. `growth`: a pass over a million people
of whom one in a hundred did something. See docs/stuck.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from analytics.stuck.arrays import Floats, milliseconds, moment
from analytics.stuck.backtest import backtest
from analytics.stuck.chances import calibration_error
from analytics.stuck.journal import Journal, JournalRow, journal_of
from analytics.stuck.lessons import Lessons
from analytics.stuck.view import View
from bench.stuck_growth import measure_growth
from bench.stuck_rivals import flagged
from bench.stuck_scoring import Case, Key, Score, read_truth, score
from bench.stuck_worlds import START, Meeting, clicks, exercises

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("SHIRUBE_STUCK_DATA", ROOT.parent / "shared" / "stuck"))
FROM, TO, DAY = datetime(2013, 10, 1, tzinfo=UTC), datetime(2014, 8, 1, tzinfo=UTC), timedelta(days=1)
DAY_SECONDS = 86_400.0
PRECISION, RECALL, CALIBRATION = 0.90, 0.95, 0.03


def measure_real() -> bool:
    """Whether the targets of all flags were reached."""
    script = DATA / "to_events.py"
    if not script.is_file():
        print(f"The data are not at {DATA}: nothing was measured.")
        return True
    with tempfile.TemporaryDirectory(prefix="shirube-bench-") as folder:
        events, truth = Path(folder) / "events.ndjson", Path(folder) / "truth.csv"
        for file, arguments in ((events, ("events", "2013B,2013J")), (truth, ("truth", "2013J"))):
            command = [sys.executable, str(script), arguments[0], "--presentations", arguments[1]]
            with file.open("wb") as output:
                subprocess.run(command, stdout=output, check=True)
        journal, cases = _read(events), read_truth(truth)
    began = time.process_time()
    first = _first_flags(journal, FROM, TO, DAY)
    spent = time.process_time() - began
    print(f"{len(journal):,} events, {(TO - FROM).days + 1} looks: {spent:.0f} s of CPU")
    firsts = [case for case in cases if case.first]
    _say_rivals(journal, cases, firsts)
    reached = score(cases, first, DAY_SECONDS)
    print(f"  {'the model':40} all         {reached.line()} d")
    print(f"  {'the model':40} first time  {score(firsts, first, DAY_SECONDS).line()} d")
    error = _calibration(journal, cases)
    return reached.precision[0] >= PRECISION and reached.recall[0] >= RECALL and error <= CALIBRATION


def _read(file: Path) -> Journal:
    rows = []
    for line in file.open():
        event = json.loads(line)
        at = datetime.fromisoformat(event["at"])
        names = (event[name] for name in ("id", "type", "person", "account", "run", "guide", "step"))
        rows.append(JournalRow(at, *names))
    return journal_of(rows)


def _say_rivals(journal: Journal, cases: list[Case], firsts: list[Case]) -> None:
    looks = [milliseconds(FROM + DAY * number) for number in range((TO - FROM).days + 1)]
    for rival, own in _rival_flags(Lessons(journal), looks).items():
        for part, chosen in (("all", cases), ("first time", firsts)):
            print(f"  {rival:40} {part:11} {score(chosen, own, DAY_SECONDS).line()} d")


def _rival_flags(lessons: Lessons, looks: list[int]) -> dict[str, dict[Key, datetime]]:
    """For every rival when it first flags whom."""
    flags: dict[str, dict[Key, datetime]] = {}
    passages, names = lessons.passages, lessons.journal.names
    for rival, now, which in flagged(lessons, looks):
        own = flags.setdefault(rival, {})
        for passage in which.tolist():
            step = names.steps[passages.step[passage]]
            own.setdefault((names.people[passages.person[passage]], step.guide, step.step), moment(now))
    return flags


def _first_flags(journal: Journal, start: datetime, end: datetime, every: timedelta) -> dict[Key, datetime]:
    """When the model first flags whom."""
    first: dict[Key, datetime] = {}
    for one in backtest(journal, start, end, every):
        told = one.conclusion
        if told.person:
            first.setdefault((told.person, str(told.guide), str(told.step)), one.at)
    return first


def _calibration(journal: Journal, cases: list[Case]) -> float:
    """The worse of two errors: at the first flag, and at landmarks of 1, 2, 4, … days after the step fell due."""
    lessons, known = Lessons(journal), {case.key: case for case in cases}
    at_flag: dict[Key, tuple[float, float]] = {}
    at_landmark: list[tuple[float, float]] = []
    for number in range((TO - FROM).days + 1):
        at = FROM + DAY * number
        for key, chance in _chances(View(lessons, milliseconds(at))):
            case = known.get(key)
            if case is None or not case.counts(at):
                continue
            pair = (chance, float(case.done is None))
            if chance >= lessons.guidance.thresholds.opens:
                at_flag.setdefault(key, pair)
            if (at - case.due).days in (1, 2, 4, 8, 16, 32):
                at_landmark.append(pair)
    errors = {"at first flags": _error(list(at_flag.values())), "at landmarks": _error(at_landmark)}
    for name, error in errors.items():
        print(f"  expected calibration error {name:16} {error:.3f}")
    return max(errors.values())


def _chances(view: View) -> list[tuple[Key, float]]:
    passages, names = view.passages, view.journal.names
    people, steps = passages.person[view.open].tolist(), passages.step[view.open].tolist()
    rows = zip(people, steps, view.stuck_chance.tolist(), strict=True)
    return [((names.people[person], *names.steps[step]), chance) for person, step, chance in rows]


def _error(pairs: list[tuple[float, float]]) -> float:
    said: Floats = np.array(pairs).reshape(-1, 2)
    return calibration_error(said[:, 0], said[:, 1])


def measure_worlds() -> bool:
    """Whether the model keeps the targets where time means nothing, and where it runs in seconds."""
    told = [
        _measure_world("tries without a clock", *exercises(600, 15, 1), every=timedelta(seconds=1), skip=200),
        _measure_world("clicks within an hour", *clicks(400, 10, 2), every=timedelta(seconds=10), skip=900),
    ]
    return all(told)


def _measure_world(name: str, rows: list[JournalRow], truth: list[Meeting], every: timedelta, skip: float) -> bool:
    start = START + timedelta(seconds=skip)
    end = max(row.at for row in rows) + 12 * every
    cases = [
        Case((one.person, one.guide, one.step), one.begun, one.done, None, False) for one in truth if one.begun >= start
    ]
    began = time.process_time()
    first = _first_flags(journal_of(rows), start, end, every)
    spent = time.process_time() - began
    reached = score(cases, first, 1.0)
    there = {(one.person, one.guide, one.step): one.last for one in truth if one.done is None}
    during = [first[key] <= last + every for key, last in there.items() if key in first]
    print(f"  {name:24} {len(rows):,} events, {spent:.0f} s of CPU  {reached.line()} s")
    print(f"  {'':24} {np.mean(during):.2f} of the hits by the first look after the person's last try")
    return reached.precision[0] >= PRECISION and reached.recall[0] >= RECALL


SHORT_WORLDS, SHORT_PEOPLE, SHORT_STEPS = 12, 16, 6
Q95 = "95th percentile of the step's finishers"


def measure_short() -> bool:
    """Whether the model is no worse than the 95th-percentile rule where no step has twenty finishers yet."""
    told = []
    for name, world, every in (("tries", exercises, timedelta(seconds=1)), ("clicks", clicks, timedelta(seconds=10))):
        cases: list[Case] = []
        flags: dict[str, dict[Key, datetime]] = {"the model": {}, Q95: {}}
        for seed in range(SHORT_WORLDS):
            rows, truth = world(SHORT_PEOPLE, SHORT_STEPS, seed)
            cases += [
                Case((f"{seed} {one.person}", one.guide, one.step), one.begun, one.done, None, False) for one in truth
            ]
            journal, end = journal_of(rows), max(row.at for row in rows) + 12 * every
            for key, at in _first_flags(journal, START, end, every).items():
                flags["the model"][f"{seed} {key[0]}", key[1], key[2]] = at
            looks = [milliseconds(START + every * number) for number in range((end - START) // every + 1)]
            for key, at in _rival_flags(Lessons(journal), looks)[Q95].items():
                flags[Q95][f"{seed} {key[0]}", key[1], key[2]] = at
        scores = {who: score(cases, first, 1.0) for who, first in flags.items()}
        for who, reached in scores.items():
            print(f"  {name:8} {who:40} {reached.line()} s")
        told.append(_balance(scores["the model"]) >= _balance(scores[Q95]))
    return all(told)


def _balance(reached: Score) -> float:
    """The harmonic mean of precision and recall."""
    precision, recall = reached.precision[0], reached.recall[0]
    return 2 * precision * recall / max(precision + recall, 1e-9)


PARTS = {"real": measure_real, "worlds": measure_worlds, "short": measure_short, "growth": measure_growth}


def main(names: list[str]) -> int:
    """Measures the named parts, or all; 1 when one misses its target."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    reached = {}
    for name in names or PARTS:
        print(f"{name}:", flush=True)
        reached[name] = PARTS[name]()
    return 0 if all(reached.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
