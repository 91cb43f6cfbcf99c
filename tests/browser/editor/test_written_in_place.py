"""The step's words, written in the step: marks, lists, links, pictures, questions; blocks in the draft, never HTML."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import App, Shirube
from tests.browser.editor.test_host_page import AXE, VIOLATIONS

pytestmark = pytest.mark.browser

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def wide_png() -> bytes:
    """3,200 grey pixels by 20, as no step shows them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((x * 7 + y * 13) % 251 for x in range(3200)) for y in range(20))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 3200, 20, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


WIDTH = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return (await createImageBitmap(new Blob([bytes]))).width;
}"""
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const writer = document.querySelector("shirube-guide").shadowRoot.querySelector(".writer");
  const how = { clipboardData: data, bubbles: true, composed: true, cancelable: true };
  writer.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def writer(author: Author) -> Locator:
    return author.page.locator("shirube-guide .writer")


def bar(author: Author) -> Locator:
    return author.page.locator("shirube-editor .writerbar")


def contents(shirube: Shirube) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shirube.steps[0].get("content", []) if shirube.steps else []
    return found


def begins(author: Author) -> Locator:
    """A dialog with a heading, the caret in its empty text."""
    author.opens("/orders").presses("Add a dialog")
    expect(writer(author)).to_be_visible()
    writer(author).locator("h2").click()
    author.page.keyboard.type("Welcome")
    writer(author).locator("p").click()
    expect(bar(author)).to_be_visible()
    return writer(author)


def test_marks_lists_and_line_breaks(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    page.keyboard.type("Plain ")
    page.keyboard.press("ControlOrMeta+b")
    page.keyboard.type("bold")
    page.keyboard.press("ControlOrMeta+b")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    page.keyboard.type("one")
    bar(author).get_by_label("Kind of text").select_option("Numbered list")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("after")
    author.waits_for(
        lambda: contents(shirube) == [
            {"type": "heading", "text": "Welcome"},
            {"type": "text", "text": [{"text": "Plain "}, {"text": "bold", "bold": True}, {"text": "\nsecond line"}]},
            {"type": "list", "ordered": True, "items": ["one", "two"]},
            {"type": "text", "text": "after"},
        ]
    )  # fmt: skip
    assert page.evaluate("window.heard") == []
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_value("Welcome")


def test_writing_is_undone_in_the_step_and_in_the_panel(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    page.keyboard.type("Hello")
    author.waits_for(lambda: [block["text"] for block in contents(shirube)] == ["Welcome", "Hello"])
    page.keyboard.press("ControlOrMeta+z")
    expect(writer(author)).not_to_contain_text("Hello")
    author.presses("Redo")
    expect(writer(author)).to_contain_text("Hello")
    author.writes("Text", "From the panel")
    expect(writer(author).locator("p")).to_have_text("From the panel")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("javascript:alert(1)", "could run a script"),
        ("//evil.example/x", "Write https:// before the address"),
        ("https://a b", "no spaces"),
        ("", "Write the address"),
    ],
)
def test_bad_links_are_refused_with_what_to_do(author: Author, page: Page, typed: str, problem: str) -> None:
    begins(author)
    page.keyboard.type("help")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+k")
    address = bar(author).get_by_label("Address of the link")
    expect(address).to_be_focused()
    address.fill(typed)
    address.press("Enter")
    expect(bar(author).get_by_role("alert")).to_contain_text(problem)
    expect(writer(author).locator("a")).to_have_count(0)


def test_a_link(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    page.keyboard.type("help")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ControlOrMeta+k")
    bar(author).get_by_label("Address of the link").fill("example.com/help")
    bar(author).get_by_role("button", name="Apply").click()
    linked = [{"text": "help", "link": "https://example.com/help"}]
    author.waits_for(lambda: bool(contents(shirube)) and contents(shirube)[-1]["text"] == linked)


def test_pasted_html_is_cleaned_to_blocks(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    page.evaluate(
        PASTE,
        [
            """<h3 onclick="evil()">Steps</h3>
            <p style="color:red">Go <b>now</b> to <a href="javascript:evil()">here</a>
            or <a href="https://ok.example/">there</a>.</p><script>window.evil = 1</script>
            <ul><li>One</li><li>Two</li></ul><img src="//evil.example/a.png">
            <img src=x onerror="window.evil=1"><iframe src="https://evil.example"></iframe>""",
            "Steps",
        ],
    )
    author.waits_for(lambda: len(contents(shirube)) >= 4)
    kinds = [block["type"] for block in contents(shirube)]
    assert kinds == ["heading", "heading", "text", "list"]
    assert contents(shirube)[2]["text"] == [
        {"text": "Go "}, {"text": "now", "bold": True}, {"text": " to here or "},
        {"text": "there", "link": "https://ok.example/"}, {"text": "."},
    ]  # fmt: skip
    assert page.evaluate("window.evil") is None


def test_pictures_by_file_and_by_paste(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    bar(author).get_by_role("button", name="Picture").click()
    bar(author).get_by_label("Picture from this computer").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(writer(author).locator("img[src]")).to_have_count(1)
    assert shirube.picture == PNG
    bar(author).get_by_label("What it shows").fill("The order form")
    source = f"{shirube.origin}/media/picture-1.png"
    image = {"type": "image", "source": source, "alt": "The order form"}
    author.waits_for(lambda: image in contents(shirube))
    bar(author).get_by_role("button", name="Picture").click()
    bar(author).get_by_label("Picture from this computer").set_input_files(
        {"name": "wide.png", "mimeType": "image/png", "buffer": wide_png()}
    )
    author.waits_for(lambda: shirube.pictures == 2)
    author.waits_for(lambda: len([block for block in contents(shirube) if block["type"] == "image"]) == 2)
    assert page.evaluate(WIDTH, base64.b64encode(shirube.picture).decode()) == 1600
    shirube.refuses_pictures = True
    bar(author).get_by_role("button", name="Picture").click()
    bar(author).get_by_label("Picture from this computer").set_input_files(
        {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='evil()'/>"}
    )
    expect(bar(author).get_by_role("alert")).to_contain_text("PNG, JPEG, GIF or WebP")
    assert len([block for block in contents(shirube) if block["type"] == "image"]) == 2


def test_questions_values_callouts_and_video(author: Author, shirube: Shirube, page: Page) -> None:
    begins(author)
    bar(author).get_by_label("Kind of text").select_option("Callout")
    bar(author).get_by_label("Colour").select_option("Careful")
    expect(writer(author)).to_be_focused()  # the choice is made, and the caret is back
    page.keyboard.type("Hello ")
    bar(author).get_by_label("More…").select_option("Person’s own value")
    bar(author).get_by_label("Without a value it says").fill("friend")
    author.waits_for(
        lambda: bool(contents(shirube)) and contents(shirube)[-1] == {
            "type": "callout", "tone": "warning",
            "text": [{"text": "Hello "}, {"variable": "person.name", "fallback": "friend"}],
        }
    )  # fmt: skip
    bar(author).get_by_label("More…").select_option("Question")
    bar(author).get_by_label("Question", exact=True).fill("Which plan?")
    bar(author).get_by_label("Answered by").select_option("One of several")
    bar(author).get_by_label("Answers, one a line").fill("Team\nBusiness")
    author.waits_for(lambda: contents(shirube)[-1].get("options") == ["Team", "Business"])
    assert contents(shirube)[-1]["text"] == "Which plan?"
    expect(writer(author).locator(".asked li")).to_have_text(["Team", "Business"])
    bar(author).get_by_role("button", name="Delete").click()
    author.waits_for(lambda: [block["type"] for block in contents(shirube)] == ["heading", "callout"])


def test_under_a_strict_policy_and_for_axe(author: Author, app: App, shirube: Shirube, page: Page) -> None:
    host = shirube.origin
    app.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {host}; connect-src {host}; style-src 'self'; img-src {host}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Trusted" in message.text else None)
    begins(author)
    page.keyboard.type("Strict")
    page.evaluate(PASTE, ["<p>Pasted <b>well</b></p>", "Pasted well"])
    author.waits_for(lambda: "well" in str(contents(shirube)))
    assert errors == []


def test_a_policy_that_keeps_pictures_out_is_told_to_the_author(
    author: Author, app: App, shirube: Shirube, page: Page
) -> None:
    host = shirube.origin
    app.headers["Content-Security-Policy"] = f"script-src 'self' {host}; img-src 'self'"
    begins(author)
    bar(author).get_by_role("button", name="Picture").click()
    bar(author).get_by_label("Picture from this computer").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(author.panel.get_by_text(f"does not let pictures from {host} load")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_complain_about(author: Author, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    begins(author)
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []
    bar(author).get_by_role("button", name="Picture").click()
    assert page.evaluate(VIOLATIONS) == []
    bar(author).get_by_label("More…").select_option("Question")
    expect(bar(author).get_by_label("Answered by")).to_be_visible()
    assert page.evaluate(VIOLATIONS) == []
