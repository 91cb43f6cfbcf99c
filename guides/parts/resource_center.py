"""A resource centre: guides, articles, news and a way to ask for help, in one searchable place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from guides.content import Block
from guides.links import Link
from guides.model import Key, Model, ShortText
from guides.parts.launcher import Launcher


class Article(Model):
    key: Key
    title: ShortText
    content: Annotated[list[Block], Field(max_length=100)] = []
    keywords: list[ShortText] = []
    page: ShortText = Field(default="", description="Comes first on these pages.")


class GuideEntry(Model):
    guide: Key
    title: ShortText = Field(default="", description="Empty: the guide's name.")
    page: ShortText = ""


class LinkEntry(Model):
    label: ShortText
    link: Link


Section = Literal["search", "guides", "articles", "checklists", "news", "links", "help"]


class ResourceCenter(Model):
    """`sections` in the order they are shown; a section with nothing in it is left out."""

    title: ShortText = ""
    launcher: Launcher = Launcher()
    sections: list[Section] = ["search", "checklists", "guides", "articles", "news", "links", "help"]
    guides: Annotated[list[GuideEntry], Field(max_length=200)] = []
    articles: Annotated[list[Article], Field(max_length=200)] = []
    links: Annotated[list[LinkEntry], Field(max_length=50)] = []

    @model_validator(mode="before")
    @classmethod
    def _without_address_of_old(cls, value: Any) -> Any:
        """Versions published before may have `help_email`, which nothing was ever sent to."""
        return (
            {name: part for name, part in value.items() if name != "help_email"} if isinstance(value, dict) else value
        )

    @model_validator(mode="after")
    def _article_keys_are_unique(self) -> ResourceCenter:
        keys = [article.key for article in self.articles]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"two articles have the key {', '.join(twice)}: every article needs its own")
        return self
