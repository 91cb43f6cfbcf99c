"""What the demo's people write when they ask for help, and how colleagues have answered those who asked a while ago."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import Engine

from server.database import open_session
from server.models import HelpRequest, Member
from server.stores import doors
from server.stores.help_requests import HelpRequestStore
from server.stores.scoped import Scope

WAITING: Final = timedelta(days=3)
"""Who asked later than this still waits for an answer."""
WORDS: Final[dict[str, dict[Literal["en", "ja"], tuple[str, ...]]]] = {
    "connect": {
        "en": (
            "I enter the code from my bank and nothing happens.",
            "Connect stays grey after I have chosen my bank. What is missing?",
            "Our bank asks for a second approver. Can we connect at all?",
        ),
        "ja": ("接続を押しても画面が変わりません。", "銀行のワンタイムコードを入れるとエラーになります。"),
    },
    "choose-bank": {"en": ("Our bank is not in the list.",), "ja": ("取引先の信用金庫が一覧にありません。",)},
    "approve": {
        "en": ("Who may approve? I only see the invoice, no button.", "It says I cannot approve my own invoice."),
        "ja": ("承認ボタンが押せません。権限が必要でしょうか。",),
    },
    "fill-lines": {
        "en": ("Which tax rate do I take for deliveries abroad?",),
        "ja": ("軽減税率の行はどう入力しますか。", "行を追加すると前の行の金額が消えます。"),
    },
    "send-for-approval": {
        "en": ("It does not say who gets it for approval.",),
        "ja": ("承認者が選べません。",),
    },
}
ANYWHERE: Final[dict[Literal["en", "ja"], tuple[str, ...]]] = {
    "en": ("I am not sure what to do here.", ""),
    "ja": ("ここで何をすればよいか分かりません。", ""),
}
NOTES: Final = (
    "Called them: their bank needs a second approver. Shared the article and stayed until it worked.",
    "Gave them the approver role and showed the board.",
    "Walked through it together. They missed the tax rate of the second line.",
    "E-mailed the steps with a screenshot.",
)


def message(step: str, language: str, run: str) -> str:
    """What somebody writes at a step; the same for the same run. Some write nothing."""
    spoken: Literal["en", "ja"] = "ja" if language.startswith("ja") else "en"
    return random.Random(run).choice(WORDS.get(step, {}).get(spoken) or ANYWHERE[spoken])


def answer_earlier(engine: Engine, scope: Scope, until: datetime) -> None:
    """The account's owner has answered, closed or at least taken what was asked before the last days."""
    with open_session(engine) as session:
        store = HelpRequestStore(session, scope)
        csms = [doors.member_of_email(session, email) for email in ("csm@choba.example", "park@choba.example")]
        for number, row in enumerate(store.in_state("open", limit=1000)):
            _answer(store, row, csms[number % len(csms)], number, until)
        session.commit()


def _answer(store: HelpRequestStore, row: HelpRequest, member: Member | None, number: int, until: datetime) -> None:
    age = until - row.asked_at
    if member is None or age < timedelta(days=1):
        return
    store.assign(row, member.id, row.asked_at + timedelta(hours=2))
    if age > WAITING:
        closed = age > 4 * WAITING
        store.set_state(
            row, "closed" if closed else "answered", NOTES[number % len(NOTES)], row.asked_at + timedelta(hours=5)
        )
