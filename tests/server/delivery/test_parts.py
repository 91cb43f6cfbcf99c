"""Which parts of the snippet a delivered guide needs: none for plain tooltips, so that the first step is light."""

from __future__ import annotations

from typing import Any

import pytest

from server.delivery.parts import parts_of, with_conditions
from tests.sdk.guides import button, guide, step

PLAIN = step("one", "#a")


@pytest.mark.parametrize(
    ("made", "needed"),
    [
        (guide("plain", PLAIN, step("two", "#b", buttons=[button("Done", "complete"), button("Back", "back")])), []),
        (guide("click", step("one", "#a", buttons=[], advance=[{"on": "click"}])), []),
        (guide("mute", step("one", "#a", buttons=[])), ["more.js"]),
        (guide("typed", step("one", "#a", advance=[{"on": "input"}])), ["more.js"]),
        (guide("dim", PLAIN, step("two", "#b", backdrop=True)), ["more.js"]),
        (guide("shut", step("one", "#a", target_clicks="block")), ["more.js"]),
        (guide("modal", step("one", kind="modal")), ["more.js"]),
        (guide("spans", step("one", "#a", content=[{"type": "text", "text": [{"text": "a"}]}])), ["more.js"]),
        (guide("opens", step("one", "#a", buttons=[button("Go", {"do": "open", "link": "/x"})])), ["more.js"]),
        (guide("branch", step("one", "#a", branch=[{"if": {"all": []}, "go_to": "two"}])), ["more.js"]),
        (guide("dots", PLAIN, progress="dots"), ["more.js"]),
        (guide("asks", PLAIN, resume="ask"), ["more.js"]),
        (guide("tap", step("one", "#a", content=[{"type": "question"}])), ["more.js", "survey.js"]),
        (guide("nps", step("one", kind="modal"), kind="survey"), ["more.js", "survey.js"]),
        (guide("note", step("one", kind="modal"), kind="announcement"), ["more.js"]),
        (guide("strip", step("one", kind="banner"), kind="banner"), ["more.js", "standing.js"]),
        (guide("list", kind="checklist"), ["standing.js", "checklist.js"]),
        (guide("help", kind="resource_center"), ["standing.js", "resource_center.js"]),
    ],
    ids=lambda value: value["key"] if isinstance(value, dict) else "",
)
def test_what_a_guide_needs(made: dict[str, Any], needed: list[str]) -> None:
    assert parts_of(made) == needed


def test_a_condition_for_the_page_needs_the_rest() -> None:
    assert with_conditions([]) == ["more.js"]
    assert with_conditions(["more.js", "survey.js"]) == ["more.js", "survey.js"]
