"""Finds the place for the snippet in a page that is still arriving, without parsing or changing anything else.

The page is scanned as bytes: all encodings of the web but UTF-16 write tags in ASCII. Comments and the insides of
scripts, styles and the like are passed over, so that a `</head>` in a string is not taken for the real one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

MOST_HEAD_BYTES = 512 * 1024
"""A head longer than this gets the snippet at once, so that memory stays bounded."""

_TOKEN = re.compile(
    rb"<!--.*?-->"
    rb"|<(?P<raw>script|style|title|textarea|noscript|template)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>.*?</(?P=raw)\s*>"
    rb"|(?P<end></head\s*>|<body\b|<frameset\b)",
    re.I | re.S,
)
_DOCUMENT = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b", re.I)
_OPENING = re.compile(rb"<head\b[^>]*>|<html\b[^>]*>|<!doctype[^>]*>", re.I)
_META = re.compile(rb"<meta\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_ATTRIBUTE = re.compile(rb"([a-z-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I)


class HeadRewriter:
    """Feed it the page's bytes; it holds the head back, rewrites it once, and passes the rest through."""

    def __init__(self, snippet: bytes, amend: Callable[[str], str]) -> None:
        self._snippet = snippet
        self._amend = amend
        self._held: bytes | None = b""

    def feed(self, chunk: bytes) -> bytes:
        """What may go out now; nothing while the head is incomplete."""
        if self._held is None:
            return chunk
        self._held += chunk
        place = end_of_head(self._held)
        if place is None and len(self._held) < MOST_HEAD_BYTES:
            return b""
        return self._release(place)

    def end(self) -> bytes:
        """What was still held back when the page ended."""
        return b"" if self._held is None else self._release(end_of_head(self._held))

    def _release(self, place: int | None) -> bytes:
        held, self._held = self._held or b"", None
        if place is None:
            place = _sensible_place(held)
        if place is None:
            return held
        return amend_metas(held[:place], self._amend) + self._snippet + held[place:]


def end_of_head(page: bytes) -> int | None:
    """Where `</head>` or `<body` begins; None while neither has come."""
    return next((token.start() for token in _TOKEN.finditer(page) if token.group("end")), None)


def _sensible_place(page: bytes) -> int | None:
    """For a page without head and body tags: after its first opening; None for a mere fragment of a page."""
    if not _DOCUMENT.search(page):
        return None
    openings = list(_OPENING.finditer(page[:4096]))
    return openings[-1].end() if openings else 0


def amend_metas(head: bytes, amend: Callable[[str], str]) -> bytes:
    """The head with every policy in a `<meta http-equiv>` amended."""
    return _META.sub(lambda meta: _amend_meta(meta.group(), amend), head)


def _amend_meta(tag: bytes, amend: Callable[[str], str]) -> bytes:
    attributes = {match[1].lower(): match[2] for match in _ATTRIBUTE.finditer(tag)}
    if _unquoted(attributes.get(b"http-equiv", b"")).lower() != "content-security-policy":
        return tag
    content = attributes.get(b"content", b"")
    amended = html.escape(amend(_unquoted(content)), quote=True).replace("&#x27;", "'")
    return tag.replace(content, b'"' + amended.encode("latin-1", "replace") + b'"')


def _unquoted(value: bytes) -> str:
    inner = value[1:-1] if value[:1] in (b'"', b"'") else value
    return html.unescape(inner.decode("latin-1"))
