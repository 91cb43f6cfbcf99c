"""What an end user and, later, the author see of a guide."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def step(page: Page) -> Locator:
    """The box of the step shown now."""
    return page.locator("shirube-guide [role=dialog]")


def expect_step(page: Page, heading: str) -> None:
    expect(step(page)).to_contain_text(heading, timeout=60_000)


def expect_beside(page: Page, target: Locator, near_pixels: float = 60) -> None:
    """The box comes to lie beside its target: the gap between the two is small."""
    gap = float("inf")
    for _ in range(20):
        gap = _gap(step(page), target)
        if gap <= near_pixels:
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"the step is {gap:.0f} px from its target")


def _gap(box: Locator, target: Locator) -> float:
    here, there = box.bounding_box(), target.bounding_box()
    if not here or not there:
        return float("inf")
    across = max(there["x"] - here["x"] - here["width"], here["x"] - there["x"] - there["width"], 0)
    down = max(there["y"] - here["y"] - here["height"], here["y"] - there["y"] - there["height"], 0)
    return max(across, down)


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
