"""How people fare in each guide of the demo: how long a step takes, how many stop there, and what breaks when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.demo.world import DAYS

Way = Literal["button", "click", "event"]

RELEASE_DAY = DAYS - 14
"""The day of Choba's last release, which renamed a button that a guide points at."""


@dataclass(frozen=True)
class Leg:
    """One step. `seconds`: median time of those who do it; `stops`: share of average people who get no further."""

    key: str
    seconds: float
    stops: float
    way: Way = "button"
    page: str = ""
    breaks_on: int | None = None


@dataclass(frozen=True)
class Journey:
    """A guide as it is lived. `from_day`: when it was published; `page`: where it starts; `proof`: its goal event."""

    guide: str
    from_day: int
    page: str
    roles: tuple[str, ...]
    plans: tuple[str, ...]
    proof: str | None
    legs: tuple[Leg, ...]
    for_newcomers: bool = False
    starts: float = 0.8


EVERYBODY = ("member", "billing", "approver", "admin")
EVERY_PLAN = ("starter", "team", "business")

JOURNEYS = (
    Journey(
        "welcome",
        0,
        "/",
        EVERYBODY,
        EVERY_PLAN,
        None,
        (Leg("hello", 8, 0.16), Leg("figures", 11, 0.05), Leg("bank-feed", 9, 0.04)),
        for_newcomers=True,
        starts=0.95,
    ),
    Journey(
        "first-invoice",
        0,
        "/invoices",
        ("billing", "admin"),
        EVERY_PLAN,
        "invoice_created",
        (
            Leg("new-invoice", 6, 0.12, "click"),
            Leg("choose-customer", 13, 0.05, "click", "/app/composer"),
            Leg("fill-lines", 52, 0.17, "button", "/app/composer"),
            Leg("send-for-approval", 14, 0.09, "click", "/app/composer"),
            Leg("confirm", 9, 0.04, "event", "/app/composer"),
        ),
        for_newcomers=True,
    ),
    Journey(
        "invite-team",
        3,
        "/settings/team",
        ("admin",),
        EVERY_PLAN,
        "member_invited",
        (Leg("open-invite", 9, 0.2, "click"), Leg("send-invitation", 34, 0.11, "event")),
    ),
    Journey(
        "approve-invoice",
        9,
        "/invoices",
        ("approver", "admin"),
        EVERY_PLAN,
        "invoice_approved",
        (
            Leg("open-board", 8, 0.1, "click"),
            Leg("find-waiting", 12, 0.05, "button", "/app/board"),
            Leg("approve", 11, 0.1, "event", "/app/board"),
        ),
    ),
    Journey(
        "connect-bank",
        17,
        "/billing",
        ("billing", "admin"),
        EVERY_PLAN,
        "bank_connected",
        (
            Leg("open-dialog", 10, 0.16, "click"),
            Leg("choose-bank", 16, 0.12),
            Leg("connect", 60, 0.82, "event"),
        ),
    ),
    Journey(
        "month-end",
        24,
        "/app/reports",
        ("billing", "admin"),
        EVERY_PLAN,
        "report_exported",
        (Leg("build", 11, 0.06, "click"), Leg("export", 8, 0.06, "event", breaks_on=RELEASE_DAY)),
    ),
    Journey("new-board", 30, "/app/board", EVERYBODY, EVERY_PLAN, None, (Leg("announce", 6, 0.18),), starts=0.95),
)
