"""Templates are good guides: whole in both languages, and lint finds nothing but elements to pick."""

from __future__ import annotations

import pytest

from guides.lint import lint
from guides.translation import localise
from server.studio.guide_list.guide_templates import FOLDER, TEMPLATES, guide_from, template_guide
from server.studio.translation.texts import texts_of

KEYS = [one.key for one in TEMPLATES]


def test_every_file_is_a_template_and_the_other_way_round() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(KEYS)
    assert all(template_guide(one.key).kind == one.kind for one in TEMPLATES)
    assert all(one.remains for one in TEMPLATES)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("key", KEYS)
def test_a_guide_from_a_template_wants_only_its_elements(key: str, language: str) -> None:
    guide = guide_from(key, "made", "Made", "/somewhere", language)
    problems = {str(problem) for problem in lint(guide) if not problem.where.endswith(".target")}
    wherever = {one for one in problems if one.startswith("trigger.page")}
    assert problems - wherever == set()
    assert not wherever or guide.trigger.event
    assert (guide.key, guide.name, guide.language) == ("made", "Made", language)


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_are_whole_whichever_comes_first(key: str) -> None:
    original = template_guide(key)
    assert [text.id for text in texts_of(original, "ja") if not text.target] == []
    japanese = guide_from(key, original.key, "", "", "ja")
    assert [text.id for text in texts_of(japanese, "en") if not text.target] == []
    back = localise(japanese, "en")
    assert (back.name, back.checklist, back.resource_center) == (
        original.name,
        original.checklist,
        original.resource_center,
    )
    assert [step.content for step in back.steps if step.kind != "slide_out"] or original.kind != "walkthrough"
    assert [[button.label for button in step.buttons] for step in back.steps] == [
        [button.label for button in step.buttons] for step in original.steps
    ]
