"""What an end user and, later, the author see of a guide."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def step(page: Page) -> Locator:
    """The box of the step shown now."""
    return page.locator("shirube-guide [role=dialog]")


def expect_step(page: Page, heading: str) -> None:
    expect(step(page)).to_contain_text(heading, timeout=60_000)


def expect_beside(page: Page, target: Locator, near_pixels: float = 60) -> None:
    """The box lies beside its target: the gap between the two is small."""
    box, there = step(page).bounding_box(), target.bounding_box()
    assert box
    assert there
    gap_x = max(there["x"] - box["x"] - box["width"], box["x"] - there["x"] - there["width"], 0)
    gap_y = max(there["y"] - box["y"] - box["height"], box["y"] - there["y"] - there["height"], 0)
    assert max(gap_x, gap_y) <= near_pixels, (box, there)


def expect_analytics(page: Page, shirube: str, guide: str, runs: int, steps: list[str]) -> None:
    """The guide's page shows that many runs, all completed, and its steps in the funnel."""
    page.goto(f"{shirube}/guides/{guide}/analytics")
    main = page.locator("main")
    for _ in range(40):
        if f"{runs} run" in main.inner_text() or page.get_by_text("100%").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(main).to_contain_text("100%")
    for heading in steps:
        expect(main).to_contain_text(heading)
