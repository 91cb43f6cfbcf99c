"""Each kind of evidence finds the element again when the rest of the page has changed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.sdk.target.conftest import Finder


@dataclass(frozen=True)
class Case:
    """`target` on page `before` is `same` on page `after`; None: it is not there."""

    name: str
    before: str
    target: str
    after: str
    same: str | None


PENCIL = '<svg viewBox="0 0 9 9"><path d="M1 8L8 1"></path></svg>'
BIN = '<svg viewBox="0 0 9 9"><path d="M2 2H7V8H2Z"></path></svg>'
DISK = '<svg viewBox="0 0 9 9"><path d="M1 1H8V8H1Z M3 5H6"></path></svg>'
TOOLS = f'<div class="tools"><button>{PENCIL}Edit</button><button>{BIN}Delete</button><button>{DISK}Save</button></div>'
TOOLS_JA = (
    f'<div class="tools"><button>{DISK}保存</button><button>{PENCIL}編集</button><button>{BIN}削除</button></div>'
)


def table(*people: str) -> str:
    rows = "".join(
        f"<tr><td>{p}</td><td>{p.lower()}@example.com</td><td><button>Edit</button></td></tr>" for p in people
    )
    return f"<table><thead><tr><th>Name</th><th>Mail</th><th>Actions</th></tr></thead><tbody>{rows}</tbody></table>"


def section(heading: str, content: str) -> str:
    return f"<section><h2>{heading}</h2><p>Of {heading}</p>{content}</section>"


def menu(*items: str) -> str:
    return "<nav><ul class='menu'>" + "".join(f"<li class='item'><a>{i}</a></li>" for i in items) + "</ul></nav>"


def tools(*names: str) -> str:
    return "<div class='tools'>" + "".join(f"<button class='tool'>{name}</button>" for name in names) + "</div>"


ENGLISH = "<p><label>Search for all of the files</label> <label>Copy and delete this page</label></p>"
GERMAN = (
    "<p><label>Suche nach allen Dateien und Seiten</label> <label>Seite kopieren, bearbeiten und löschen</label></p>"
)

CASES = [
    Case(
        "what common words mean in another language",
        tools("Save", "Delete", "Rename", "Share"),
        "button:nth-child(2)",
        "<!-- lang=ja -->" + tools("名前を変更", "共有", "保存", "削除"),
        "button:nth-child(4)",
    ),
    Case(
        "what is not translated",
        ENGLISH + tools("Picture as PNG", "Picture as SVG", "Everything as ZIP", "Table as CSV"),
        "button:nth-child(2)",
        "<!-- lang=de -->"
        + GERMAN
        + tools("Grafik (PNG)", "Grafik (SVG)", "Alles (ZIP)", "Tabelle (CSV)", "Seite (PDF)"),
        "button:nth-child(2)",
    ),
    Case(
        "the telling words of a name that changed",
        tools("Move selected cells up", "Delete selected cells", "Paste selected cells", "Run selected cells"),
        "button:nth-child(2)",
        tools(
            "Move the selected cell up",
            "Delete the selected cell",
            "Paste the selected cell",
            "Run the selected cell",
            "Insert a cell",
        ),
        "button:nth-child(2)",
    ),
    Case(
        "a heading of another level",
        "<main><h1>Billing of the year</h1><p>Text</p><h2>Details</h2></main>",
        "h1",
        "<main><p>Text</p><h2>Details</h2><section><h3>Billing of the year</h3></section></main>",
        "h3",
    ),
    Case(
        "a button that became a component",
        '<div class="bar"><button class="tool" title="Delete cell">x</button><button class="tool" title="Copy cell">c</button></div>',
        "button",
        '<div class="bar"><x-button class="tool" title="Copy cell">c</x-button><x-button class="tool" title="Delete cell">x</x-button></div>',
        "x-button:nth-child(2)",
    ),
    Case(
        "another page of the same language is not taken for another language",
        ENGLISH + tools("New order", "Import orders", "Export orders"),
        "button:nth-child(2)",
        "<p><label>Edit the name and the password of your user</label></p>" + tools("New user", "Close", "Help"),
        None,
    ),
    Case(
        "a test hook outlives tag, words and place",
        '<main><button data-testid="save">Save</button><button>Cancel</button></main>',
        "[data-testid]",
        '<header><a data-testid="save">Keep changes</a></header><main><button>Save</button></main>',
        "[data-testid]",
    ),
    Case(
        "an id that people gave",
        '<form><input id="billing-email"><input id="billing-name"></form>',
        "#billing-email",
        '<div><p><input id="billing-name"></p><p><span><input id="billing-email"></span></p></div>',
        "#billing-email",
    ),
    Case(
        "an id that a machine made is not trusted",
        '<main><button id="x7f3a91c">Save</button><button id="b81d02e">Discard</button></main>',
        "#x7f3a91c",
        '<main><button id="e55aa01">Save</button><button id="x7f3a91c">Discard</button></main>',
        "#e55aa01",
    ),
    Case(
        "an id that counts is not trusted",
        '<ul><li id="tab-1">Orders</li><li id="tab-2">Bills</li></ul>',
        "#tab-1",
        '<ul><li id="tab-1">Bills</li><li id="tab-2">Orders</li></ul>',
        "#tab-2",
    ),
    Case(
        "the name attribute with its value",
        '<form><input type="radio" name="plan" value="team"><input type="radio" name="plan" value="solo"></form>',
        "[value=solo]",
        '<form><div><input type="radio" name="plan" value="solo"></div><input type="radio" name="plan" value="team"></form>',
        "[value=solo]",
    ),
    Case(
        "the accessible name in a new layout",
        '<main><div class="bar"><button>New invoice</button><button>Import</button></div></main>',
        "button",
        '<main><aside><button>Import</button></aside><header class="top"><span><button>New invoice</button></span></header></main>',
        "header button",
    ),
    Case(
        "a name given by aria-label",
        '<div><button aria-label="Close">×</button><button aria-label="Help">?</button></div>',
        "[aria-label=Close]",
        '<div><p><button aria-label="Help">i</button></p><p><button aria-label="Close"><b>x</b></button></p></div>',
        "[aria-label=Close]",
    ),
    Case(
        "hashed class names",
        '<div class="css-1x9ab"><button class="css-8f2kq1">Save</button><button class="css-8f2kq1">Cancel</button></div>',
        "button",
        '<div class="css-9zz21"><button class="css-77aa0b">Cancel</button><button class="css-77aa0b">Save</button></div>',
        "button:last-child",
    ),
    Case(
        "the icon in another language",
        TOOLS,
        "button:nth-child(2)",
        "<!-- lang=ja -->" + TOOLS_JA,
        "button:nth-child(3)",
    ),
    Case(
        "the label of a field",
        "<form><label>City <input></label><label>Street <input></label></form>",
        "label:nth-child(2) input",
        '<form><label for="s">Street</label><input id="s"><label for="c">City</label><input id="c"></form>',
        "#s",
    ),
    Case(
        "where a link leads, in another language",
        '<nav><a href="/orders">Orders</a><a href="/people">People</a><a href="/plans">Plans</a></nav>',
        "a:nth-child(2)",
        '<!-- lang=de --><nav><a href="/plans">Pläne</a><a href="/orders">Aufträge</a><a href="/people">Leute</a></nav>',
        "a:nth-child(3)",
    ),
    Case(
        "the row it is in",
        table("Ann", "Bo", "Cy"),
        "tr:nth-child(2) button",
        table("Eve", "Cy", "Dan", "Bo", "Ann"),
        "tr:nth-child(4) button",
    ),
    Case(
        "the heading it stands under",
        section("Shipping", "<button>Change</button>") + section("Billing", "<button>Change</button>"),
        "section:nth-of-type(2) button",
        section("Billing", "<button>Change</button>")
        + section("Notes", "<i>none</i>")
        + section("Shipping", "<button>Change</button>"),
        "section:nth-of-type(1) button",
    ),
    Case(
        "the landmark it is in",
        "<header><a>Home</a></header><main><a>Docs</a></main><footer><a>Home</a></footer>",
        "footer a",
        "<header><p><a>Home</a></p><a>Sign in</a></header><main><a>Docs</a></main><footer><p>(c)</p><a>Home</a></footer>",
        "footer a",
    ),
    Case(
        "the place in a list in another language",
        menu("Overview", "Orders", "People", "Settings"),
        "li:nth-child(3) a",
        "<!-- lang=de -->" + menu("Übersicht", "Aufträge", "Leute", "Einstellungen"),
        "li:nth-child(3) a",
    ),
    Case(
        "another tag for the same purpose",
        '<div class="bar"><a class="primary-action" href="#">Create project</a><a class="link" href="#">Cancel</a></div>',
        ".primary-action",
        '<div class="bar"><button class="primary-action">Create project</button><button class="link">Cancel</button></div>',
        ".primary-action",
    ),
    Case(
        "more rows than before",
        "<h1>People</h1>" + table("Ann", "Bo") + "<button>Add person</button>",
        "body > button",
        "<h1>People</h1>" + table("Ann", "Bo", "Cy", "Dan", "Eve", "Flo", "Gus") + "<button>Add person</button>",
        "body > button",
    ),
    Case(
        "gone, with others of its kind around",
        '<div class="bar"><button>Approve</button><button>Reject</button><button>Archive</button></div>',
        "button:nth-child(2)",
        '<div class="bar"><button>Approve</button><button>Archive</button></div>',
        None,
    ),
    Case(
        "gone, on another page of the same app",
        '<header><a href="/">Home</a></header><main><h1>Invoice</h1><button class="primary">Send invoice</button></main>',
        ".primary",
        '<header><a href="/">Home</a></header><main><h1>People</h1><button class="primary">Invite person</button></main>',
        None,
    ),
    Case("its row is gone", table("Ann", "Bo", "Cy"), "tr:nth-child(2) button", table("Ann", "Cy"), None),
    Case(
        "there, but hidden",
        '<main><button class="save">Save</button><p>Draft</p></main>',
        ".save",
        '<main><button class="save" style="display:none">Save</button><p>Draft</p></main>',
        None,
    ),
    Case(
        "its test hook is there, but hidden",
        '<main><button data-testid="save">Save</button></main>',
        "button",
        '<main><div hidden><button data-testid="save">Save</button></div><button>Save</button></main>',
        None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_finds_it_again_or_says_it_is_gone(finder: Finder, case: Case) -> None:
    finder.show(case.before)
    descriptor = finder.describe(case.target)
    finder.show(case.after)
    if case.same is None:
        assert finder.found(descriptor) is None
    else:
        assert finder.finds(descriptor, case.same), finder.explain(descriptor)
