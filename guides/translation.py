"""A guide in one person's language: exact tag, then its base language, then the guide's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guides.actions import Button
from guides.content import Block, BulletList, Columns, FlatBlock, Question, questions
from guides.definition import EntryTranslation, Guide, Step, StepTranslation, Translation
from guides.parts.checklist import Checklist
from guides.parts.launcher import Launcher
from guides.parts.resource_center import Article, ResourceCenter


def localise(guide: Guide, language: str) -> Guide:
    """The guide with its texts in the best language at hand; untranslated steps keep the original."""
    tag = best_language(guide, language)
    if tag == guide.language:
        return guide.model_copy(update={"translations": {}})
    translation = guide.translations[tag]
    steps = [_step(step, translation) for step in guide.steps]
    return guide.model_copy(
        update={
            "steps": steps,
            "name": translation.name or guide.name,
            "language": tag,
            "translations": {},
            "checklist": guide.checklist and _checklist(guide.checklist, translation),
            "resource_center": guide.resource_center and _center(guide.resource_center, translation),
        }
    )


def best_language(guide: Guide, wanted: str) -> str:
    """The tag of the guide that serves `wanted` best: `ja-JP` is served by `ja-JP`, else `ja`, else the original."""
    tags = {tag.casefold(): tag for tag in [guide.language, *guide.translations]}
    parts = wanted.replace("_", "-").casefold().split("-")
    for length in range(len(parts), 0, -1):
        tag = tags.get("-".join(parts[:length]))
        if tag:
            return tag
    return guide.language


def _checklist(checklist: Checklist, translation: Translation) -> Checklist:
    """Tasks by their keys; the launcher's label is the entry `launcher`."""
    items = [
        item.model_copy(update=_words(translation.items.get(item.key), label=item.label, text=item.text))
        for item in checklist.items
    ]
    return checklist.model_copy(update={"items": items, "launcher": _launcher(checklist.launcher, translation)})


def _center(center: ResourceCenter, translation: Translation) -> ResourceCenter:
    """Guides by their keys, links as `link-1`, `link-2`, …; the title and the launcher's label under these names."""
    items, articles = translation.items, translation.articles
    return center.model_copy(
        update={
            "title": _label(items.get("title"), center.title),
            "launcher": _launcher(center.launcher, translation),
            "guides": [
                entry.model_copy(update={"title": _label(items.get(entry.guide), entry.title)})
                for entry in center.guides
            ],
            "articles": [_article(article, articles.get(article.key)) for article in center.articles],
            "links": [
                link.model_copy(update={"label": _label(items.get(f"link-{number}"), link.label)})
                for number, link in enumerate(center.links, 1)
            ],
        }
    )


def _article(article: Article, entry: EntryTranslation | None) -> Article:
    content = filled(article.content, entry.content) if entry and entry.content is not None else article.content
    return article.model_copy(update={"title": _label(entry, article.title), "content": content})


def _launcher(launcher: Launcher, translation: Translation) -> Launcher:
    return launcher.model_copy(update={"label": _label(translation.items.get("launcher"), launcher.label)})


def _label(entry: EntryTranslation | None, original: str) -> str:
    return (entry and entry.label) or original


def _words(entry: EntryTranslation | None, label: str, text: str) -> dict[str, str]:
    return {"label": _label(entry, label), "text": (entry and entry.text) or text}


def _step(step: Step, translation: Translation) -> Step:
    translated = translation.steps.get(step.key)
    if translated is None:
        return step
    content = _content(step.content, translated.content)
    changed: dict[str, Any] = {"content": content, "buttons": _buttons(step.buttons, translated)}
    if step.launcher and translated.label:
        changed["launcher"] = step.launcher.model_copy(update={"label": translated.label})
    check = step.hint.check if step.hint else None
    if step.hint and check and translated.message:
        changed["hint"] = step.hint.model_copy(
            update={"check": check.model_copy(update={"message": translated.message})}
        )
    return step.model_copy(update=changed)


def _content(original: list[Block], translated: list[Block] | None) -> list[Block]:
    if translated is None:
        return original
    asked = {block.key: block for block in questions(original)}
    return [_translated_block(block, asked) for block in filled(original, translated)]


_WORDS = {"heading": "text", "text": "text", "callout": "text", "code": "text", "image": "alt", "video": "title"}
"""What each block says; lists, columns and questions say several things."""


def filled(original: Sequence[Any], translated: Sequence[Any]) -> list[Any]:
    """The translated blocks; where one says nothing yet, the original's words at the same place stand."""
    return [
        _filled(original[place], block) if place < len(original) and original[place].type == block.type else block
        for place, block in enumerate(translated)
    ]


def _filled(original: Any, block: Any) -> Any:
    match block:
        case BulletList():
            return block.model_copy(update={"items": _each(original.items, block.items)})
        case Question():
            return block.model_copy(update={"options": _each(original.options, block.options)})
        case Columns():
            pairs = zip(original.columns, block.columns, strict=False)
            made = [filled(column, inner) for column, inner in pairs]
            return block.model_copy(update={"columns": made + block.columns[len(made) :]})
    name = _WORDS[block.type]
    return block if getattr(block, name) else block.model_copy(update={name: getattr(original, name)})


def _each(original: list[Any], words: list[Any]) -> list[Any]:
    return [one or (original[place] if place < len(original) else one) for place, one in enumerate(words)]


def says_all(original: Sequence[Block], translated: Sequence[Block]) -> bool:
    """Whether every block says something of its own in the translation."""
    return len(original) <= len(translated) and filled(original, translated) == list(translated)


def _translated_block(block: Block, asked: dict[str, Question]) -> Block:
    """A question in another language asks and records the same: only its words differ."""
    if isinstance(block, Columns):
        columns = [[_question(inner, asked) for inner in column] for column in block.columns]
        return block.model_copy(update={"columns": columns})
    return _question(block, asked)


def _question(block: FlatBlock, asked: dict[str, Question]) -> FlatBlock:
    original = asked.get(block.key) if isinstance(block, Question) else None
    if original is None or not isinstance(block, Question):
        return block
    words = {"text", "options", "low_label", "high_label", "placeholder"}
    own = {name: getattr(block, name) for name in words if getattr(block, name)}
    if len(block.options) != len(original.options):
        own.pop("options", None)
    return original.model_copy(update={**own, "values": original.values or original.options})


def _buttons(buttons: list[Button], translated: StepTranslation) -> list[Button]:
    labels = translated.buttons or []
    return [
        button.model_copy(update={"label": labels[place]}) if place < len(labels) and labels[place] else button
        for place, button in enumerate(buttons)
    ]
