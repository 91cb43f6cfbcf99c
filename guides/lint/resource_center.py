"""What is wrong with a resource centre."""

from __future__ import annotations

from collections.abc import Iterator

from guides.definition import Guide
from guides.problem import Problem


def center_offers_something(guide: Guide) -> Iterator[Problem]:
    center = guide.resource_center
    if guide.kind != "resource_center":
        if center is not None:
            yield Problem("error", "resource_center", "Only a resource centre has articles: change the guide's kind.")
        return
    always = {"help", "news", "checklists"}
    if center is None or not (center.guides or center.articles or center.links or always & set(center.sections)):
        yield Problem("error", "resource_center",
                      "The resource centre is empty: add a guide, an article, a link or a way to ask.")  # fmt: skip


def articles_say_something(guide: Guide) -> Iterator[Problem]:
    for article in guide.resource_center.articles if guide.resource_center else []:
        if not article.title or not article.content:
            yield Problem("error", f"resource_center.articles.{article.key}",
                          "The article “%(article)s” is not written yet: give it a title and a text.",
                          {"article": article.title or article.key})  # fmt: skip


def entries_are_in_a_section(guide: Guide) -> Iterator[Problem]:
    """What is filled in but not among the sections is seen by nobody."""
    center = guide.resource_center
    for section in ("guides", "articles", "links") if center else ():
        if getattr(center, section) and center and section not in center.sections:
            yield Problem("warning", "resource_center.sections",
                          "The section “%(section)s” is filled in but not shown.", {"section": section})  # fmt: skip
