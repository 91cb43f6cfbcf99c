"""Every text of a guide, one by one, with its translation: what the table of translations and its files are made of.

A text has an id that says where it stands: `name`, `steps.KEY.content.0.text`, `steps.KEY.buttons.1`,
`items.KEY.label`, `articles.KEY.content.2.items.0`. A text without a translation is empty there; people
then see the original (`guides.translation`). Code is the same in every language.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guides.canonical import to_json
from guides.content import Text
from guides.definition import Guide
from guides.problem import step_title
from server.studio.forms.form import Json
from server.studio.forms.rich_text import parsed, typed

Path = tuple[str | int, ...]
MARKED = ("text", "items")
"""Fields of blocks that hold marks and variables; the others are plain."""
FIELDS: dict[str, tuple[str, ...]] = {
    "heading": ("text",), "text": ("text",), "callout": ("text",), "list": ("items",),
    "image": ("alt",), "video": ("title",),
    "question": ("text", "options", "low_label", "high_label", "placeholder"),
}  # fmt: skip


@dataclass(frozen=True)
class Translatable:
    """One text. `target` is empty where it is missing; `at` is its place in the translation's JSON."""

    id: str
    where: str
    source: str
    target: str
    at: Path

    @property
    def is_long(self) -> bool:
        return len(self.source) > 60 or "\n" in self.source


def texts_of(guide: Guide, language: str) -> list[Translatable]:
    """All texts in the guide's own language that say something, in the order in which people meet them."""
    definition = to_json(guide)
    translation = definition["translations"].get(language) or {}
    return [
        Translatable(".".join(str(part) for part in at), where, source, _words(_at(translation, at), at), at)
        for at, where, source in _sources(guide, definition)
        if source
    ]


def with_texts(definition: Json, language: str, given: Mapping[Path, str]) -> None:
    """Puts the translations into the definition's JSON; empty takes one away. Other texts stay as they are."""
    translations = definition.setdefault("translations", {})
    translation = translations[language] = translations.get(language) or {}
    for at, text in given.items():
        if text == _words(_at(translation, at), at):
            continue
        _make_room(translation, definition, at)
        _put(translation, at, parsed(text) if _is_marked(at) else text)


def _sources(guide: Guide, definition: Json) -> Iterator[tuple[Path, str, str]]:
    yield ("name",), "", guide.name
    for step, data in zip(guide.steps, definition["steps"], strict=True):
        where, start = step_title(step), ("steps", step.key)
        yield from _of_content((*start, "content"), where, data["content"])
        for place, button in enumerate(data["buttons"]):
            yield (*start, "buttons", place), where, button["label"]
        if data.get("launcher"):
            yield (*start, "label"), where, data["launcher"]["label"]
        if (data.get("hint") or {}).get("check"):
            yield (*start, "message"), where, data["hint"]["check"]["message"]
    for item in (definition.get("checklist") or {}).get("items", []):
        yield ("items", item["key"], "label"), item["label"], item["label"]
        yield ("items", item["key"], "text"), item["label"], item["text"]
    yield from _of_center(definition.get("resource_center") or {})
    whole = definition.get("checklist") or definition.get("resource_center")
    if whole:
        yield ("items", "launcher", "label"), "", whole["launcher"]["label"]


def _of_center(center: Json) -> Iterator[tuple[Path, str, str]]:
    if not center:
        return
    yield ("items", "title", "label"), "", center["title"]
    for article in center["articles"]:
        yield ("articles", article["key"], "label"), article["title"], article["title"]
        yield from _of_content(("articles", article["key"], "content"), article["title"], article["content"])
    for entry in center["guides"]:
        yield ("items", entry["guide"], "label"), entry["title"], entry["title"]
    for number, link in enumerate(center["links"], 1):
        yield ("items", f"link-{number}", "label"), link["label"], link["label"]


def _of_content(start: Path, where: str, blocks: list[Json]) -> Iterator[tuple[Path, str, str]]:
    for place, block in enumerate(blocks):
        at = (*start, place)
        for column, inner in enumerate(block.get("columns", [])):
            yield from _of_content((*at, "columns", column), where, inner)
        for name in FIELDS.get(block["type"], ()):
            value = block[name]
            for more, one in enumerate(value) if name in ("items", "options") else [(None, value)]:
                path = (*at, name) if more is None else (*at, name, more)
                yield path, where, _words(one, path)


def _is_marked(at: Path) -> bool:
    """Whether the text may hold marks: what a block says; a block's code, alt text and options may not."""
    if "content" not in at:
        return False
    last = at[-2] if isinstance(at[-1], int) else at[-1]
    return last in MARKED


def _words(value: Any, at: Path) -> str:
    if value is None:
        return ""
    if _is_marked(at) or isinstance(value, list):
        return typed(Text.model_validate({"text": value}).text)
    return str(value)


def _at(value: Any, path: Path) -> Any:
    """What stands there, or None."""
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _put(value: Any, path: Path, text: Any) -> None:
    for part in path[:-1]:
        value = value[part]
    value[path[-1]] = text


def _make_room(translation: Json, definition: Json, at: Path) -> None:
    """Makes the step, article or item of the translation, its blocks and buttons like the original's, but empty."""
    if len(at) == 1:
        return
    group, key = str(at[0]), str(at[1])
    entry = translation.setdefault(group, {}).setdefault(key, {})
    if len(at) < 4:
        return
    original = _original(definition, group, key)
    if at[2] == "content":
        entry["content"] = _like(original["content"], entry.get("content") or [])
    else:
        known = list(entry.get("buttons") or [])
        entry["buttons"] = known + [""] * (len(original["buttons"]) - len(known))


def _original(definition: Json, group: str, key: str) -> Json:
    entries = definition["steps"] if group == "steps" else definition["resource_center"]["articles"]
    return next(dict(entry) for entry in entries if entry["key"] == key)


def _like(original: list[Json], known: list[Json]) -> list[Json]:
    """The original's blocks with the words that are known; further translated blocks stay at the end."""
    made = []
    for place, block in enumerate(original):
        there = known[place] if place < len(known) and known[place]["type"] == block["type"] else {}
        made.append(_block_like(block, there))
    return made + known[len(original) :]


def _block_like(block: Json, known: Json) -> Json:
    made = copy.deepcopy(block) | copy.deepcopy(known)
    for name in FIELDS.get(block["type"], ()):
        if isinstance(block[name], list) and name in ("items", "options"):
            words = list(known.get(name, []))
            made[name] = words + [""] * (len(block[name]) - len(words))
        elif not known:
            made[name] = ""
    if "columns" in block:
        there = known.get("columns", [])
        made["columns"] = [
            _like(column, there[place] if place < len(there) else []) for place, column in enumerate(block["columns"])
        ]
    return made
