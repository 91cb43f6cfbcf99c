"""The writer's pure parts as tables: HTML to blocks, blocks there and back, addresses by the server's rule."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import TypeAdapter

from guides.content import Block
from guides.links import safe_link, safe_source
from tests.sdk.sources import bundled

pytestmark = pytest.mark.browser

Blocks = list[dict[str, Any]]


@pytest.fixture
def parts(page: Page) -> Page:
    page.add_script_tag(content=bundled("editor/writer/html.ts", "editor/writer/blocks.ts", "editor/writer/links.ts"))
    return page


def heading(level: int, words: str) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": words}


def image(source: str, alt: str) -> dict[str, Any]:
    return {"type": "image", "source": source, "alt": alt}


def text(words: Any) -> Blocks:
    return [{"type": "text", "text": words}]


PASTED: list[tuple[str, Blocks]] = [
    ("", []),
    ("plain", text("plain")),
    ("<p>a&amp;b &lt;i&gt; &#39;q&#39; &#x1F600; &unknown;</p>", text("a&b <i> 'q' 😀 &unknown;")),
    ("<p>one</p>\n<p>two</p>", text("one") + text("two")),
    ("<div>a<br>b</div>", text("a\nb")),
    ("<p><b>x</b> <i>y</i></p>", text([{"text": "x", "bold": True}, {"text": " "}, {"text": "y", "italic": True}])),
    ("<h1>Title</h1><h4>Small</h4>", [heading(1, "Title"), heading(3, "Small")]),
    ("<ul><li>a<ol><li>b</ol><li>c</ul>", [{"type": "list", "items": ["a", "b", "c"]}]),
    ("<pre><code>if (a &lt; b)\n  go();</code></pre>", [{"type": "code", "text": "if (a < b)\n  go();"}]),
    ("<img src='https://a.example/x.png' alt='X &amp; Y'>", [image("https://a.example/x.png", "X & Y")]),
    ("<img src='data:image/png;base64,AAAA'><img src='file:///c:/x.png'>", []),
    ("<script>evil()</script><style>p{}</style>kept<script>", text("kept")),
    ("<svg><script>evil()</script><a href='https://x.example'>no</a></svg>yes", text("yes")),
    ("<a href='java\tscript:x()'>a</a><a href='JAVASCRIPT:x()'>b</a><a href='&#106;avascript:x'>c</a>", text("abc")),
    ("<p title='a>b' onclick=\"evil('>')\">ok</p>", text("ok")),
    ("<!-- <p>no</p> --><!--[if mso]>no<![endif]-->yes", text("yes")),
    ("2 < 3 and 5 > 4", text("2 < 3 and 5 > 4")),
    ("<b>never closed", text([{"text": "never closed", "bold": True}])),
    ("</p></b></ul>stray", text("stray")),
]  # fmt: skip


def test_pasted_html(parts: Page) -> None:
    found = parts.evaluate("pasted => pasted.map((html) => parts.blocksFromHtml(html))", [html for html, _ in PASTED])
    assert list(zip([html for html, _ in PASTED], found, strict=True)) == PASTED
    TypeAdapter(list[Block]).validate_python([block for blocks in found for block in blocks])


EVERYTHING: Blocks = [
    {"type": "heading", "text": "Plain"},
    {"type": "heading", "level": 3, "text": [{"text": "a", "bold": True}, {"text": "b"}]},
    {"type": "text", "text": "two\nlines"}, {"type": "text", "text": ""},
    {"type": "text", "text": [{"text": "see "}, {"text": "this", "link": "https://x.example", "italic": True},
    {"text": " "},
        {"text": "x = 1", "code": True}, {"variable": "person.name", "fallback": "you"}]},
    {"type": "list", "items": ["a", [{"text": "b", "bold": True}]]}, {"type": "list", "ordered": True, "items": ["c"]},
    {"type": "callout", "tone": "warning", "text": "Careful"}, {"type": "callout", "text": "Note"},
    {"type": "code", "text": "a\n  b"},
    {"type": "image", "source": "/a.png", "alt": ""},
    {"type": "video", "source": "https://v.example/a.mp4", "title": "T"},
    {"type": "question", "key": "q", "ask": "choice", "text": "Which?", "options": ["a", "b"], "required": True},
    {"type": "columns", "columns": [[{"type": "text", "text": "l"}], [{"type": "text", "text": "r"}]]},
]  # fmt: skip


def test_blocks_go_into_the_document_and_back_without_loss(parts: Page) -> None:
    there_and_back = "blocks => parts.toBlocks(parts.toDocument(blocks))"
    assert parts.evaluate(there_and_back, EVERYTHING) == EVERYTHING
    TypeAdapter(list[Block]).validate_python(EVERYTHING)


ADDRESSES = [
    "https://a.example", "http://a.example/x?y#z", "mailto:a@b.example", "tel:+81", "/x", "#x", "?x", "//a.example",
    "javascript:x", "JavaScript:x", "data:text/html,x", "vbscript:x", "a b", "java\tscript:x", "https://a\\b", "\\\\a",
    "example", "ftp://a", "https://a.example/é",
]  # fmt: skip


def allowed(rule: Any, address: str) -> bool:
    try:
        rule(address)
    except ValueError:
        return False
    return True


def test_addresses_follow_the_rule_of_the_server(parts: Page) -> None:
    links = parts.evaluate("all => all.map((one) => parts.linkProblem(one) === null)", ADDRESSES)
    assert dict(zip(ADDRESSES, links, strict=True)) == {one: allowed(safe_link, one) for one in ADDRESSES}
    media = parts.evaluate("all => all.map((one) => parts.linkProblem(one, true) === null)", ADDRESSES)
    taken = [one for one, fine in zip(ADDRESSES, media, strict=True) if fine]
    assert [one for one in taken if not allowed(safe_source, one)] == []
