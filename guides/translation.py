"""A guide in one person's language: exact tag, then its base language, then the guide's own."""

from __future__ import annotations

from typing import Any

from guides.actions import Button
from guides.content import Block, Columns, FlatBlock, Question, questions
from guides.definition import Guide, Step, StepTranslation, Translation


def localise(guide: Guide, language: str) -> Guide:
    """The guide with its texts in the best language at hand; untranslated steps keep the original."""
    tag = best_language(guide, language)
    if tag == guide.language:
        return guide.model_copy(update={"translations": {}})
    translation = guide.translations[tag]
    steps = [_step(step, translation) for step in guide.steps]
    return guide.model_copy(
        update={"steps": steps, "name": translation.name or guide.name, "language": tag, "translations": {}}
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
    return [_translated_block(block, asked) for block in translated]


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
