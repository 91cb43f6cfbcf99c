"""Content blocks: what a step says. Blocks, never HTML, so nothing an author pastes can run in the customer's app."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from guides.links import Link, Source
from guides.model import Key, LongText, Model, ShortText

SpanText = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=False)]
"""Not stripped: the space before a bold word belongs to the span before it."""


class Span(Model):
    """A stretch of text with marks. With `variable` the person's own value stands there, or `fallback` without one."""

    text: SpanText = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: Link | None = None
    variable: Annotated[str, Field(pattern=r"^(person|account)\.[A-Za-z0-9_]{1,60}$")] | None = None
    fallback: ShortText = ""


Inline = LongText | list[Span]
"""Plain text, or spans where marks, links or variables are needed."""


class Heading(Model):
    type: Literal["heading"] = "heading"
    level: Literal[1, 2, 3] = 2
    text: Inline


class Text(Model):
    type: Literal["text"] = "text"
    text: Inline


class BulletList(Model):
    type: Literal["list"] = "list"
    ordered: bool = False
    items: Annotated[list[Inline], Field(min_length=1, max_length=50)]


class Image(Model):
    type: Literal["image"] = "image"
    source: Source
    alt: ShortText = Field(description="What the picture shows, for those who cannot see it; empty for decoration.")


class Video(Model):
    type: Literal["video"] = "video"
    source: Source
    title: ShortText


class Callout(Model):
    type: Literal["callout"] = "callout"
    tone: Literal["info", "success", "warning"] = "info"
    text: Inline


class Code(Model):
    type: Literal["code"] = "code"
    text: LongText


class Columns(Model):
    type: Literal["columns"] = "columns"
    columns: Annotated[list[list[FlatBlock]], Field(min_length=2, max_length=3)]


class Question(Model):
    """Asks the person something; the answer travels as a `survey_answered` event with this key.

    `nps` is 0–10, `csat` and `rating` 1–`scale`, `ces` 1–7 (disagree to agree), `thumbs` one tap that is sent at once.
    """

    type: Literal["question"] = "question"
    key: Key
    ask: Literal["nps", "csat", "ces", "rating", "thumbs", "choice", "choices", "text"]
    text: Inline
    options: Annotated[list[ShortText], Field(max_length=20)] = []
    values: Annotated[list[ShortText], Field(max_length=20)] = Field(
        default=[], description="What is recorded for each option; empty: the options in the guide's own language."
    )
    required: bool = False
    other: bool = Field(default=False, description="Choices: a last option with words of one's own.")
    low_label: ShortText = ""
    high_label: ShortText = ""
    look: Literal["numbers", "stars", "faces"] = "numbers"
    scale: Annotated[int, Field(ge=3, le=10)] = 5
    placeholder: ShortText = ""


FlatBlock = Annotated[
    Heading | Text | BulletList | Image | Video | Callout | Code | Question, Field(discriminator="type")
]
Block = Annotated[
    Heading | Text | BulletList | Image | Video | Callout | Code | Columns | Question,
    Field(discriminator="type"),
]
Columns.model_rebuild()


def questions(blocks: list[Block]) -> list[Question]:
    """The questions among the blocks, in columns too."""
    flat = [inner for block in blocks for inner in _flat(block)]
    return [block for block in flat if isinstance(block, Question)]


def _flat(block: Block) -> list[FlatBlock]:
    return [inner for column in block.columns for inner in column] if isinstance(block, Columns) else [block]


def plain_text(inline: Inline) -> str:
    """The words alone, as a screen reader or a list of steps would say them."""
    if isinstance(inline, str):
        return inline
    return "".join(span.text or span.fallback for span in inline)


def first_words(blocks: list[Block], limit: int = 80) -> str:
    """The first text found in the blocks, cut to `limit` characters; empty when there is none."""
    for block in blocks:
        text = plain_text(block.text) if isinstance(block, Heading | Text | Callout | Question) else ""
        if text:
            return text if len(text) <= limit else text[: limit - 1] + "…"
    return ""
