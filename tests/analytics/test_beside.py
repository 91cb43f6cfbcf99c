"""Checklists, resource centers, news and scores day by day, on both engines."""

from __future__ import annotations

from pathlib import Path

from analytics.metrics.center import center_use, news_reads
from analytics.metrics.checklist import checklist_tasks
from analytics.metrics.survey import satisfied, survey_days, survey_results
from analytics.store import OwnedStore
from tests.analytics.stores import ENVIRONMENT, WHOLE, event, load
from tests.analytics.test_survey import said


def test_tasks(store: OwnedStore, tmp_path: Path) -> None:
    events = [event("guide_started", 1, run=run, person=person) for run, person in (("r1", "p1"), ("r2", "p2"))]
    events += [
        event("checklist_task_completed", 2, run="r1", person="p1", step="invite"),
        event("checklist_task_completed", 9, run="r1", person="p1", step="invite"),
        event("checklist_task_completed", 4, run="r2", person="p2", step="invite"),
        event("checklist_task_completed", 6, run="r2", person="p2", step="tour"),
    ]
    load(store, tmp_path, events)
    found = checklist_tasks(store, ENVIRONMENT, "g", WHOLE)
    assert {key: (one.done, one.people, one.median_seconds) for key, one in found.items()} == {
        "invite": (2, 2, 120.0),
        "tour": (1, 1, 300.0),
    }


def test_searches_and_reads(store: OwnedStore, tmp_path: Path) -> None:
    searches = [("VAT", 0, "p1"), ("vat", 0, "p2"), ("invoice", 2, "p1"), ("請求書", 1, "p1")]
    events = [
        event("center_searched", minute, person=person, props={"query": query, "results": results})
        for minute, (query, results, person) in enumerate(searches, 1)
    ]
    events += [
        event("article_viewed", 5, step="tax", person="p1", props={"query": "vat"}),
        event("article_viewed", 6, step="tax", person="p1", props={"title": "Tax"}),
        event("article_viewed", 7, step="bank", person="p2"),
        event("news_read", 8, step="release", person="p2"),
        event("news_read", 9, step="release", person="p2"),
        event("help_requested", 9, person="p2"),
    ]
    load(store, tmp_path, events)
    use = center_use(store, ENVIRONMENT, "g", WHOLE)
    assert [(one.query, one.searches, one.people, one.in_vain) for one in use.searches] == [
        ("vat", 2, 2, 2),
        ("invoice", 1, 1, 0),
        ("請求書", 1, 1, 0),
    ]
    assert [(one.entry, one.reads, one.people, one.by_search) for one in use.articles] == [
        ("tax", 2, 1, 1),
        ("bank", 1, 1, 0),
    ]
    assert (use.searched, use.in_vain, use.asked_for_help, use.news[0].reads) == (4, 2, 1, 2)
    assert news_reads(store, ENVIRONMENT, "release", WHOLE) == (2, 1)


def test_scores_day_by_day_and_favourable_answers(store: OwnedStore, tmp_path: Path) -> None:
    day = 24 * 60
    answers = [
        said(1, "r1", "likely", "nps", "10"),
        said(2, "r2", "likely", "nps", "3"),
        said(day + 1, "r3", "likely", "nps", "9"),
        said(3, "r1", "happy", "csat", "5"),
        said(3, "r2", "happy", "csat", "4"),
        said(day + 3, "r3", "happy", "csat", "1"),
    ]
    load(store, tmp_path, answers)
    days = survey_days(store, ENVIRONMENT, "g", WHOLE)
    assert [(one.score, one.answers) for one in days["likely"]] == [(0, 2), (100, 1)]
    assert [(one.score, one.answers) for one in days["happy"]] == [(4.5, 2), (1, 1)]
    likely, happy = sorted(survey_results(store, ENVIRONMENT, "g", WHOLE).questions, key=lambda one: -len(one.ask))
    by_ask = {one.ask: one for one in (likely, happy)}
    assert satisfied(by_ask["csat"], 5) == 2 / 3
    assert satisfied(by_ask["nps"], 5) is None
