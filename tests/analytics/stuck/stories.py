"""Small histories to be checked by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from analytics.stuck.past.journal import Journal, JournalRow, journal_of

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
GUIDE = "first-invoice"


def after(**span: float) -> datetime:
    return START + timedelta(**span)


class Story:
    """Collects events. Every call adds some and answers the story, so that a history reads as a few lines."""

    def __init__(self) -> None:
        self.rows: list[JournalRow] = []
        self._ids = count(1)

    def event(
        self,
        type_: str,
        person: str,
        at: datetime,
        step: str = "",
        run: str | None = None,
        account: str = "acme",
        guide: str = GUIDE,
    ) -> Story:
        in_guide = bool(step) or type_.startswith("guide_")
        named_run = (run or f"run-of-{person}") if in_guide else ""
        self.rows.append(
            JournalRow(at, f"e{next(self._ids)}", type_, person, account, named_run, guide if in_guide else "", step)
        )
        return self

    def meets(self, person: str, step: str, at: datetime, done_after: timedelta | None = None, **where: str) -> Story:
        """The person sees a step and, perhaps, does it."""
        self.event("step_seen", person, at, step, **where)
        if done_after is not None:
            self.event("step_acted", person, at + done_after, step, **where)
        return self

    def crowd(self, step: str, finishing: int, leaving: int, minutes: float = 5.0, start: datetime = START) -> Story:
        """People who each met only this step: some did it within about the minutes, some never."""
        for number in range(finishing):
            took = timedelta(minutes=minutes * (0.5 + number / max(finishing, 1)))
            self.meets(f"{step}-finisher-{number}", step, start + timedelta(minutes=number), took)
        for number in range(leaving):
            self.meets(f"{step}-leaver-{number}", step, start + timedelta(minutes=number))
        return self

    def journal(self) -> Journal:
        return journal_of(self.rows)
