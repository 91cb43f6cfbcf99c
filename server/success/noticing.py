"""Which channels hear of what. Decided in the transaction that brings it about: none forgotten or doubled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from server.integrations import ONE_BY_ONE
from server.models import Account, Finding, HelpRequest, Notice, NoticeChannel
from server.stores.accounts import AccountStore
from server.stores.notices import ChannelStore, NoticeStore
from server.stores.scoped import Scope
from server.success.queue import KINDS

OPENED: Final = "finding.opened"
CLOSED: Final = "finding.closed"
ASKED: Final = "help.requested"
GATHER: Final = timedelta(seconds=45)
"""People get what opens within this time in one message."""
LATE: Final = timedelta(days=1)
"""A request for help that comes in so long after it was made is history: nobody waits any more."""


def note_findings(
    session: Session, scope: Scope, opened: Iterable[Finding], closed: Iterable[Finding], now: datetime
) -> None:
    """Puts news of these findings in line for every channel that takes them. Does not commit."""
    opened, closed = list(opened), list(closed)
    if not opened and not closed:
        return
    channels = ChannelStore(session, scope).enabled()
    if not channels:
        return
    session.flush()
    accounts = AccountStore(session, scope).of_keys({one.account_key for one in [*opened, *closed] if one.account_key})
    store = NoticeStore(session, scope)
    for channel in channels:
        told = channel.kind in ONE_BY_ONE
        for finding in opened:
            if takes(channel, finding, accounts):
                store.add(_notice(scope, channel, finding, OPENED, now, now if told else now + GATHER))
        for finding in closed if told else ():
            if takes(channel, finding, accounts):
                store.add(_notice(scope, channel, finding, CLOSED, now, now))


def note_help(session: Session, scope: Scope, requests: Iterable[HelpRequest], now: datetime) -> None:
    """Puts news of these new requests for help in line, to go out at once: somebody waits. Does not commit."""
    fresh = [one for one in requests if now - one.asked_at < LATE]
    channels = [one for one in ChannelStore(session, scope).enabled() if one.help_requests] if fresh else []
    if not channels:
        return
    accounts = AccountStore(session, scope).of_keys({one.account_key for one in fresh if one.account_key})
    store = NoticeStore(session, scope)
    for channel in channels:
        for one in fresh:
            if not channel.own_accounts or _owns(channel, one.account_key, accounts):
                store.add(_notice(scope, channel, one, ASKED, now, now))


def takes(channel: NoticeChannel, finding: Finding, accounts: dict[str, Account]) -> bool:
    """Whether the channel wants to hear of it."""
    if finding.kind not in (channel.kinds or KINDS) or finding.severity < channel.least_severity:
        return False
    return not channel.own_accounts or _owns(channel, finding.account_key, accounts)


def _owns(channel: NoticeChannel, account_key: str | None, accounts: dict[str, Account]) -> bool:
    account = accounts.get(account_key or "")
    return account is not None and account.owner_id == channel.member_id


def _notice(
    scope: Scope, channel: NoticeChannel, about: Finding | HelpRequest, event: str, now: datetime, next_at: datetime
) -> Notice:
    return Notice(
        workspace_id=scope.workspace_id,
        environment_id=scope.environment_id,
        channel_id=channel.id,
        finding_id=about.id if isinstance(about, Finding) else None,
        help_request_id=about.id if isinstance(about, HelpRequest) else None,
        event=event,
        next_at=next_at,
        created_at=now,
    )
