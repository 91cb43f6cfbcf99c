"""Somebody using the customer's app in a real browser, and what they see of guides."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.sdk.scripted import KEY, App, Shirube

STUB = """<script>!function(w,d,u){if(!w.shirube){var q=[];(w.shirube=function(){q.push(arguments)}).q=q;
var s=d.createElement("script");s.async=1;s.src=u;d.head.append(s)}}(window,document,"%s/sdk/v1/shirube.js")</script>"""


class Visitor:
    def __init__(self, page: Page, app: App, shirube: Shirube) -> None:
        self.page, self.app, self.shirube = page, app, shirube
        self.errors: list[str] = []
        page.context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def installs(self, *calls: str) -> str:
        """The tags a customer pastes: the stub, then `shirube("init", …)` and other calls."""
        lines = [f'shirube("init",{{key:"{KEY}"}})', *calls]
        return STUB % self.shirube.origin + f"<script>{';'.join(lines)}</script>"

    def page_of(self, path: str, body: str, *calls: str, head: str = "", **attributes: str) -> None:
        """Puts a page into the app, with the snippet in it."""
        names = "".join(f' {name}="{value}"' for name, value in attributes.items())
        self.app.pages[path] = (
            f"<!doctype html><html lang=en{names}><head><title>App</title>{head}{self.installs(*calls)}</head><body>{body}</body></html>"
        )

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.app.origin + path)

    @property
    def box(self) -> Locator:
        return self.page.locator("shirube-guide").get_by_role("dialog")

    def sees(self, words: str) -> None:
        expect(self.box).to_contain_text(words, timeout=6000)

    def sees_nothing(self) -> None:
        expect(self.box).to_have_count(0)

    def is_minded(self) -> None:
        """The part that minds the step has come: it takes the focus. What is done before waits for it, unless the page goes."""
        expect(self.box).to_be_focused(timeout=6000)

    def presses(self, button: str) -> None:
        self.box.get_by_role("button", name=button).click()

    def shirube_says(self, *call: Any) -> Any:
        return self.page.evaluate("call => shirube(...call)", list(call))


DESCRIBE = "async ([address, way]) => (await import(address)).describe(document.querySelector(way))"


def described(visitor: Visitor, body: str, way: str) -> dict[str, Any]:
    """The descriptor an author's pick on this page makes."""
    visitor.page_of("/", body)
    visitor.opens()
    found: dict[str, Any] = visitor.page.evaluate(DESCRIBE, [visitor.shirube.origin + "/sdk/x/finder.mjs", way])
    return found
