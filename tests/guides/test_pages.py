"""Page patterns: the table the snippet passes too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guides.pages import page_matches

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "contract" / "pages.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['pattern']} at {case['url']}")
def test_page_pattern(case: dict[str, Any]) -> None:
    assert page_matches(case["pattern"], case["url"]) is case["matches"]
