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

    @property
    def bar(self) -> Locator:
        """What stands for the panel while the author is at work in the app."""
        return self.page.locator("shirube-editor .bar")

    def presses(self, name: str) -> None:
        self.panel.get_by_role("button", name=name, exact=True).first.click()

    def presses_some(self, beginning: str) -> None:
        """The button whose name begins so."""
        self.panel.get_by_role("button", name=beginning).first.click()

    def picks(self, element: Locator) -> None:
        """Starts picking and clicks the middle of an element of the app."""
        self.presses("Point at an element")
        self._clicks(element)
        expect(self.panel.get_by_label("Heading", exact=True)).to_be_visible()

    def _clicks(self, element: Locator) -> None:
        expect(self.bar).to_be_visible()
        box = element.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(*middle, steps=3)
        self.page.mouse.click(*middle)
        expect(self.panel).to_be_visible()

    def picks_again(self, element: Locator) -> None:
        """Another element for the step that is open."""
        self.presses("Pick again")
        self._clicks(element)

    def records(self, *elements: Locator) -> None:
        """Clicks each, in the app, once the editor hears it, and stops."""
        self.presses("Record what I do")
        for number, element in enumerate(elements):
            # Each may lead to another page, where the editor comes a moment after what is to be clicked.
            element.wait_for()
            expect(self.bar).to_contain_text(f"{number} step", timeout=60_000)
            element.click()
        expect(self.bar).to_contain_text(f"{len(elements)} step")
        self.bar.get_by_role("button", name="Stop").click()
        self.waits_until_saved()

    def writes(self, label: str, text: str) -> None:
        self.panel.get_by_label(label, exact=True).fill(text)

    def waits_until_saved(self) -> None:
        expect(self.panel.locator(".save")).to_contain_text("Saved")

    def publishes(self, version: int = 1) -> None:
        self.presses("Publish")
        expect(self.panel.get_by_text(f"Version {version} is live")).to_be_visible()


def translate_guide(page: Page, shirube: str, guide: str, language: str, texts: dict[str, str]) -> None:
    """On the guide's page of translations, all but the guide's name: by its own words, what each is in the language."""
    page.goto(f"{shirube}/guides/{guide}/translations")
    page.get_by_role("button", name="Add a language").click()
    page.get_by_label("Language", exact=True).fill(language)
    page.get_by_role("button", name="Add", exact=True).click()
    for words, translated in texts.items():
        page.get_by_role("textbox", name=words, exact=True).fill(translated)
    # Missing ones are counted by the answer to the save.
    expect(page.locator("#language-list")).to_contain_text("1 missing")
