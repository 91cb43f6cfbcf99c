"""Signed webhooks, as Standard Webhooks 1.0 describes them."""

from __future__ import annotations

import msgspec
from standardwebhooks.webhooks import Webhook

from server.integrations.news import Destination, News
from server.integrations.posting import post


def send_webhook(news: News, to: Destination) -> None:
    """One piece: `{type, timestamp, data}`; of a finding `data` is as `GET /api/v1/findings/{id}` answers it."""
    (item,) = news.items
    body = {"type": item.event, "timestamp": news.at.isoformat(), "data": item.data.model_dump(mode="json")}
    text = msgspec.json.encode(body).decode()
    signature = Webhook(to.secret).sign(news.id, news.at, text)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": news.id,
        "webhook-timestamp": str(int(news.at.timestamp())),
        "webhook-signature": signature,
    }
    post(to.address, text.encode(), headers)
