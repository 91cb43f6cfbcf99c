"""Sends news of findings while the server runs. Several may do so at once: each piece has one sender."""

from __future__ import annotations

import random
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlmodel import Session

from server.database import open_session
from server.integrations import ONE_BY_ONE, SENDERS
from server.integrations.news import Destination, News, NotSent, PerhapsSent
from server.models import Notice, NoticeChannel
from server.rounds import rounds
from server.services import Services
from server.stores.notices import abandoned, claim, due_channels
from server.success.bulletin import bulletin, trial

EVERY_SECONDS = 5.0
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 6 * 3600.0
MOST_ATTEMPTS: Final = 14
"""About two days at the longest pauses."""
MOST_A_ROUND: Final = 100
"""Messages to one channel before the next channel has its turn."""

_log = structlog.get_logger("shirube.notices")


@dataclass
class Outcome:
    """What a round did, in messages."""

    sent: int = 0
    put_off: int = 0


def send_due(services: Services) -> Outcome:
    """One round: everything whose time has come."""
    outcome = Outcome()
    now = services.clock()
    with open_session(services.engine) as session:
        _recover(session, now)
        channels = due_channels(session, now)
    for channel_id in channels:
        for _ in range(MOST_A_ROUND):
            if not _send_one(services, channel_id, now, outcome):
                break
    return outcome


def _recover(session: Session, now: datetime) -> None:
    """A sender died with these: a webhook's receiver knows a repeated id, people would be told twice."""
    for notice in abandoned(session, now):
        channel = session.get(NoticeChannel, notice.channel_id)
        again = channel is not None and channel.kind in ONE_BY_ONE
        notice.status, notice.leased_until, notice.next_at = "pending" if again else "unsure", None, now
        notice.error = "" if again else "the server stopped while sending"
        session.add(notice)
    session.commit()


def send_trial(services: Services, session: Session, channel: NoticeChannel) -> None:
    """Sends an example at once. Raises `NotSent` or `PerhapsSent`."""
    news = trial(session, channel, services.settings.resolved_public_url, services.clock())
    SENDERS[channel.kind](news, _destination(channel, services))  # type: ignore[index]  # the column is text


def _send_one(services: Services, channel_id: str, now: datetime, outcome: Outcome) -> bool:
    """Whether there may be more for this channel now."""
    with open_session(services.engine) as session:
        channel = session.get(NoticeChannel, channel_id)
        if channel is None or not channel.enabled:
            return False
        single = channel.kind in ONE_BY_ONE
        notices = claim(session, channel_id, now, one=single)
        if not notices:
            return False
        news = bulletin(session, channel, notices, services.settings.resolved_public_url, now)
        went_out = _deliver(services, channel, notices, news, now)
        session.add_all([channel, *notices])
        session.commit()
    outcome.sent += went_out
    outcome.put_off += not went_out
    return went_out and single


def _deliver(
    services: Services, channel: NoticeChannel, notices: list[Notice], news: News | None, now: datetime
) -> bool:
    if news is None:
        _end(notices, "sent", now, "closed before it was sent")
        return True
    send = SENDERS[channel.kind]  # type: ignore[index]  # the column is text
    try:
        send(news, _destination(channel, services))
    except NotSent as refusal:
        _put_off(channel, notices, refusal, now)
        return False
    except PerhapsSent as doubt:
        if channel.kind in ONE_BY_ONE:
            _put_off(channel, notices, NotSent(str(doubt)), now)
        else:
            _end(notices, "unsure", now, str(doubt))
        return False
    except Exception as error:
        _log.exception("sending news failed", channel=channel.id)
        _put_off(channel, notices, NotSent(f"{type(error).__name__}"), now)
        return False
    _end(notices, "sent", now)
    return True


def _destination(channel: NoticeChannel, services: Services) -> Destination:
    settings = services.settings
    return Destination(channel.address, channel.secret, settings.smtp_url, settings.resolved_mail_from)


def _end(notices: list[Notice], status: str, now: datetime, error: str = "") -> None:
    for notice in notices:
        notice.status, notice.leased_until, notice.error = status, None, error[:500]
        notice.attempts += 1
        notice.sent_at = now if status == "sent" else None


def _put_off(channel: NoticeChannel, notices: list[Notice], refusal: NotSent, now: datetime) -> None:
    if refusal.gone:
        channel.enabled, channel.disabled_because = False, str(refusal)[:500]
    for notice in notices:
        notice.attempts += 1
        notice.error, notice.leased_until = str(refusal)[:500], None
        notice.status = "failed" if refusal.gone or notice.attempts >= MOST_ATTEMPTS else "pending"
        notice.next_at = now + timedelta(seconds=pause_after(notice.attempts, refusal.retry_after))


def pause_after(attempts: int, retry_after: float | None = None) -> float:
    """Seconds until the next try: doubling from half a minute to six hours, a quarter of it by chance."""
    pause = min(FIRST_PAUSE * 2.0 ** (attempts - 1), LONGEST_PAUSE)
    return max(pause * random.uniform(0.75, 1.0), retry_after or 0.0)  # noqa: S311 - not a secret


def notifying(services: Services) -> AbstractAsyncContextManager[None]:
    """The part of the process that sends news of findings."""
    return rounds("notices", lambda: send_due(services), EVERY_SECONDS)
