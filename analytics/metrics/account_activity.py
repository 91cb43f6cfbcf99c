"""How alive an account is, day by day, answered from the rollup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_("People of the account who did anything in the app on a day (UTC), and how many events they sent.")


@dataclass(frozen=True)
class AccountDay:
    """A day (UTC) of one account."""

    account: str
    day: date
    people: int
    events: int


def account_activity(store: EventStore, environment: str, account: str, period: Period) -> list[AccountDay]:
    """Days with activity, in order."""
    days = {"start": period.start.date(), "end": period.end.date()}
    rows = store.ask("account_activity", environment=environment, account=account, **days)
    return [AccountDay(**row) for row in rows]
