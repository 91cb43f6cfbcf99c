"""Page patterns: where in the customer's app something applies.

The snippet has the same rule (`sdk_js/src/runtime/pages.ts`); both pass `tests/contract/pages.json`.

A pattern is a path (`/billing/*`) or a full address (`https://app.example.com/billing/*`). `*` stands for any
characters. Query and hash count only when the pattern has a `?` or `#`. Several patterns are joined by `|`.
A trailing slash does not matter, and escapes (`%20`) are read as what they stand for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit


def page_matches(pattern: str, url: str) -> bool:
    """Whether the address `url` lies in `pattern`; an empty pattern is every page."""
    if not pattern.strip():
        return True
    return any(_one_matches(part.strip(), url) for part in pattern.split("|") if part.strip())


def _one_matches(pattern: str, url: str) -> bool:
    parts = urlsplit(url)
    path = parts.path or "/"
    if "?" in pattern and parts.query:
        path += "?" + parts.query
    if "#" in pattern and parts.fragment:
        path += "#" + parts.fragment
    subject = f"{parts.scheme}://{parts.netloc}{path}" if "://" in pattern else path
    return _compiled(_bare(unquote(pattern))).fullmatch(_bare(unquote(subject))) is not None


def _bare(text: str) -> str:
    return text[:-1] if len(text) > 1 and text.endswith("/") else text


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")))
