"""The customers of the imaginary Choba: companies with contracts and fates, and the people who work there."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Literal

from server.demo.names import COMPANIES_EN, COMPANIES_JA, person_name

Fate = Literal["steady", "growing", "slipping", "churned", "new", "struggling"]
PEOPLE = 1200
DAYS = 60
FATES: dict[Fate, int] = {"steady": 15, "growing": 5, "slipping": 4, "churned": 3, "new": 5, "struggling": 3}
YEN_A_SEAT = {"starter": 36_000, "team": 84_000, "business": 132_000}
CSMS = ("csm@choba.example", "park@choba.example")


@dataclass
class Company:
    """A customer. `joined` and `left` are days of the story: 0 is the first, DAYS - 1 is today."""

    key: str
    name: str
    plan: str
    arr: int
    industry: str
    seats: int
    stage: str
    japanese: bool
    fate: Fate
    owner: str
    joined: int
    left: int | None = None

    @property
    def utc_offset(self) -> int:
        """Hours that their clocks are ahead of UTC."""
        return 9 if self.japanese else 0

    def traits(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "plan": self.plan,
            "arr": self.arr,
            "industry": self.industry,
            "seats": self.seats,
            "stage": self.stage,
        }


@dataclass
class Human:
    """Somebody who uses Choba. `habit` is the chance of working with it on a working day, `skill` 0–1 how easily.

    `cast`: one of the sample app's people, left to meet the guides when a visitor plays them.
    """

    key: str
    name: str
    email: str
    role: str
    language: str
    company: Company
    joined: int
    habit: float
    skill: float
    newcomer: bool = False
    cast: bool = False
    guides_met: set[str] = field(default_factory=set)

    def traits(self) -> dict[str, Any]:
        return {"name": self.name, "email": self.email, "role": self.role, "language": self.language}


@dataclass(frozen=True)
class World:
    companies: list[Company]
    people: list[Human]


def make_world(seed: int, cast: list[tuple[dict[str, Any], dict[str, Any]]]) -> World:
    """The same world for the same seed. `cast`: (person, company) of the sample app, who live in it too."""
    chance = random.Random(seed)
    companies = _cast_companies(cast) + _invented(chance)
    by_key = {company.key: company for company in companies}
    people = [_cast_person(person, by_key[company["key"]]) for person, company in cast]
    seats = [company for company in companies for _ in range(company.seats)]
    while len(people) < PEOPLE:
        people.append(_person(chance, len(people), chance.choice(seats)))
    return World(companies, people)


def _cast_companies(cast: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[Company]:
    made: dict[str, Company] = {}
    for _, told in cast:
        made.setdefault(
            told["key"],
            Company(
                key=told["key"],
                name=told["name"],
                plan=told["plan"],
                arr=told["arr"],
                industry=told["industry"],
                seats=told["seats"],
                stage=told["stage"],
                japanese=told["language"] == "ja",
                owner=CSMS[0],
                fate="new" if told["stage"] == "onboarding" else "steady",
                joined=38 if told["stage"] == "onboarding" else 0,
            ),
        )
    return list(made.values())


def _invented(chance: random.Random) -> list[Company]:
    fates = [fate for fate, count in FATES.items() for _ in range(count)]
    chance.shuffle(fates)
    named = [(*pair, True) for pair in COMPANIES_JA] + [(*pair, False) for pair in COMPANIES_EN]
    return [
        _company(chance, n, name, industry, japanese, fate)
        for n, ((name, industry, japanese), fate) in enumerate(zip(named, fates, strict=True))
    ]


def _company(chance: random.Random, n: int, name: str, industry: str, japanese: bool, fate: Fate) -> Company:
    plan = chance.choices(("starter", "team", "business"), (3, 4, 3))[0]
    seats = {"starter": chance.randint(6, 16), "team": chance.randint(15, 45), "business": chance.randint(40, 110)}[
        plan
    ]
    stage = {"new": "onboarding", "slipping": "renewal", "churned": "churned"}.get(fate, "live")
    return Company(
        key=f"acct-{n + 101}",
        name=name,
        plan=plan,
        arr=round(seats * YEN_A_SEAT[plan], -4),
        industry=industry,
        seats=seats,
        stage=stage,
        japanese=japanese,
        fate=fate,
        owner=CSMS[n % 2],
        joined=chance.randint(24, 52) if fate == "new" else 0,
        left=chance.randint(25, 42) if fate == "churned" else None,
    )


def _person(chance: random.Random, n: int, company: Company) -> Human:
    name, mail = person_name(chance, company.japanese)
    first = company.joined == 0 and chance.random() < (0.3 if company.fate == "struggling" else 0.58)
    joined = 0 if first else min(DAYS - 2, company.joined + int(chance.expovariate(1 / 14)))
    return Human(
        key=f"u-{n + 1000}",
        name=name,
        email=f"{mail}{n}@{company.key}.example",
        role=chance.choices(("member", "billing", "approver", "admin"), (45, 30, 18, 7))[0],
        language="ja" if company.japanese else "en",
        company=company,
        joined=joined,
        habit=min(0.92, chance.betavariate(2.2, 2.6)),
        skill=chance.betavariate(3, 2),
        newcomer=not first,
    )


def _cast_person(told: dict[str, Any], company: Company) -> Human:
    return Human(
        key=told["key"],
        name=told["name"],
        email=told["email"],
        role=told["role"],
        language=told["language"],
        company=company,
        joined=max(company.joined, 4),
        habit=0.6,
        skill=0.7,
        newcomer=False,
        cast=True,
    )
