"""What the analytics page shows of a guide's kind: a survey's answers, what people did with what stands."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import Request
from sqlmodel import Session

from analytics.metrics.center import center_use, news_reads
from analytics.metrics.checklist import TaskDone, checklist_tasks
from analytics.metrics.guide_uses import guide_uses
from analytics.metrics.period import Period
from analytics.metrics.survey import satisfied, survey_answers, survey_days, survey_results
from guides.content import questions
from guides.definition import Guide
from guides.problem import step_title
from guides.standing import stands
from server.auth.current import SignedIn
from server.services import services_of
from server.stores.accounts import AccountStore
from server.stores.guides import GuideStore
from server.stores.people import PersonStore
from server.studio.guide_frame import guide_names
from server.studio.numbers.survey_page import answers_address, question_words

WORDS_SHOWN = 20


def kind_numbers(
    request: Request, session: Session, signed_in: SignedIn, guide: Guide, period: Period, days: int
) -> dict[str, Any]:
    """For the template; `survey` and `uses` are None where the kind has none."""
    store, environment = services_of(request).store, signed_in.environment.id
    context: dict[str, Any] = {"survey": None, "uses": None, "tasks": None, "center": None, "news": None}
    if guide.checklist:
        context["tasks"] = _tasks(guide, checklist_tasks(store, environment, guide.key, period))
        return context
    if guide.resource_center:
        context["center"] = center_use(store, environment, guide.key, period)
        context["article_titles"] = {one.key: one.title for one in guide.resource_center.articles}
        context["news_names"] = guide_names(GuideStore(session, signed_in.scope))
    if guide.kind == "announcement":
        context["news"] = news_reads(store, environment, guide.key, period)
    if stands(guide) or guide.kind == "announcement":
        context["uses"] = guide_uses(store, environment, guide.key, period)
        context["step_names"] = {step.key: step_title(step) for step in guide.steps}
    asked = [block for step in guide.steps for block in questions(step.content)]
    if not asked:
        return context
    found = survey_results(store, environment, guide.key, period)
    scales = {block.key: block.scale for block in asked}
    written = {block.key for block in asked if block.ask == "text"}
    said = [
        answer
        for key in sorted(written)
        for answer in survey_answers(store, environment, guide.key, period, key, limit=WORDS_SHOWN)
    ]
    words = sorted(said, key=lambda one: one.at, reverse=True)[:WORDS_SHOWN]
    named = {line.account for one in found.questions for line in one.accounts} | {one.account for one in words}
    accounts = AccountStore(session, signed_in.scope).of_keys({key for key in named if key})
    return context | {
        "survey": found,
        "score_days": survey_days(store, environment, guide.key, period),
        "satisfied": {
            one.question: share
            for one in found.questions
            if (share := satisfied(one, scales.get(one.question, 5))) is not None
        },
        "words": words,
        "people": PersonStore(session, signed_in.scope).of_keys({one.person for one in words if one.person}),
        "account_names": {key: account.name or key for key, account in accounts.items()},
        "question_words": question_words(guide),
        "answers_address": partial(answers_address, guide.key, days),
    }


def _tasks(guide: Guide, done: dict[str, TaskDone]) -> list[tuple[str, str, TaskDone | None]]:
    """Key, words and numbers of each task: the draft's in order, then those that only older versions had."""
    items = guide.checklist.items if guide.checklist else []
    lines = [(item.key, item.label, done.get(item.key)) for item in items]
    known = {item.key for item in items}
    return [*lines, *[(key, key, one) for key, one in done.items() if key not in known]]
