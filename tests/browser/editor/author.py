"""What an author does with the editor, in the words a test reads by."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.editor.fake_shirube import App, Shirube


class Author:
    def __init__(self, page: Page, app: App, shirube: Shirube, code: str) -> None:
        self.page, self.app, self.shirube, self.code = page, app, shirube, code

    def opens(self, path: str) -> Author:
        """From the studio into the app, with the one-time code in the address."""
        self.page.goto(f"{self.app.origin}{path}#shirube-editor={self.code}")
        expect(self.panel).to_be_visible()
        return self

    @property
    def panel(self) -> Locator:
        return self.page.locator("shirube-editor .panel")

    @property
    def bar(self) -> Locator:
        return self.page.locator("shirube-editor .bar")

    @property
    def live(self) -> Locator:
        """The step shown on the page."""
        return self.page.locator("shirube-guide [role=dialog]")

    def presses(self, name: str, *, exact: bool = True) -> None:
        self.panel.get_by_role("button", name=name, exact=exact).first.click()

    def picks(self, element: str | Locator, *, button: str = "Point at an element") -> None:
        """Starts picking and clicks the middle of an element of the app."""
        self.presses(button)
        expect(self.bar).to_be_visible()
        self.clicks_at(self.page.locator(element) if isinstance(element, str) else element)

    def clicks_at(self, element: Locator) -> None:
        box = element.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def writes(self, label: str, text: str) -> None:
        self.panel.get_by_label(label, exact=True).fill(text)

    def waits_until_saved(self) -> None:
        expect(self.panel.locator(".save")).to_contain_text("Saved")

    def waits_for(self, true: Callable[[], bool], seconds: float = 20) -> None:
        """For what the server learns, which no locator can see."""
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, "waited in vain"
            self.page.wait_for_timeout(50)
