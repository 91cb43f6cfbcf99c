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
    starts: float = 0.8


EVERYBODY = ("member", "billing", "approver", "admin")
EVERY_PLAN = ("starter", "team", "business")

JOURNEYS = (
    Journey(
        "first-invoice",
        0,
        "/",
        ("billing", "admin"),
        EVERY_PLAN,
        "invoice_created",
        (
            Leg("welcome", 7, 0.13),
            Leg("open-composer", 5, 0.04, "click"),
            Leg("choose-customer", 12, 0.05, "click", "/app/composer"),
            Leg("fill-line", 48, 0.15, "button", "/app/composer"),
            Leg("send", 14, 0.09, "click", "/app/composer"),
            Leg("confirm", 9, 0.04, "event", "/app/composer"),
            Leg("done", 4, 0.0),
        ),
    ),
    Journey(
        "invite-team",
        3,
        "/settings/team",
        ("admin",),
        EVERY_PLAN,
        "member_invited",
        (
            Leg("open-invite", 9, 0.2, "click"),
            Leg("write-email", 22, 0.06),
            Leg("choose-role", 11, 0.05),
            Leg("send-invitation", 6, 0.04, "event"),
        ),
    ),
    Journey(
        "approve-invoice",
        9,
        "/invoices",
        ("approver", "admin"),
        EVERY_PLAN,
        "invoice_approved",
        (
            Leg("check-preview", 15, 0.08),
            Leg("press-approve", 8, 0.07, "click"),
            Leg("confirm-approval", 7, 0.09, "event"),
        ),
    ),
    Journey(
        "connect-bank",
        17,
        "/billing",
        ("billing", "admin"),
        ("team", "business"),
        "bank_connected",
        (
            Leg("open-dialog", 10, 0.16, "click"),
            Leg("choose-bank", 16, 0.12),
            Leg("sign-in", 60, 0.72, "event"),
        ),
    ),
    Journey(
        "month-end",
        24,
        "/app/reports",
        ("billing", "approver", "admin"),
        ("business",),
        "report_exported",
        (
            Leg("choose-period", 12, 0.07),
            Leg("build-report", 9, 0.05, "click"),
            Leg("export-csv", 8, 0.06, "event", breaks_on=RELEASE_DAY),
        ),
    ),
    Journey("new-board", 30, "/app/board", EVERYBODY, EVERY_PLAN, None, (Leg("announce", 6, 0.18),), starts=0.95),
)
