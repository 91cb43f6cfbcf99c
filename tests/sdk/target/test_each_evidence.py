"""Each kind of evidence alone: with it the element is found where all else changed or is the same; without it nothing is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.sdk.target.conftest import Finder


@dataclass(frozen=True)
class Alone:
    """`target` on `before` is `same` on `kept`, by this evidence alone; on `lost` it is gone, and nothing is found."""

    evidence: str
    before: str
    target: str
    kept: str
    same: str
    lost: str


def icon(shape: str) -> str:
    return f'<svg viewBox="0 0 9 9"><path d="{shape}"></path></svg>'


PEN, BIN, DISK, BELL = (
    icon(d) for d in ("M1 8L8 1", "M2 2H7V8H2Z", "M1 1H8V8H1Z M3 5H6", "M4 1C2 2 2 5 1 7H8C7 5 7 2 5 1Z")
)
DIV_ROWS = "".join("<div class='line'><i>·</i></div>" for _ in range(3))


def bar(*buttons: str) -> str:
    return "<div class='bar'>" + "".join(f"<button>{b}</button>" for b in buttons) + "</div>"


def rows(*people: str) -> str:
    return "<table>" + "".join(f"<tr><td>{p}</td><td><button>Edit</button></td></tr>" for p in people) + "</table>"


def columns(*heads: str) -> str:
    head = "".join(f"<th>{h}</th>" for h in heads)
    line = "".join("<td><input></td>" for _ in heads)
    return f"<table><tr>{head}</tr><tr>{line}</tr></table>"


def sections(*names: str) -> str:
    return "".join(f"<section><h2>{n}</h2><div><button>Change</button></div></section>" for n in names)


def facts(*names: str) -> str:
    return "<div>" + "".join(f"<button data-command='{n}'></button>" for n in names) + "</div>"


def components(*labels: str) -> str:
    inner = "<template shadowrootmode=open><button part=control><slot></slot></button></template>"
    return "<div>" + "".join(f"<x-button>{inner}{label}</x-button>" for label in labels) + "</div>"


ALONE = [
    Alone(
        "test hook",
        "<main><button data-testid='save'>Save</button><button>Discard</button></main>",
        "[data-testid]",
        "<header><button>Discard</button><a data-testid='save'>Keep it</a></header>",
        "a",
        "<header><button>Discard</button><a data-testid='kept'>Keep it</a></header>",
    ),
    Alone(
        "hook made for guides",
        "<main><button data-guide-id='save'>Save</button><button>Discard</button></main>",
        "[data-guide-id]",
        "<p>Now</p><em data-guide-id='save'>Keep it</em>",
        "em",
        "<p>Now</p><em>Keep it</em>",
    ),
    Alone(
        "id that people gave",
        "<main><button id='save-invoice'>Save</button><button>Discard</button></main>",
        "button",
        "<header><button>Discard</button><button id='save-invoice'>Keep it</button></header>",
        "#save-invoice",
        "<header><button>Discard</button><button id='xk7q2fz9'>Keep it</button></header>",
    ),
    Alone(
        "name of a field",
        "<form><input name='city' placeholder='City'><input name='street' placeholder='Street'></form>",
        "input",
        "<div><input name='street' placeholder='Road'><p><input name='city' placeholder='Town'></p></div>",
        "[name=city]",
        "<div><input name='street' placeholder='Road'><p><input name='zone' placeholder='Town'></p></div>",
    ),
    Alone(
        "role and accessible name",
        bar("Approve", "Reject", "Archive"),
        "button:nth-child(2)",
        "<nav><p><button>Archive</button></p><p><button>Approve</button></p><span><button>Reject</button></span></nav>",
        "span button",
        "<nav><p><button>Archive</button></p><p><button>Approve</button></p><span><button>Forward</button></span></nav>",
    ),
    Alone(
        "name that only assistive technology hears",
        bar("+", "-", "*").replace("<button>+", "<button aria-label='Add guest'>+"),
        "button",
        bar("-", "/", "o").replace("<button>o", "<button aria-label='Add guest'>o"),
        "[aria-label]",
        bar("-", "/", "o").replace("<button>o", "<button aria-label='Print list'>o"),
    ),
    Alone(
        "text",
        "<main><p>Total of May</p><p>Total of June</p><p>Open bills</p></main>",
        "p:nth-child(3)",
        "<div><section><p>Open bills</p></section><p>Total of May</p><p>Total of June</p></div>",
        "section p",
        "<div><section><p>Late fees</p></section><p>Total of May</p><p>Total of June</p></div>",
    ),
    Alone(
        "label",
        "<form><label>City <input></label><label>Street <input></label><label>Country <input></label></form>",
        "label:nth-child(2) input",
        "<form><label>Country <input></label><p><label>Street <input></label></p><label>City <input></label></form>",
        "p input",
        "<form><label>Country <input></label><p><label>Fax <input></label></p><label>City <input></label></form>",
    ),
    Alone(
        "neighbours' text",
        "<div><p>Name <b>Ann Lee</b> <button></button></p><p>Phone <b>123</b> <button></button></p></div>",
        "p:nth-child(2) button",
        "<div><p>Phone <b>123</b> <button></button></p><p>Name <b>Ann Lee</b> <button></button></p></div>",
        "p:nth-child(1) button",
        "<div><p>Fax <b>99</b> <button></button></p><p>Name <b>Ann Lee</b> <button></button></p></div>",
    ),
    Alone(
        "heading",
        sections("Shipping", "Billing", "Notes"),
        "section:nth-of-type(2) button",
        sections("Billing", "Notes", "Shipping"),
        "section:nth-of-type(1) button",
        sections("Notes", "Terms", "Shipping"),
    ),
    Alone(
        "row",
        rows("Ann", "Bo", "Cy", "Dan"),
        "tr:nth-child(2) button",
        rows("Dan", "Cy", "Bo", "Ann"),
        "tr:nth-child(3) button",
        rows("Dan", "Cy", "Eve", "Ann"),
    ),
    Alone(
        "column",
        columns("Price", "Amount", "Discount"),
        "td:nth-child(2) input",
        columns("Discount", "Price", "Amount"),
        "td:nth-child(3) input",
        columns("Discount", "Price", "Weight"),
    ),
    Alone(
        "landmark",
        "<nav><a>Contact</a></nav><main><p>Text</p></main><footer><a>Contact</a></footer>",
        "footer a",
        "<footer><a>Contact</a></footer><main><p>Text</p></main><nav><a>Contact</a></nav>",
        "footer a",
        "<main><p>Text</p></main><nav><a>Contact</a></nav>",
    ),
    Alone(
        "icon",
        bar(PEN, BIN, DISK),
        "button:nth-child(2)",
        bar(DISK, BELL, PEN, BIN),
        "button:nth-child(4)",
        bar(DISK, BELL, PEN),
    ),
    Alone(
        "where it leads",
        "<nav><a href='/orders'></a><a href='/people'></a><a href='/plans'></a></nav>",
        "a:nth-child(2)",
        "<nav><a href='/plans'></a><a href='/orders'></a><a href='/people'></a></nav>",
        "a:nth-child(3)",
        "<nav><a href='/plans'></a><a href='/orders'></a><a href='/goods'></a></nav>",
    ),
    Alone(
        "attribute",
        facts("cut", "copy", "paste"),
        "button:nth-child(2)",
        facts("paste", "cut", "copy"),
        "button:nth-child(3)",
        facts("paste", "cut", "undo"),
    ),
    Alone(
        "structure",
        f"<div class='crumbs'><button></button></div>{DIV_ROWS}<div class='player'><button></button></div>",
        ".player button",
        f"<div class='tools'><button></button></div>{DIV_ROWS}<div class='player'><button></button></div>",
        ".player button",
        f"<div class='tools'><button></button></div>{DIV_ROWS}<div class='crumbs'><button></button></div>",
    ),
    Alone(
        "position",
        "<ul class='stars'>" + "<li><button></button></li>" * 5 + "</ul>",
        "li:nth-child(4) button",
        "<main><ul class='stars'>" + "<li><button></button></li>" * 5 + "</ul></main>",
        "li:nth-child(4) button",
        "<main><ul class='stars'>" + "<li><button></button></li>" * 2 + "</ul></main>",
    ),
    Alone(
        "stretch of controls",
        f"<div><button>{PEN}</button><button></button><button>{BIN}</button><button></button><button>{DISK}</button></div>",
        "button:nth-child(2)",
        f"<div><button>{BELL}</button><button>{BELL}</button><button>{PEN}</button><button></button><button>{BIN}</button><button></button><button>{DISK}</button></div>",
        "button:nth-child(4)",
        f"<div><button>{BELL}</button><button>{BELL}</button><button></button></div>",
    ),
    Alone(
        "host of a component",
        components("Save", "Cancel", "Help"),
        "x-button:nth-child(2) >>> button",
        components("Help", "Undo", "Save", "Cancel"),
        "x-button:nth-child(4) >>> button",
        components("Help", "Undo", "Save"),
    ),
]


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.evidence)
def test_it_decides_alone_and_nothing_is_found_without_it(finder: Finder, case: Alone) -> None:
    finder.show(case.before)
    descriptor = finder.describe(case.target)
    finder.show(case.kept)
    assert finder.finds(descriptor, case.same), finder.explain(descriptor)
    finder.show(case.lost)
    assert finder.found(descriptor) is None, finder.explain(descriptor)
