"""One HTTP POST that is either taken, certainly not taken, or perhaps taken."""

from __future__ import annotations

from collections.abc import Mapping

import httpx2 as httpx

from server.integrations.news import NotSent, PerhapsSent

SECONDS = 15.0
GONE = 410


def post(address: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Raises `NotSent` for whatever is not 2xx (410: for good), `PerhapsSent` when no answer came."""
    try:
        answer = httpx.post(address, content=body, headers=dict(headers), timeout=SECONDS, follow_redirects=False)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise NotSent(f"no connection: {error}") from error
    except httpx.HTTPError as error:
        raise PerhapsSent(f"no answer: {type(error).__name__}") from error
    if answer.is_success:
        return
    reason = f"answered {answer.status_code}: {answer.text[:200]}"
    raise NotSent(reason, _seconds(answer.headers.get("retry-after")), gone=answer.status_code == GONE)


def _seconds(retry_after: str | None) -> float | None:
    """Only the form in seconds; a date is answered by our own pace."""
    return float(retry_after) if retry_after and retry_after.isdigit() else None
