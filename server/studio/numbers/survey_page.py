"""`/guides/KEY/answers`: what people answered, one by one, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from analytics.metrics.period import Period
from analytics.metrics.survey import Response as Answer
from analytics.metrics.survey import survey_answers
from guides.content import plain_text, questions
from guides.definition import Guide
from server.auth.current import CurrentMember
from server.database import SessionDep
from server.services import services_of
from server.stores.accounts import AccountStore
from server.stores.people import PersonStore
from server.studio.drafts.draft import load_draft
from server.studio.guide_frame import render_guide
from server.studio.numbers.periods import DAYS, chosen_days

router = APIRouter(include_in_schema=False)
PAGE = 200
COLUMNS = ("at", "response", "question", "ask", "answer", "label", "score", "partial", "person", "account", "step")


def question_words(guide: Guide) -> dict[str, str]:
    """Question key → what is asked, in the draft's own language."""
    return {block.key: plain_text(block.text) for step in guide.steps for block in questions(step.content)}


def answers_address(key: str, days: int, question: str = "", account: str = "") -> str:
    """Where the answers behind a number are listed."""
    asked = {"days": str(days), "question": question, "account": account}
    return f"/guides/{key}/answers?{urlencode({name: value for name, value in asked.items() if value})}"


@router.get("/guides/{key}/answers")
def answers_page(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, days: int = 30, question: str = "",
    account: str = "",
) -> Response:  # fmt: skip
    draft = load_draft(session, signed_in.scope, key)
    services, days = services_of(request), chosen_days(days)
    period = Period.last_days(days, services.clock())
    found = survey_answers(services.store, signed_in.environment.id, key, period, question, account, PAGE)
    return render_guide(
        request, session, signed_in, draft, "studio/answers.html",
        answers=found,
        people=PersonStore(session, signed_in.scope).of_keys({one.person for one in found if one.person}),
        accounts=AccountStore(session, signed_in.scope).of_keys({one.account for one in found if one.account}),
        question_words=question_words(draft.guide),
        chosen={"question": question, "account": account},
        days=days,
        all_days=DAYS,
        most=PAGE,
    )  # fmt: skip


@router.get("/guides/{key}/answers.csv")
def answers_file(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, days: int = 30, question: str = ""
) -> Response:
    """Every answer of the period, one a line, newest first."""
    load_draft(session, signed_in.scope, key)
    services = services_of(request)
    period = Period.last_days(chosen_days(days), services.clock())
    found = survey_answers(services.store, signed_in.environment.id, key, period, question)
    headers = {"Content-Disposition": f'attachment; filename="{key}-answers.csv"'}
    return StreamingResponse(_lines(found), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(answers: list[Answer]) -> Iterator[str]:
    # The mark at the start is how spreadsheets know that the file is UTF-8.
    yield "\ufeff" + _line(COLUMNS)
    for one in answers:
        yield _line([_cell(getattr(one, name)) for name in COLUMNS])


def _cell(value: object) -> str:
    """Text that a spreadsheet would run as a formula is kept text."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _line(cells: tuple[str, ...] | list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
