"""What an author does, from log-in to publishing, in the words a test reads by."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.stack import EMAIL, PASSWORD


def log_in(page: Page, shirube: str, email: str = EMAIL, password: str = PASSWORD) -> None:
    page.goto(f"{shirube}/log-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{shirube}/")


def create_guide(page: Page, shirube: str, name: str, app: str) -> str:
    """From the list of guides; answers the new guide's key."""
    page.goto(f"{shirube}/guides")
    page.get_by_role("button", name="New guide").or_(page.get_by_role("link", name="New guide")).first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("input[name=name]").fill(name)
    dialog.locator("input[name=address]").fill(app)
    dialog.get_by_role("button", name="Create guide").click()
    page.wait_for_url("**/edit")
    return page.url.split("/")[-2]


def open_editor(page: Page) -> Editor:
    """From the guide's page into the app, in picking mode."""
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Pick in my app").first.click()
    editor = Editor(opened.value)
    expect(editor.panel).to_be_visible(timeout=30_000)
    return editor


class Editor:
    """The in-app editor in a page of somebody's app."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def panel(self) -> Locator:
        return self.page.locator("shirube-editor .panel")

    def presses(self, name: str) -> None:
        self.panel.get_by_role("button", name=name, exact=True).first.click()

    def picks(self, element: Locator) -> None:
        """Starts picking and clicks the middle of an element of the app."""
        self.presses("Point at an element")
        box = element.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(*middle, steps=3)
        self.page.mouse.click(*middle)
        expect(self.panel.get_by_label("Heading", exact=True)).to_be_visible()

    def writes(self, label: str, text: str) -> None:
        self.panel.get_by_label(label, exact=True).fill(text)

    def waits_until_saved(self) -> None:
        expect(self.panel.locator(".save")).to_contain_text("Saved")

    def publishes(self) -> None:
        self.presses("Publish")
        expect(self.panel.get_by_text("Version 1 is live")).to_be_visible()
