"""Requests for help as news: who asks, in what words, where they are and what they had tried."""

from __future__ import annotations

from typing import Final

from babel import numbers
from sqlmodel import Session

from server.integrations.news import Item
from server.models import HelpRequest, Notice, NoticeChannel
from server.stores.accounts import AccountStore
from server.stores.guides import GuideStore
from server.stores.help_requests import HelpRequestStore
from server.stores.people import PersonStore
from server.stores.scoped import Scope
from server.success.finding_shape import AccountRef, NamedRef
from server.success.help_shape import HelpRequestOut, shape_of
from server.success.names import GuideNames, guide_names
from server.success.tried_words import tried_lines
from server.words import N_, words_in

ASKED_FOR_HELP = N_("Asked for help")
ANONYMOUS = N_("Anonymous")
WITHOUT_WORDS = N_("Without words")
BEFORE = N_("Just before: %(tried)s")
AT = N_("%(person)s (%(account)s)")
MOST_TRIED: Final = 5


def help_items(session: Session, channel: NoticeChannel, notices: list[Notice], root: str, currency: str) -> list[Item]:
    """In the channel's language; people are not told of what was answered before it could be sent."""
    event_of = {notice.help_request_id: notice.event for notice in notices if notice.help_request_id}
    if not event_of:
        return []
    scope = Scope(channel.workspace_id, channel.environment_id)
    rows = HelpRequestStore(session, scope).of_ids(event_of)
    told = [row for row in rows if channel.kind == "webhook" or row.state == "open"]
    names = guide_names(GuideStore(session, scope))
    people = PersonStore(session, scope).of_keys({row.person_key for row in told if row.person_key})
    accounts = AccountStore(session, scope).of_keys({row.account_key for row in told if row.account_key})
    shapes = [(row, shape_of(row, names, people, accounts, root)) for row in told]
    return [_item(row, shape, event_of[row.id], names, channel.locale, currency) for row, shape in shapes]


def _item(row: HelpRequest, shape: HelpRequestOut, event: str, names: GuideNames, locale: str, currency: str) -> Item:
    words = words_in(locale).gettext
    place = " · ".join([shape.page, *(ref.name for ref in (shape.guide, shape.step) if ref)])
    tried = "; ".join(tried_lines(row.tried, names, locale)[-MOST_TRIED:])
    said = [shape.message or words(WITHOUT_WORDS), place, words(BEFORE) % {"tried": tried} if tried else ""]
    return Item(
        event,
        shape,
        words(ASKED_FOR_HELP),
        who(shape.person, shape.account, locale) or words(ANONYMOUS),
        "\n".join(line for line in said if line),
        worth_of(shape.account, currency, locale),
        shape.url,
    )


def who(person: NamedRef | None, account: AccountRef | None, locale: str) -> str:
    """The person with the account, or whichever is known; else nothing."""
    if person and account:
        return words_in(locale).gettext(AT) % {"person": person.name, "account": account.name}
    named = person or account
    return named.name if named else ""


def worth_of(account: AccountRef | None, currency: str, locale: str) -> str:
    """What the account brings a year, in short; nothing when it is not known."""
    arr = account.arr if account else None
    return numbers.format_compact_currency(arr, currency, locale=locale) if arr else ""
