"""Slack-compatible incoming webhooks (Slack, Mattermost, Rocket.Chat, Zulip, …)."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from server.integrations.news import Destination, Item, News
from server.integrations.posting import post

MOST_SHOWN: Final = 10
"""Slack takes 50 blocks a message, people take fewer."""


def send_slack(news: News, to: Destination) -> None:
    """The worst findings as blocks, with a plain `text` for notifications and for systems without blocks."""
    post(to.address, msgspec.json.encode(message(news)), {"Content-Type": "application/json"})


def message(news: News) -> dict[str, Any]:
    """The message as Slack's documentation of incoming webhooks describes it."""
    shown, rest = news.items[:MOST_SHOWN], len(news.items) - MOST_SHOWN
    blocks = [
        _section(f"*{_safe(news.title)}* · {_safe(news.environment)}"),
        *(_section(_item(item)) for item in shown),
    ]
    more = news.words["more"] % {"count": rest} + " · " if rest > 0 else ""
    blocks.append(_section(f"{more}<{news.url}|{_safe(news.words['open'])}>"))
    text = "\n".join([news.title, *(f"{item.kind}: {item.headline}. {item.because}" for item in shown)])
    return {"text": _safe(text), "blocks": blocks}


def _item(item: Item) -> str:
    worth = f" · {_safe(item.worth)}" if item.worth else ""
    return f"*{_safe(item.kind)}* · <{item.url}|{_safe(item.headline)}>{worth}\n{_safe(item.because)}"


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:2900]}}


def _safe(text: str) -> str:
    """Names come from the customer's app: nothing in them may mention, link or mark up."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([*_~`|])", "\u200b\\1", escaped)
