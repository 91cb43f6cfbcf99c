"""Text with marks, as people type it in a form.

`**bold**`, `*italic*`, `` `code` ``, `[words](link)`, `{{person.name|you}}`.

`typed` and `parsed` are each other's inverse up to marks that the form cannot tell apart; a backslash takes a sign
its meaning.
"""

from __future__ import annotations

import re
from typing import Any

from guides.content import Inline, Span

_TOKEN = re.compile(
    r"\\(?P<plain>[\\*`\[\]{}])"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*\*(?P<both>(?:\\.|[^*\\])+)\*\*\*"
    r"|\*\*(?P<bold>(?:\\.|[^*\\]|\*(?!\*))+)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+)\*"
    r"|\[(?P<words>(?:\\.|[^\]\\])+)\]\((?P<link>(?:[^()\s]|\([^()\s]*\))+)\)"
    r"|\{\{\s*(?P<variable>(?:person|account)\.[A-Za-z0-9_]{1,60})\s*(?:\|(?P<fallback>[^}]*))?\}\}"
)
_SIGNS = re.compile(r"([\\*`\[\]{}])")


def typed(inline: Inline) -> str:
    """The text as it stands in a form."""
    if isinstance(inline, str):
        return _SIGNS.sub(r"\\\1", inline)
    return "".join(_typed_span(span) for span in inline)


def _typed_span(span: Span) -> str:
    if span.variable:
        text = f"{{{{{span.variable}|{span.fallback}}}}}" if span.fallback else f"{{{{{span.variable}}}}}"
    elif span.code:
        text = f"`{span.text}`"
    else:
        text = _SIGNS.sub(r"\\\1", span.text)
    text = f"*{text}*" if span.italic else text
    text = f"**{text}**" if span.bold else text
    return f"[{text}]({span.link})" if span.link else text


def parsed(text: str) -> str | list[dict[str, Any]]:
    """What to put into a definition: plain text where there are no marks, else spans (as JSON, not yet checked)."""
    spans = _merged(_spans(text.replace("\r\n", "\n"), {}))
    if all(set(span) == {"text"} for span in spans):
        return "".join(span["text"] for span in spans)
    return spans


def _spans(text: str, marks: dict[str, Any]) -> list[dict[str, Any]]:
    spans: list[dict[str, Any]] = []
    place = 0
    for token in _TOKEN.finditer(text):
        if token.start() > place:
            spans.append({"text": text[place : token.start()], **marks})
        spans += _token_spans(token, marks)
        place = token.end()
    if place < len(text):
        spans.append({"text": text[place:], **marks})
    return spans


def _token_spans(token: re.Match[str], marks: dict[str, Any]) -> list[dict[str, Any]]:
    found = token.groupdict()
    if found["plain"]:
        return [{"text": found["plain"], **marks}]
    if found["code"]:
        return [{"text": found["code"], "code": True, **marks}]
    if found["both"]:
        return _spans(found["both"], {**marks, "bold": True, "italic": True})
    if found["bold"]:
        return _spans(found["bold"], {**marks, "bold": True})
    if found["italic"]:
        return _spans(found["italic"], {**marks, "italic": True})
    if found["words"]:
        return _spans(found["words"], {**marks, "link": found["link"]})
    return [{"text": "", "variable": found["variable"], "fallback": (found["fallback"] or "").strip(), **marks}]


def _merged(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbours with the same marks become one."""
    merged: list[dict[str, Any]] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and "variable" not in span and _marks(last) == _marks(span):
            last["text"] += span["text"]
        else:
            merged.append(span)
    return merged


def _marks(span: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in span.items() if name != "text"}
