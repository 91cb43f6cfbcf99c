"""Where a guide points at: patterns that are no pages, pages where nobody is known yet, fields that hold secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.definition import Guide
from guides.problem import Problem, step_title

_LOG_IN = re.compile(r"(?i)(^|/)(log-?in|sign-?in|signin|sign-?up|auth|sso|oauth2?|password(-reset)?)(/|\?|#|\*|$)")
_PAGE = re.compile(r"(?i)^(/|\*|https?://[^/\s])")


def pages_are_pages(guide: Guide) -> Iterator[Problem]:
    """A pattern is a path or a full address; `javascript:` and `//host` are neither."""
    for where, pattern in _pages(guide):
        for part in filter(None, (one.strip() for one in pattern.split("|"))):
            if not _PAGE.match(part) or part.startswith("//"):
                yield Problem("error", where, "“%(page)s” is no page: begin with / or https://.", {"page": part})


def pages_know_who_is_there(guide: Guide) -> Iterator[Problem]:
    """On a log-in page nobody is identified yet."""
    for where, pattern in _pages(guide):
        if _LOG_IN.search(pattern):
            yield Problem("warning", where,
                          "“%(page)s” looks like a log-in page: nobody is known there yet, so audience and frequency "
                          "cannot tell people apart. Begin on the page after it.", {"page": pattern})  # fmt: skip


def targets_hold_no_secrets(guide: Guide) -> Iterator[Problem]:
    """A step beside a password field invites people to type it while something of ours looks on."""
    for step in guide.steps:
        if (step.target is not None and re.search(r"(?i)password", str(step.target.root.get("selector", "")))) or (
            step.target is not None and _is_secret(step.target.root.get("evidence"))
        ):
            yield Problem("warning", f"steps.{step.key}.target",
                          "Step “%(step)s” points at a password field: point at what is beside it, such as its form.",
                          {"step": step_title(step)})  # fmt: skip


def _is_secret(evidence: object) -> bool:
    if not isinstance(evidence, dict):
        return False
    attributes = evidence.get("attributes")
    kinds = [evidence.get("type"), attributes.get("type") if isinstance(attributes, dict) else None]
    return "password" in kinds


def _pages(guide: Guide) -> Iterator[tuple[str, str]]:
    yield "trigger.page", guide.trigger.page
    for step in guide.steps:
        yield f"steps.{step.key}.page", step.page
