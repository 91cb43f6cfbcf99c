"""What people answered: scores, how often each answer was given, by account, and the words they wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

NPS_DEFINITION = N_(
    "Net Promoter Score = share of promoters (9 or 10) minus share of detractors (0 to 6), from −100 to 100. "
    "Passives (7 or 8) count in the number of answers only. Source: Reichheld, Harvard Business Review, December 2003."
)
SATISFIED_DEFINITION = N_(
    "The share of answers in the two highest points of the scale, as CSAT is usually told; for effort (CES) the share "
    "of those who agree that it was easy, 5 to 7."
)
MEAN_DEFINITION = N_("The mean of the answers to this question; of each response the last answer counts.")
RESPONSE_DEFINITION = N_(
    "Responses with at least one answer, as a share of the runs in which the survey was seen. Answers left before "
    "the end are kept and counted as partial."
)
PROMOTER, DETRACTOR = 9, 6
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Answers:
    """How often one answer was given, by one account when `account` is named."""

    question: str
    ask: str
    answer: str
    label: str
    account: str | None
    score: float | None
    answers: int
    partial: int
    first_at: datetime


@dataclass(frozen=True)
class Bar:
    """One answer of a question's distribution; `share` of all answers to the question, 0–1."""

    answer: str
    label: str
    count: int
    share: float


@dataclass(frozen=True)
class AccountScore:
    account: str
    answers: int
    score: float


@dataclass(frozen=True)
class QuestionResult:
    """One question's answers. `score` is the NPS, else the mean, else None for what has no numbers."""

    question: str
    ask: str
    answers: int
    partial: int
    score: float | None
    promoters: int
    passives: int
    detractors: int
    bars: list[Bar]
    accounts: list[AccountScore]


@dataclass(frozen=True)
class DayScore:
    """One question on one UTC day. `score`: the NPS, else the mean."""

    day: date
    score: float
    answers: int


@dataclass(frozen=True)
class Response:
    """One answer of one response; `person` is None where answers are kept without the person."""

    id: str
    response: str
    question: str
    ask: str
    step: str | None
    answer: str
    label: str | None
    score: float | None
    partial: bool
    at: datetime
    person: str | None
    account: str | None
    run: str | None


@dataclass(frozen=True)
class SurveyResults:
    asked: int
    responses: int
    completed: int
    questions: list[QuestionResult]

    @property
    def response_rate(self) -> float:
        return min(1.0, self.responses / self.asked) if self.asked else 0.0


def nps(scores: Iterable[tuple[float, int]]) -> float | None:
    """The Net Promoter Score of (score, how often), −100 to 100; None without answers. See `NPS_DEFINITION`."""
    counted = list(scores)
    total = sum(count for _, count in counted)
    promoters = sum(count for score, count in counted if score >= PROMOTER)
    detractors = sum(count for score, count in counted if score <= DETRACTOR)
    return 100 * (promoters - detractors) / total if total else None


def mean(scores: Iterable[tuple[float, int]]) -> float | None:
    """The mean of (score, how often); None without answers."""
    counted = list(scores)
    total = sum(count for _, count in counted)
    return sum(score * count for score, count in counted) / total if total else None


def survey_results(store: EventStore, environment: str, guide: str, period: Period) -> SurveyResults:
    """Everything but the words; the questions in the order in which they were first answered."""
    asked: dict[str, Any] = {"environment": environment, "guide": guide, "start": period.start, "end": period.end}
    totals = store.ask("survey_responses", **asked)[0]
    by_question: dict[str, list[Answers]] = defaultdict(list)
    for row in store.ask("survey_counts", **asked, daily=False):
        del row["day"]
        by_question[row["question"]].append(Answers(**row | {"label": row["label"] or row["answer"]}))
    ordered = sorted(by_question.values(), key=lambda rows: min(row.first_at for row in rows))
    return SurveyResults(**totals, questions=[_result(rows) for rows in ordered])


def survey_days(store: EventStore, environment: str, guide: str, period: Period) -> dict[str, list[DayScore]]:
    """Question key → its score on each day that has answers."""
    asked: dict[str, Any] = {"environment": environment, "guide": guide, "start": period.start, "end": period.end}
    given: dict[tuple[str, str, date], list[tuple[float, int]]] = defaultdict(list)
    for row in store.ask("survey_counts", **asked, daily=True):
        if row["score"] is not None:
            given[row["question"], row["ask"], row["day"]].append((row["score"], row["answers"]))
    days: dict[str, list[DayScore]] = defaultdict(list)
    for (question, ask, day), scores in given.items():
        score = (nps if ask == "nps" else mean)(scores)
        if score is not None:
            days[question].append(DayScore(day, score, sum(count for _, count in scores)))
    return days


def satisfied(result: QuestionResult, scale: int) -> float | None:
    """The share of CSAT or CES answers that are favourable, 0–1 (`SATISFIED_DEFINITION`); None for other questions."""
    if result.ask not in ("csat", "ces") or not result.answers:
        return None
    least = 5 if result.ask == "ces" else scale - 1
    return sum(bar.count for bar in result.bars if bar.answer.isdigit() and int(bar.answer) >= least) / result.answers


def survey_answers(
    store: EventStore, environment: str, guide: str, period: Period, question: str = "", account: str = "",
    limit: int = MOST_ROWS,
) -> list[Response]:  # fmt: skip
    """The last answer of each response to each question, newest first."""
    rows = store.ask(
        "survey_answers", environment=environment, guide=guide, start=period.start, end=period.end, asked=question,
        account=account, limit=limit,
    )  # fmt: skip
    return [Response(**row | {"partial": bool(row["partial"])}) for row in rows]


def _result(rows: list[Answers]) -> QuestionResult:
    ask, total = rows[0].ask, sum(row.answers for row in rows)
    scores = _scores(rows)
    by_account: dict[str, list[Answers]] = defaultdict(list)
    for row in rows:
        if row.account:
            by_account[row.account].append(row)
    figure = nps if ask == "nps" else mean
    accounts = [
        AccountScore(account, sum(row.answers for row in own), score)
        for account, own in by_account.items()
        if (score := figure(_scores(own))) is not None
    ]
    promoters = sum(count for score, count in scores if score >= PROMOTER)
    detractors = sum(count for score, count in scores if score <= DETRACTOR)
    return QuestionResult(
        question=rows[0].question,
        ask=ask,
        answers=total,
        partial=sum(row.partial for row in rows),
        score=figure(scores),
        promoters=promoters,
        passives=total - promoters - detractors,
        detractors=detractors,
        bars=_bars(rows, ask, total),
        accounts=sorted(accounts, key=lambda one: (one.score, -one.answers)),
    )


def _scores(rows: Iterable[Answers]) -> list[tuple[float, int]]:
    return [(row.score, row.answers) for row in rows if row.score is not None]


def _bars(rows: list[Answers], ask: str, total: int) -> list[Bar]:
    """Every answer given; a choice of several counts for each of them."""
    counts: dict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for row in rows:
        parts = row.answer.split("\n") if ask == "choices" else [row.answer]
        named = row.label.split("\n") if ask == "choices" else [row.label]
        for part, label in zip(parts, named if len(named) == len(parts) else parts, strict=True):
            counts[part] += row.answers
            labels.setdefault(part, label)
    bars = [Bar(answer, labels[answer], count, count / total) for answer, count in counts.items()]
    if all(bar.answer.isdigit() for bar in bars):
        return sorted(bars, key=lambda bar: int(bar.answer))
    return sorted(bars, key=lambda bar: (-bar.count, bar.label))
