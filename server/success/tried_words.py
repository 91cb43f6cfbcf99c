"""What somebody had tried before they asked for help, as the snippet reported it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.success.event_words import WORDS
from server.success.names import GuideNames
from server.words import words_in


def tried_lines(tried: Iterable[Mapping[str, Any]], names: GuideNames, locale: str) -> list[str]:
    """One line each, in the order in which it happened."""
    words = words_in(locale)
    known = ((WORDS[entry["type"]], entry) for entry in tried if entry.get("type") in WORDS)
    return [words.gettext(said) % _values(entry, names) for said, entry in known]


def _values(entry: Mapping[str, Any], names: GuideNames) -> dict[str, str]:
    guide, step = entry.get("guide", ""), entry.get("step", "")
    return {
        "guide": names.guide(guide),
        "step": names.step(guide, step),
        "task": step,
        "url": entry.get("url", ""),
        "account": "",
        "feature": "",
        "query": "",
        "title": "",
    }
