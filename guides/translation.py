"""A guide in one person's language: exact tag, then its base language, then the guide's own."""

from __future__ import annotations

from guides.actions import Button
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
    content = translated.content if translated.content is not None else step.content
    return step.model_copy(update={"content": content, "buttons": _buttons(step.buttons, translated)})


def _buttons(buttons: list[Button], translated: StepTranslation) -> list[Button]:
    labels = translated.buttons or []
    return [
        button.model_copy(update={"label": labels[place]}) if place < len(labels) and labels[place] else button
        for place, button in enumerate(buttons)
    ]
