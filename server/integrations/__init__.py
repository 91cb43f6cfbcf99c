"""Ways out into other systems. A channel kind is one file here; this list is the registry."""

from __future__ import annotations

from server.integrations.email import send_email
from server.integrations.news import Send
from server.integrations.slack import send_slack
from server.integrations.webhook import send_webhook
from server.models.notices import ChannelKind

SENDERS: dict[ChannelKind, Send] = {"email": send_email, "slack": send_slack, "webhook": send_webhook}

ONE_BY_ONE: frozenset[ChannelKind] = frozenset({"webhook"})
"""Programs get each finding by itself; people get what is new in one message."""

__all__ = ["ONE_BY_ONE", "SENDERS", "Send"]
