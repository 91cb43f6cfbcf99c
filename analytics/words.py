"""Marks texts for translation without translating them: analytics knows no language, the pages do."""

from __future__ import annotations


def N_(msgid: str) -> str:  # noqa: N802 - the name gettext tools know
    """The msgid itself; extraction finds it, `server.words` says it in the reader's language."""
    return msgid
