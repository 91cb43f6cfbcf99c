"""Which addresses a guide may point at. Content is shown inside somebody else's app: a bad link is an attack on it."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

SAFE_SCHEMES = ("http", "https", "mailto", "tel")
# Browsers drop these characters from an address before they read its scheme ("java\tscript:").
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f\\]")


def safe_link(value: str) -> str:
    """The address unchanged, or `ValueError` with what to write instead."""
    if _IGNORED_BY_BROWSERS.search(value):
        raise ValueError("a link must not contain spaces, control characters or backslashes")
    if value.startswith("//"):
        raise ValueError("a link must name its scheme: write https://… instead of //…")
    if value.startswith(("/", "#", "?")):
        return value
    scheme = urlsplit(value).scheme.lower()
    if scheme in SAFE_SCHEMES:
        return value
    if not scheme:
        raise ValueError("a link starts with https://, http://, mailto:, tel:, / or #")
    raise ValueError(f"links with {scheme}: are not allowed; use https://, http://, mailto:, tel:, / or #")


def safe_source(value: str) -> str:
    """An address to load an image or video from: as `safe_link`, but only over HTTP(S) or from the same host."""
    link = safe_link(value)
    if urlsplit(link).scheme.lower() in ("mailto", "tel"):
        raise ValueError("an image or video address starts with https://, http:// or /")
    return link


Link = Annotated[str, StringConstraints(max_length=2000), AfterValidator(safe_link)]
Source = Annotated[str, StringConstraints(max_length=2000), AfterValidator(safe_source)]
