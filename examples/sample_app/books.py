"""Each company's books: customers and invoices, made from a seed when first opened, changed by what people do."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from examples.sample_app.cast import Company

Status = Literal["draft", "waiting", "approved", "paid", "overdue"]
BOARD: tuple[Status, ...] = ("draft", "waiting", "approved", "paid")


@dataclass(frozen=True)
class Line:
    """One row of an invoice; `price` is per unit, in the company's currency without minor units."""

    what: str
    quantity: int
    price: int

    @property
    def amount(self) -> int:
        return self.quantity * self.price


@dataclass
class Invoice:
    number: str
    customer: str
    issued: date
    due: date
    lines: list[Line]
    status: Status

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def tax(self) -> int:
        return self.subtotal // 10

    @property
    def total(self) -> int:
        return self.subtotal + self.tax

    def as_json(self) -> dict[str, Any]:
        """What the single-page part of the app receives."""
        return {
            "number": self.number, "customer": self.customer, "issued": self.issued.isoformat(),
            "due": self.due.isoformat(), "status": self.status, "total": self.total,
        }  # fmt: skip


@dataclass(frozen=True)
class Customer:
    name: str
    city: str
    terms: int
    owed: int


@dataclass
class Teammate:
    name: str
    email: str
    role: str
    pending: bool = False


@dataclass
class Book:
    """Everything one company sees. `bank` is the name of the connected bank, or None."""

    company: Company
    customers: list[Customer]
    invoices: list[Invoice]
    team: list[Teammate]
    bank: str | None = None
    next_number: int = field(default=2048)

    def invoice(self, number: str) -> Invoice | None:
        return next((invoice for invoice in self.invoices if invoice.number == number), None)

    def add_invoice(self, customer: str, lines: list[Line], terms: int, today: date) -> Invoice:
        """A new invoice, waiting for approval, first in the list."""
        number = f"INV-{self.next_number}"
        self.next_number += 1
        invoice = Invoice(number, customer, today, today + timedelta(days=terms), lines, "waiting")
        self.invoices.insert(0, invoice)
        return invoice

    def total(self, *statuses: Status) -> int:
        return sum(invoice.total for invoice in self.invoices if invoice.status in statuses)


_JA_NAMES = (
    "青葉",
    "若松",
    "三島",
    "桜井",
    "大和",
    "北斗",
    "清水",
    "富岡",
    "藤代",
    "白石",
    "千歳",
    "宮下",
    "朝日野",
    "緑川",
)
_JA_KINDS = ("商店", "製作所", "工業", "デザイン", "建設", "製菓", "電機", "物産", "薬局", "農園")
_JA_CITIES = ("東京", "大阪", "名古屋", "札幌", "福岡", "仙台", "広島", "京都", "金沢", "那覇")
_EN_NAMES = (
    "Ashford",
    "Briar",
    "Calder",
    "Dunmore",
    "Elmwood",
    "Fairhaven",
    "Greystone",
    "Holloway",
    "Ivybridge",
    "Kestrel",
)
_EN_KINDS = ("Studio", "Supply", "Foods", "Partners", "Instruments", "Press", "Textiles", "Marine", "Clinics", "Tools")
_EN_CITIES = ("London", "Bristol", "Leeds", "Austin", "Denver", "Boston", "Toronto", "Dublin", "Glasgow", "Oakland")
_JA_WORK = ("月額利用料", "デザイン制作", "配送料", "印刷加工", "保守サポート", "コンサルティング")
_EN_WORK = ("Monthly retainer", "Design work", "Freight", "Print run", "Support plan", "Consulting")
_STATUSES: tuple[Status, ...] = ("paid", "paid", "paid", "approved", "waiting", "waiting", "overdue", "draft")


def open_book(company: Company, today: date) -> Book:
    """The company's books as they stand on `today`; the same every time for the same day."""
    chance = random.Random(company.key)
    customers = [_customer(company, chance, n) for n in range(640)]
    invoices = [_invoice(company, chance, customers, n, today) for n in range(46)]
    return Book(company, customers, invoices, _team(company))


def _customer(company: Company, chance: random.Random, n: int) -> Customer:
    japanese = company.language == "ja"
    names, kinds, cities = (_JA_NAMES, _JA_KINDS, _JA_CITIES) if japanese else (_EN_NAMES, _EN_KINDS, _EN_CITIES)
    first, second = names[n % len(names)], kinds[(n // len(names)) % len(kinds)]
    branch = n // (len(names) * len(kinds))
    name = f"{first}{second}" if japanese else f"{first} {second}"
    if branch:
        name += f" 第{branch + 1}支店" if japanese else f" No. {branch + 1}"
    owed = chance.choice((0, 0, 0, 1, 2, 3)) * _scale(company) * chance.randint(4, 60)
    return Customer(name, chance.choice(cities), chance.choice((14, 30, 30, 45, 60)), owed)


def _scale(company: Company) -> int:
    return 10_000 if company.currency == "JPY" else 100


def _invoice(company: Company, chance: random.Random, customers: list[Customer], n: int, today: date) -> Invoice:
    work = _JA_WORK if company.language == "ja" else _EN_WORK
    issued = today - timedelta(days=n + chance.randint(0, 2))
    customer = customers[chance.randrange(60)]
    lines = [
        Line(chance.choice(work), chance.randint(1, 12), chance.randint(2, 30) * _scale(company) // 2)
        for _ in range(chance.randint(1, 4))
    ]
    due = issued + timedelta(days=customer.terms)
    return Invoice(f"INV-{2047 - n}", customer.name, issued, due, lines, _status(chance, n, due, today))


def _status(chance: random.Random, n: int, due: date, today: date) -> Status:
    """The newest are still being written; only what is past its date can be overdue."""
    if n <= 3:
        return "waiting" if n % 2 else "draft"
    status = chance.choice(_STATUSES)
    if status == "overdue" and due >= today:
        return "approved"
    return "overdue" if status == "waiting" and due < today else status


def _team(company: Company) -> list[Teammate]:
    if company.language == "ja":
        people = (
            ("伊藤 大輔", "daisuke.ito", "admin"),
            ("山本 さくら", "sakura", "billing"),
            ("小林 翔太", "shota", "approver"),
        )
    else:
        people = (
            ("Hannah Reid", "hannah", "admin"),
            ("Marcus Bell", "marcus", "billing"),
            ("Priya Nair", "priya", "approver"),
        )
    return [Teammate(name, f"{mail}@{company.key}.example", role) for name, mail, role in people]
