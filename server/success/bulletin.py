"""Turns a channel's news into one message in the channel's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import quote

from sqlmodel import Session

from server.integrations.news import Item, News
from server.models import Environment, Finding, Notice, NoticeChannel
from server.models.columns import new_id
from server.stores.accounts import AccountStore
from server.stores.findings import FindingStore
from server.stores.guides import GuideStore
from server.stores.people import PersonStore
from server.stores.scoped import Scope
from server.success.finding_shape import FindingOut, FindingShapes
from server.success.help_news import help_items, who, worth_of
from server.success.names import guide_names
from server.success.noticing import OPENED
from server.success.sayings import KIND_WORDS, Sayings
from server.words import N_, words_in

ONE_NEW = N_("One new finding")
MANY_NEW = N_("%(count)s new findings")
MORE = N_("and %(count)s more")
OPEN_LIST = N_("Open today's list")
OPEN_HELP = N_("Open the requests for help")
ONE_ASKED = N_("One request for help")
MANY_ASKED = N_("%(count)s requests for help")
SWITCH = N_("You get this because a channel of Shirube is switched on for it. Change it under Settings, Notifications.")
TRIAL_TITLE = N_("A test from Shirube")
TRIAL = N_("This is only a test: nobody is stuck. A real one would say here why we think so")


def bulletin(session: Session, channel: NoticeChannel, notices: list[Notice], root: str, now: datetime) -> News | None:
    """Who asks for help first, then the worst findings.

    None when nothing is left to tell: what has closed, or was answered, meanwhile is no news for people.
    """
    environment = session.get(Environment, channel.environment_id)
    if environment is None:
        return None
    asking = help_items(session, channel, notices, root, environment.currency)
    found = _finding_items(session, channel, notices, root, environment.currency)
    if not asking and not found:
        return None
    words = words_in(channel.locale).gettext
    return News(
        id=notices[0].id if channel.kind == "webhook" else notices[0].message,
        at=now,
        title=" · ".join(_counted(words, asking, ONE_ASKED, MANY_ASKED) + _counted(words, found, ONE_NEW, MANY_NEW)),
        environment=environment.name,
        items=asking + found,
        url=f"{root}/today" if found else f"{root}/help",
        words=_fixed_words(channel.locale, OPEN_LIST if found else OPEN_HELP),
    )


def _counted(words: Callable[[str], str], items: list[Item], one: str, many: str) -> list[str]:
    if not items:
        return []
    return [words(one) if len(items) == 1 else words(many) % {"count": len(items)}]


def _finding_items(
    session: Session, channel: NoticeChannel, notices: list[Notice], root: str, currency: str
) -> list[Item]:
    scope = Scope(channel.workspace_id, channel.environment_id)
    event_of = {notice.finding_id: notice.event for notice in notices if notice.finding_id}
    rows = FindingStore(session, scope).of_ids(event_of)
    told = [row for row in rows if channel.kind == "webhook" or row.closed_at is None]
    told.sort(key=lambda row: (-row.severity * row.confidence * row.probability, row.id))
    shapes = shapes_of(session, scope, told, channel.locale, root)
    return [_item(shapes.of(row), event_of[row.id], channel.locale, currency) for row in told]


def trial(session: Session, channel: NoticeChannel, root: str, now: datetime) -> News:
    """An example, so that one can see that a channel works: nobody and nothing in it is real."""
    environment = session.get(Environment, channel.environment_id)
    currency = environment.currency if environment else "JPY"
    because = {"message": TRIAL, "values": {}}
    example = Finding(
        workspace_id=channel.workspace_id, environment_id=channel.environment_id, kind="stuck_person", identity="test",
        since=now, opened_at=now, updated_at=now, severity=70, probability=0.9, confidence=0.8, because=because,
    )  # fmt: skip
    shapes = shapes_of(session, Scope(channel.workspace_id, channel.environment_id), [example], channel.locale, root)
    shape = shapes.of(example).model_copy(update={"url": f"{root}/today"})
    words = words_in(channel.locale).gettext
    return News(
        id=new_id(),
        at=now,
        title=words(TRIAL_TITLE),
        environment=environment.name if environment else "",
        items=[_item(shape, "finding.test", channel.locale, currency)],
        url=f"{root}/today",
        words=_fixed_words(channel.locale),
    )


def _fixed_words(locale: str, opens: str = OPEN_LIST) -> dict[str, str]:
    words = words_in(locale).gettext
    return {"more": words(MORE), "open": words(opens), "switch": words(SWITCH), "language": locale}


def shapes_of(session: Session, scope: Scope, rows: Sequence[Finding], locale: str, root: str) -> FindingShapes:
    """Findings with the names of whom and what they are about; sentences in `locale`."""
    names = guide_names(GuideStore(session, scope))
    people = PersonStore(session, scope).of_keys({row.person_key for row in rows if row.person_key})
    accounts = AccountStore(session, scope).of_keys({row.account_key for row in rows if row.account_key})
    return FindingShapes(names, people, accounts, Sayings(locale, names.steps), root)


def _item(finding: FindingOut, event: str, locale: str, currency: str) -> Item:
    words = words_in(locale).gettext
    kind = words(KIND_WORDS.get(finding.kind, finding.kind))
    parts = [ref.name for ref in (finding.guide, finding.step) if ref]
    headline = who(finding.person, finding.account, locale) or " · ".join(parts) or quote(finding.kind)
    worth = worth_of(finding.account, currency, locale)
    return Item(event or OPENED, finding, kind, headline, finding.because, worth, finding.url)
