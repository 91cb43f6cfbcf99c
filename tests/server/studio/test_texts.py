"""Translations out and in again: nothing is lost, and what is wrong is named with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from guides.canonical import to_json
from guides.content import Heading, Question
from guides.definition import Guide
from guides.lint import lint
from guides.translation import localise
from server.errors import Invalid
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.guide_files import read_guide
from server.studio.translation.text_files import as_csv, as_xliff, read_csv, read_xliff
from server.studio.translation.text_import import apply_rows
from server.studio.translation.texts import texts_of, with_texts

EXAMPLES = sorted((Path(__file__).parents[3] / "examples/guides").glob("*.yaml"))
TRICKY = "=1+1 “引用” <b>&amp;</b>\n'-x ** {{"


def guide(**values: object) -> Guide:
    steps = [
        {
            "key": "ask",
            "kind": "slide_out",
            "content": [
                {"type": "heading", "text": "Rate it"},
                {"type": "question", "key": "q", "ask": "choice", "text": "Which?", "options": ["One", "Two"]},
                {"type": "list", "items": ["a", [{"text": "b", "bold": True}]]},
                {
                    "type": "columns",
                    "columns": [[{"type": "text", "text": "left"}], [{"type": "text", "text": "right"}]],
                },
            ],
            "buttons": [{"label": "Go", "does": ["next"]}],
        }
    ]
    return Guide.model_validate(
        {"key": "g", "name": "Name", "kind": "survey", "language": "en", "steps": steps} | values
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_back_from_both_kinds_of_files_as_it_was(path: Path) -> None:
    original = read_guide(path)
    definition = to_json(original)
    for language in original.translations:
        rows = read_xliff(as_xliff(original, language), original.key)
        assert not apply_rows(definition, original, rows).unknown
    if original.translations:
        rows = read_csv(as_csv(original, list(original.translations)).encode(), original.language)
        assert not apply_rows(definition, original, rows).outdated
    assert definition == to_json(original)


@pytest.mark.parametrize("form", ["csv", "xliff"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_text_of_every_example_can_be_translated(path: Path, form: str) -> None:
    original = read_guide(path)
    definition = to_json(original) | {"translations": {"de": {}}}
    begun = read_definition(definition)
    given = {text.id: f"DE {text.source}" for text in texts_of(begun, "de")}
    with_texts(definition, "de", {text.at: given[text.id] for text in texts_of(begun, "de")})
    made = read_definition(definition)
    assert {text.id: text.target for text in texts_of(made, "de")} == given
    again = to_json(begun)
    rows = (
        read_csv(as_csv(made, ["de"]).encode(), made.language)
        if form == "csv"
        else read_xliff(as_xliff(made, "de"), made.key)
    )
    assert apply_rows(again, begun, rows).taken == len(given)
    assert read_definition(again) == made
    shown = localise(made, "de")
    assert shown.name == f"DE {original.name}"
    assert all(button.label.startswith("DE ") for step in shown.steps for button in step.buttons)
    assert not [problem for problem in lint(made) if problem.where == "translations.de"]


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_tricky_words_survive(form: str) -> None:
    begun = guide(name="=SUM(A1)", translations={"ja": {}})
    definition = to_json(begun)
    with_texts(
        definition,
        "ja",
        {("name",): "名前", ("steps", "ask", "buttons", 0): "'=進む", ("steps", "ask", "content", 0, "text"): TRICKY},
    )
    made = read_definition(definition)
    again = to_json(begun)
    rows = read_csv(as_csv(made, ["ja"]).encode(), "en") if form == "csv" else read_xliff(as_xliff(made, "ja"), "g")
    found = apply_rows(again, begun, rows)
    assert (found.wrong, found.unknown, found.outdated) == ([], [], [])
    assert read_definition(again) == made


def test_what_is_not_translated_yet_is_shown_in_the_original() -> None:
    definition = to_json(guide(translations={"ja": {}}))
    with_texts(definition, "ja", {
        ("steps", "ask", "content", 1, "options", 1): "二つ目",
        ("steps", "ask", "content", 3, "columns", 1, 0, "text"): "右",
    })  # fmt: skip
    made = read_definition(definition)
    shown = localise(made, "ja").steps[0]
    heading, question, _, columns = shown.content
    assert isinstance(heading, Heading) and heading.text == "Rate it"
    assert isinstance(question, Question) and (question.text, question.options) == ("Which?", ["One", "二つ目"])
    assert question.values == ["One", "Two"]
    assert [column[0].text for column in columns.columns] == ["left", "右"]  # type: ignore[union-attr]
    assert shown.buttons[0].label == "Go"
    assert any(problem.where == "translations.ja" for problem in lint(made))


def test_a_wrong_row_is_named_and_nothing_is_taken_in() -> None:
    begun = guide(translations={"ja": {"name": "前"}})
    definition = to_json(begun)
    rows = ["id,en,ja", "name,Name,名前", "steps.ask.content.0.text,Rate it,[悪い](javascript:alert)"]
    text = "\n".join([*rows, f"steps.ask.buttons.0,Go,{'長' * 300}"])
    found = apply_rows(definition, begun, read_csv(text.encode(), "en"))
    assert [(one.row, one.where) for one in found.wrong] == [
        (3, "ja · steps.ask.content.0.text"),
        (4, "ja · steps.ask.buttons.0"),
    ]
    assert "javascript" in found.wrong[0].message
    assert definition == to_json(begun)


def test_rows_that_are_unknown_or_outdated_are_told() -> None:
    begun = guide(translations={"ja": {}})
    definition = to_json(begun)
    text = "id;en;ja\nname;Old name;名前\nsteps.gone.buttons.0;Go;進む\nsteps.ask.buttons.0;Go;\n"
    found = apply_rows(definition, begun, read_csv(text.encode("cp932"), "en"))
    assert (found.taken, [one.id for one in found.outdated], [one.row for one in found.unknown]) == (1, ["name"], [3])
    assert definition["translations"]["ja"]["name"] == "名前"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<xliff", "not an XLIFF file"),
        (b"<html/>", "not an XLIFF file"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "not an XLIFF file"),
        (b'<xliff version="2.0"><file original="other"/></xliff>', "another guide"),
        (b'<xliff version="2.0"><file original="g"/></xliff>', "which language"),
    ],
)
def test_files_that_are_no_xliff_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        read_xliff(data, "g")


def test_xliff_1_2_is_read_too() -> None:
    data = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file original="g" source-language="en" target-language="ja"><body>
      <trans-unit id="name"><source>Name</source><target>名<g id="1">前</g></target></trans-unit>
      </body></file></xliff>"""
    (row,) = read_xliff(data.encode(), "g")
    assert (row.id, row.language, row.source, row.target) == ("name", "ja", "Name", "名前")


@pytest.mark.parametrize("text", ["", "name,ja\nx,y\n", "id,en\nname,x\n", 'id,ja\nname,"x\n'])
def test_files_that_are_no_table_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_csv(text.encode(), "en")
