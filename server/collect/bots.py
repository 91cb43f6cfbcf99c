"""Programs that look at pages and say so. Their events are kept, flagged (`props.bot`) and counted."""

from __future__ import annotations

import re
from functools import lru_cache

from starlette.types import Scope

_BOT = re.compile(
    rb"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|headless|lighthouse|pagespeed|preview|facebookexternalhit|phantomjs|"
    rb"pingdom|uptime|monitor|scrap",
    re.IGNORECASE,
)


@lru_cache(maxsize=2000)
def is_bot(user_agent: bytes) -> bool:
    return _BOT.search(user_agent[:500]) is not None


def sent_by_bot(scope: Scope) -> bool:
    """Whether the request's user agent says that nobody sits before it."""
    for name, value in scope["headers"]:
        if name == b"user-agent":
            return is_bot(value)
    return False
