"""Definitions: round trip without loss, unknown fields refused, unsafe links refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from guides.canonical import to_json
from guides.definition import Guide
from guides.links import safe_link
from tests.guides.guides_for_tests import guide, step


def rich_guide() -> Guide:
    return guide(
        step(
            "a",
            kind="modal",
            target=None,
            content=[{"type": "columns", "columns": [[], [{"type": "text", "text": "x"}]]}],
        ),
        step("b", buttons=[{"label": "Out", "does": [{"do": "open", "link": "/next"}, "complete"]}]),
        audience={"all": [{"person": "role", "is": "billing"}, {"not": {"guide": "first-invoice", "is": "completed"}}]},
        schedule={"from": "2026-01-01T00:00:00Z"},
        translations={"ja": {"name": "最初の請求書", "steps": {"b": {"buttons": ["出る"]}}}},
    )


def test_canonical_json_reads_back_to_an_equal_guide() -> None:
    original = rich_guide()
    assert Guide.model_validate(to_json(original)) == original
    assert to_json(Guide.model_validate(to_json(original))) == to_json(original)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"auidence": {}}, "auidence"),
        ({"key": "First Invoice"}, "key"),
        ({"steps": [step("a"), step("a")]}, "two steps have the key a"),
        ({"steps": [step("a", target={"selector": " "})]}, "CSS selector"),
        ({"steps": [step("a", target={})]}, "pick the element again"),
        ({"steps": [step("a", target={"text": "x" * 5000})]}, "at most 4096 bytes"),
        ({"steps": [step("a", content=[{"type": "html", "html": "<b>"}])]}, "html"),
        ({"steps": [step("a", buttons=[{"label": "x", "does": ["explode"]}])]}, "explode"),
        ({"steps": [step("a", content=[{"type": "image", "source": "javascript:alert(1)", "alt": ""}])]}, "javascript"),
    ],
)
def test_wrong_definitions_are_refused_with_the_reason(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        guide(**change)


@pytest.mark.parametrize(
    "link", ["https://a.test/x", "http://a.test", "mailto:a@b.test", "tel:+81", "/in?x=1", "#top", "?q=1"]
)
def test_safe_links_pass(link: str) -> None:
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", " javascript:x", "data:text/html,x", "//evil.test",
     "\\\\evil",
     "/\\evil.test", "vbscript:x", "file:///etc/passwd", "evil.test", "blob:https://a.test/1"],
)  # fmt: skip
def test_unsafe_links_are_refused(link: str) -> None:
    with pytest.raises(ValueError, match="link"):
        safe_link(link)
