"""A step as the edit page shows it: its rows to edit, its element in words, its preview."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guides.canonical import to_json
from guides.content import Block, BulletList, Callout, Code, Heading, Image, Question, Text, Video
from guides.definition import Guide, Step
from guides.problem import step_title
from server.studio.drafts.draft import fingerprint_of
from server.studio.forms.branch_form import BranchRow, branch_rows, question_choices, values_of
from server.studio.forms.kind_form import STEP_KIND_WORDS, shown_action
from server.studio.forms.rich_text import typed
from server.studio.forms.step_form import action_of, advances_by_click
from server.studio.words.target_words import target_doubts, target_words
from server.words import N_

Translate = Callable[[str], str]

BLOCK_WORDS: dict[str, str] = {
    "heading": N_("Heading"),
    "text": N_("Text"),
    "list": N_("List"),
    "callout": N_("Callout"),
    "image": N_("Picture"),
    "video": N_("Video"),
    "code": N_("Code"),
    "columns": N_("Columns"),
    "question": N_("Question"),
}
SAMPLE_VALUES = {"person.name": N_("Aiko Tanaka"), "account.name": N_("Example Ltd.")}


@dataclass(frozen=True)
class BlockRow:
    """One block to edit. `more` is its second field: alt text, title, tone or order."""

    type: str
    text: str
    more: str
    json: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ButtonRow:
    label: str
    action: str
    link: str
    json: str


@dataclass(frozen=True)
class StepView:
    """One step of the draft, for the page."""

    step: Step
    number: int
    title: str
    element: str
    doubts: list[str]
    blocks: list[BlockRow]
    buttons: list[ButtonRow]
    by_click: bool
    missing_then: str
    base: str
    preview: str
    does: Mapping[str, Any]
    branches: list[BranchRow]
    asked: list[tuple[str, str]]
    """`answer:KEY` and the question, of all that may be answered by then."""
    answer_values: Mapping[str, list[str]]

    @property
    def kind_name(self) -> str:
        return STEP_KIND_WORDS[self.step.kind]


def view_of(guide: Guide, step: Step, theme: Mapping[str, str], locale: str, translate: Translate) -> StepView:
    """Everything the page shows of a step."""
    data = next(one for one in to_json(guide)["steps"] if one["key"] == step.key)
    then = step.if_missing.then
    return StepView(
        step=step,
        number=guide.steps.index(step) + 1,
        title=step_title(step),
        element=target_words(step.target, translate) if step.target else "",
        doubts=[translate(doubt) for doubt in target_doubts(step.target)] if step.target else [],
        blocks=block_rows(step.content, data),
        buttons=[_button_row(button) for button in data["buttons"]],
        by_click=advances_by_click(data),
        missing_then=then if isinstance(then, str) else "keep",
        base=fingerprint_of(guide, f"steps.{step.key}"),
        preview=preview_json(guide, step, data, theme, locale, translate),
        does=shown_action(data["does"]),
        branches=branch_rows(data),
        asked=question_choices(guide, step),
        answer_values=values_of(guide, step),
    )


def block_rows(
    content: Sequence[Block], data: Mapping[str, Any], empty: Sequence[str] = ("heading", "text")
) -> list[BlockRow]:
    """The blocks of a step or an article, whose JSON is `data`; without any, one row of each kind of `empty`."""
    rows = [_block_row(block, json_) for block, json_ in zip(content, data["content"], strict=True)]
    return rows or [empty_block(kind) for kind in empty]


def empty_block(kind: str, key: str = "") -> BlockRow:
    """A row to fill in. A question has its `key` from the start: answers are kept under it."""
    if kind == "question":
        data = {"type": "question", "key": key, "ask": "nps", "text": ""}
        return BlockRow(kind, "", "", json.dumps(data), data)
    return BlockRow(kind, "", "", "")


def _block_row(block: Any, data: Mapping[str, Any]) -> BlockRow:
    text, more = _block_texts(block)
    return BlockRow(block.type, text, more, json.dumps(data, ensure_ascii=False), data)


def _block_texts(block: Any) -> tuple[str, str]:
    match block:
        case Heading() | Text():
            return typed(block.text), ""
        case Callout():
            return typed(block.text), block.tone
        case BulletList():
            return "\n".join(typed(item) for item in block.items), "ordered" if block.ordered else ""
        case Code():
            return block.text, ""
        case Image():
            return block.source, block.alt
        case Video():
            return block.source, block.title
        case Question():
            return typed(block.text), ""
    return "", ""


def _button_row(data: Mapping[str, Any]) -> ButtonRow:
    action = action_of(dict(data))
    link = data["does"][0].get("link", "") if action == "open" else ""
    return ButtonRow(data["label"], action, link, json.dumps(data, ensure_ascii=False))


def preview_json(
    guide: Guide, step: Step, data: Mapping[str, Any], theme: Mapping[str, str], locale: str, translate: Translate
) -> str:
    """What the preview island draws."""
    return json.dumps(
        {
            "step": data,
            "name": guide.name,
            "language": guide.language,
            "speech": locale,
            "index": guide.steps.index(step),
            "count": len(guide.steps),
            "theme": dict(theme),
            "values": {name: translate(value) for name, value in SAMPLE_VALUES.items()},
        },
        ensure_ascii=False,
    )
