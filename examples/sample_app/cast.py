"""Who uses the sample app: a few people in a few companies, Japanese and English, some in two companies at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Language = Literal["ja", "en"]
Plan = Literal["starter", "team", "business"]


@dataclass(frozen=True)
class Company:
    """A customer of Choba. `arr` is what it pays a year, in yen, as Choba's own books have it."""

    key: str
    name: str
    plan: Plan
    arr: int
    industry: str
    seats: int
    stage: Literal["onboarding", "live", "renewal"]
    currency: Literal["JPY", "USD"]
    language: Language

    def traits(self) -> dict[str, Any]:
        """What the app tells Shirube in `group`."""
        return {
            "name": self.name,
            "plan": self.plan,
            "arr": self.arr,
            "industry": self.industry,
            "seats": self.seats,
            "stage": self.stage,
        }


@dataclass(frozen=True)
class User:
    """Somebody who signs in to Choba. The first company is where they start."""

    key: str
    name: str
    email: str
    role: Literal["admin", "billing", "approver", "member"]
    language: Language
    companies: tuple[str, ...]
    joined: str = field(default="2026-09-28")

    def traits(self) -> dict[str, Any]:
        """What the app tells Shirube in `identify`."""
        return {
            "name": self.name,
            "email": self.email,
            "role": self.role,
            "language": self.language,
            "joined": self.joined,
        }

    @property
    def initials(self) -> str:
        """Two letters of a Latin name, the family name of a Japanese one."""
        parts = self.name.split()
        return parts[0] if self.language == "ja" else "".join(part[0] for part in parts[:2])


COMPANIES = {
    company.key: company
    for company in (
        Company("minato-foods", "みなと食品株式会社", "business", 4_800_000, "food", 42, "live", "JPY", "ja"),
        Company("hoshino-print", "星野印刷株式会社", "team", 1_440_000, "printing", 18, "onboarding", "JPY", "ja"),
        Company(
            "aozora-logistics", "あおぞら物流株式会社", "business", 7_200_000, "logistics", 65, "renewal", "JPY", "ja"
        ),
        Company("bramble-finch", "Bramble & Finch Ltd", "team", 1_920_000, "design", 14, "onboarding", "USD", "en"),
        Company("larkfield-robotics", "Larkfield Robotics", "business", 9_600_000, "robotics", 88, "live", "USD", "en"),
    )
}

USERS = {
    user.key: user
    for user in (
        User("u-sato", "佐藤 美咲", "misaki.sato@minato-foods.example", "billing", "ja", ("minato-foods",)),
        User("u-tanaka", "田中 健一", "kenichi.tanaka@minato-foods.example", "admin", "ja", ("minato-foods",)),
        User(
            "u-takahashi",
            "高橋 蓮",
            "ren.takahashi@hoshino-print.example",
            "billing",
            "ja",
            ("hoshino-print",),
            "2026-11-16",
        ),
        User(
            "u-nakamura",
            "中村 あかり",
            "akari@nakamura-tax.example",
            "approver",
            "ja",
            ("aozora-logistics", "hoshino-print"),
        ),
        User(
            "u-clarke", "Emma Clarke", "emma@bramble-finch.example", "billing", "en", ("bramble-finch",), "2026-11-12"
        ),
        User("u-osei", "Daniel Osei", "daniel.osei@larkfield.example", "admin", "en", ("larkfield-robotics",)),
        User(
            "u-rossi",
            "Sofia Rossi",
            "sofia@rossi-accounting.example",
            "approver",
            "en",
            ("larkfield-robotics", "bramble-finch"),
        ),
    )
}


@dataclass(frozen=True)
class Who:
    """The person using this browser, in the company they are working for now."""

    user: User
    company: Company

    @property
    def value(self) -> str:
        """The cookie's value; `parse_who` reads it back."""
        return f"{self.user.key}@{self.company.key}"


def everyone() -> list[Who]:
    """Each person in each of their companies, in the order of the switch."""
    return [Who(user, COMPANIES[key]) for user in USERS.values() for key in user.companies]


def parse_who(value: str | None) -> Who:
    """The person of a cookie; whoever is first when it names nobody."""
    return next((who for who in everyone() if who.value == value), everyone()[0])
