"""Course data beside the checkout (`../shared/stuck`, or SHIRUBE_STUCK_DATA), looked at daily.

2013B is known when 2013J is judged.
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

from analytics.stuck.arrays import Floats, milliseconds
from analytics.stuck.chances import calibration_error
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal, JournalRow, journal_of
from analytics.stuck.view import View
from bench.stuck.flags import looks, model_flags, rival_flags
from bench.stuck.scoring import CALIBRATION, Case, Key, read_truth, score

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("SHIRUBE_STUCK_DATA", ROOT.parent / "shared" / "stuck"))
FROM, TO, DAY = datetime(2013, 10, 1, tzinfo=UTC), datetime(2014, 8, 1, tzinfo=UTC), timedelta(days=1)
DAY_SECONDS = 86_400.0


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
    first = model_flags(journal, FROM, TO, DAY)
    spent = time.process_time() - began
    print(f"{len(journal):,} events, {len(looks(FROM, TO, DAY))} looks: {spent:.0f} s of CPU")
    firsts = [case for case in cases if case.first]
    _say_rivals(journal, cases, firsts)
    reached = score(cases, first, DAY_SECONDS)
    print(f"  {'the model':40} all         {reached.line()} d")
    print(f"  {'the model':40} first time  {score(firsts, first, DAY_SECONDS).line()} d")
    error = _calibration(journal, cases)
    return reached.good and error <= CALIBRATION


def _read(file: Path) -> Journal:
    rows = []
    for line in file.open():
        event = json.loads(line)
        at = datetime.fromisoformat(event["at"])
        names = (event[name] for name in ("id", "type", "person", "account", "run", "guide", "step"))
        rows.append(JournalRow(at, *names))
    return journal_of(rows)


def _say_rivals(journal: Journal, cases: list[Case], firsts: list[Case]) -> None:
    for rival, own in rival_flags(Lessons(journal), FROM, TO, DAY).items():
        for part, chosen in (("all", cases), ("first time", firsts)):
            print(f"  {rival:40} {part:11} {score(chosen, own, DAY_SECONDS).line()} d")


def _calibration(journal: Journal, cases: list[Case]) -> float:
    """The worse of two errors: at the first flag, and at landmarks of 1, 2, 4, … days after the step fell due."""
    lessons, known = Lessons(journal), {case.key: case for case in cases}
    at_flag: dict[Key, tuple[float, float]] = {}
    at_landmark: list[tuple[float, float]] = []
    for at in looks(FROM, TO, DAY):
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
