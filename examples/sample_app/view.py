"""Rendering: who is asking, in which language, with which words and amounts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from examples.sample_app.books import Book
from examples.sample_app.cast import Language, Who, everyone, parse_who
from examples.sample_app.words import WORDS, say

WHO_COOKIE = "choba_who"
HAPPENED_COOKIE = "choba_happened"
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def who_of(request: Request) -> Who:
    return parse_who(request.cookies.get(WHO_COOKIE))


def book_of(request: Request) -> Book:
    book: Book = request.app.state.office.book(who_of(request).company)
    return book


def money(amount: int, currency: str) -> str:
    """`¥1,200` or `$1,200`."""
    return f"{'¥' if currency == 'JPY' else '$'}{amount:,}"


def day(value: date, language: Language) -> str:
    """`2026年11月22日` or `22 Nov 2026`."""
    return f"{value.year}年{value.month}月{value.day}日" if language == "ja" else f"{value.day} {value:%b %Y}"


def page(request: Request, template: str, **context: Any) -> HTMLResponse:
    """One page. What an action just did (`happened`) is handed to the page once, for it to track."""
    who = who_of(request)
    language = who.user.language
    office = request.app.state.office
    happened = request.cookies.get(HAPPENED_COOKIE, "")
    html = _TEMPLATES.get_template(template).render(
        who=who, everyone=everyone(), language=language, path=request.url.path, office=office,
        nonce=request.state.nonce, is_next=office.release == "next",
        book=office.book(who.company), today=office.today(),
        t=lambda text, **values: say(language, text, **values),
        money=lambda amount: money(amount, who.company.currency), day=lambda value: day(value, language),
        words=WORDS if language == "ja" else {}, happened=json.loads(happened) if happened else None, **context,
    )  # fmt: skip
    response = HTMLResponse(html)
    if happened:
        response.delete_cookie(HAPPENED_COOKIE)
    return response
