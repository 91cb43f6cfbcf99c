"""What is sent: news of findings and of requests for help, the same for every channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel


@dataclass(frozen=True)
class Item:
    """One piece in the reader's language. `headline`: who; `because`: the sentence that can be said aloud.

    `data` is the whole of it as other systems see it.
    """

    event: str
    data: BaseModel
    kind: str
    headline: str
    because: str
    worth: str
    url: str


@dataclass(frozen=True)
class News:
    """One message. `id` stays the same when it is sent again; `words` are the channel's fixed words in its language."""

    id: str
    at: datetime
    title: str
    environment: str
    items: list[Item]
    url: str
    words: dict[str, str]


@dataclass(frozen=True)
class Destination:
    """`secret` signs webhooks; `smtp_url` and `mail_from` are the server's own way of sending e-mail."""

    address: str
    secret: str = ""
    smtp_url: str = ""
    mail_from: str = ""


Send = Callable[[News, Destination], None]
"""Returns when the other side has taken the message; raises `NotSent` or `PerhapsSent`."""


class NotSent(Exception):  # noqa: N818 - says what happened
    """The other side certainly did not take it. `gone`: and never will, so the channel is switched off."""

    def __init__(self, reason: str, retry_after: float | None = None, gone: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.gone = gone


class PerhapsSent(Exception):  # noqa: N818
    """The connection broke after the message was out; it may have been taken."""
