"""Checklists, resource centres and rescue guides as the server delivers them, in short."""

from __future__ import annotations

from typing import Any

from tests.sdk.guides import JSON, guide, heading, step

LAUNCHER = {"label": "", "icon": "checklist", "corner": "bottom_end", "badge": True}


def task(key: str, label: str = "", **more: Any) -> JSON:
    return {"key": key, "label": label or key.capitalize(), "text": "", "does": [], "done": False, "done_when": None,
            "shown_when": True} | more  # fmt: skip


def checklist(key: str, *tasks: JSON, **more: Any) -> JSON:
    parts = {"order": "any", "items": list(tasks), "launcher": LAUNCHER, "opens_by_itself": True, "celebrate": True}
    parts |= {name: more.pop(name) for name in list(more) if name in parts}
    intro = step("intro", kind="slide_out", buttons=[], content=more.pop("content", [heading("Get going")]))
    return guide(key, intro, kind="checklist", checklist=parts, **more)


def center(key: str = "help", **more: Any) -> JSON:
    parts: JSON = {
        "title": "Help", "launcher": LAUNCHER | {"icon": "question"}, "guides": [], "articles": [], "links": [],
        "news": [], "sections": ["search", "checklists", "guides", "articles", "news", "links", "help"],
    }  # fmt: skip
    parts |= {name: more.pop(name) for name in list(more) if name in parts}
    return guide(key, kind="resource_center", resource_center=parts, **more)


def article(key: str, title: str, *words: str, **more: Any) -> JSON:
    content = [{"type": "text", "text": word} for word in words]
    return {"key": key, "title": title, "content": content, "keywords": [], "page": ""} | more


def news(key: str, title: str, text: str = "", unread: bool = True, at: float = 1_795_000_000) -> JSON:
    content = [heading(title), {"type": "text", "text": text or title}]
    return {"guide": key, "version": 1, "title": title, "content": content, "at": at, "unread": unread}
