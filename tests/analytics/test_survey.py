"""Survey results on both engines, on answers small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.events import StoredEvent
from analytics.metrics.guide_uses import guide_uses
from analytics.metrics.survey import nps, survey_answers, survey_results
from analytics.store import OwnedStore
from tests.analytics.stores import ENVIRONMENT, WHOLE, event, load


def said(minute: float, response: str, question: str, ask: str, answer: str, **more: Any) -> StoredEvent:
    props: dict[str, Any] = {
        "question": question,
        "ask": ask,
        "answer": answer,
        "label": answer,
        "response": response,
        "partial": False,
    }
    if answer.isdigit():
        props["score"] = int(answer)
    fields = {name: more.pop(name) for name in ("person", "account", "run") if name in more}
    return event("survey_answered", minute, step="ask", props=props | more, **({"run": response} | fields))


@pytest.mark.parametrize(
    ("scores", "score"),
    [([], None), ([(10, 1)], 100), ([(0, 1)], -100), ([(7, 3), (8, 1)], 0), ([(9, 2), (8, 1), (6, 1)], 25),
     ([(6.0, 1), (9.0, 1)], 0)],
)  # fmt: skip
def test_nps(scores: list[tuple[float, int]], score: float | None) -> None:
    assert nps(scores) == score


def test_results(store: OwnedStore, tmp_path: Path) -> None:
    seen = [event("step_seen", minute, run=f"r{minute}", step="ask") for minute in range(1, 6)]
    answers = [
        said(1, "r1", "likely", "nps", "3", person="p1", partial=True),
        said(2, "r1", "likely", "nps", "10", person="p1"),
        said(2, "r2", "likely", "nps", "9", person="p2"),
        said(3, "r3", "likely", "nps", "6", person="p3", account="beta", partial=True),
        said(3, "anon", "likely", "nps", "8", person=None, run=None),
        said(4, "r1", "why", "choices", "price\nspeed", person="p1"),
        said(4, "r2", "why", "choices", "speed", person="p2"),
        said(5, "r2", "words", "text", "日本語も\n「はい」", person="p2"),
    ]
    load(store, tmp_path, seen + answers)
    found = survey_results(store, ENVIRONMENT, "g", WHOLE)
    assert (found.asked, found.responses, found.response_rate) == (5, 4, 0.8)
    likely, why = found.questions
    assert (likely.answers, likely.partial, likely.score) == (4, 1, 25)
    assert (likely.promoters, likely.passives, likely.detractors) == (2, 1, 1)
    assert [(bar.answer, bar.count) for bar in likely.bars] == [("6", 1), ("8", 1), ("9", 1), ("10", 1)]
    assert [(one.account, one.answers, round(one.score)) for one in likely.accounts] == [
        ("beta", 1, -100),
        ("acme", 3, 67),
    ]
    assert [(bar.label, bar.count, bar.share) for bar in why.bars] == [("speed", 2, 1.0), ("price", 1, 0.5)]
    (words,) = survey_answers(store, ENVIRONMENT, "g", WHOLE, question="words")
    assert (words.answer, words.person, words.account) == ("日本語も\n「はい」", "p2", "acme")
    assert {one.person for one in survey_answers(store, ENVIRONMENT, "g", WHOLE, question="likely")} == {
        "p1",
        "p2",
        "p3",
        None,
    }


def test_uses(store: OwnedStore, tmp_path: Path) -> None:
    runs = [("r1", "p1"), ("r2", "p2"), ("r3", "p3")]
    events = [event("step_seen", 1, run=run, person=person, step="a") for run, person in runs]
    events += [
        event("step_acted", 2, run="r1", step="a", props={"by": "open"}),
        event("step_acted", 3, run="r1", step="a", props={"by": "button"}),
    ]
    events += [
        event("step_acted", 2, run="r2", step="a", props={"by": "click"}),
        event("guide_dismissed", 4, run="r3", props={"step": "a"}),
    ]
    load(store, tmp_path, events)
    (use,) = guide_uses(store, ENVIRONMENT, "g", WHOLE)
    assert (use.seen, use.opened, use.used, use.dismissed, use.people) == (3, 1, 2, 1, 3)
