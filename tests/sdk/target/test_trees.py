"""Inside open shadow roots, same-origin frames and virtualised lists."""

from __future__ import annotations

from tests.sdk.target.conftest import Finder


def component(label: str, attributes: str = "") -> str:
    inner = "<template shadowrootmode=open><style></style><button part=control><slot></slot></button></template>"
    return f"<x-button {attributes}>{inner}{label}</x-button>"


def card(title: str) -> str:
    inner = f"<template shadowrootmode=open><h3>{title}</h3><button>Open</button><button>Share</button></template>"
    return f"<x-card>{inner}</x-card>"


def test_a_component_is_told_by_its_host(finder: Finder) -> None:
    finder.show("<div>" + component("Save") + component("Cancel") + component("Help") + "</div>")
    descriptor = finder.describe("x-button:nth-child(2) >>> button")
    finder.show("<div>" + component("Help") + component("Undo") + component("Save") + component("Cancel") + "</div>")
    assert finder.finds(descriptor, "x-button:nth-child(4) >>> button")


def test_a_component_that_became_a_plain_button(finder: Finder) -> None:
    finder.show("<div>" + component("Save", "class='save-tool'") + component("Cancel") + "</div>")
    descriptor = finder.describe("x-button >>> button")
    finder.show("<div><button>Cancel</button><button class='save-tool'>Save</button></div>")
    assert finder.finds(descriptor, ".save-tool")


def test_one_of_several_controls_in_one_of_several_shadow_roots(finder: Finder) -> None:
    finder.show(card("Orders") + card("People"))
    descriptor = finder.describe("x-card:nth-child(2) >>> button:nth-of-type(2)")
    finder.show("<div>" + card("Orders") + card("People") + "</div>")
    assert finder.finds(descriptor, "div > x-card:nth-child(2) >>> button:nth-of-type(2)")


def test_nested_shadow_roots(finder: Finder) -> None:
    inner = "<x-page><template shadowrootmode=open><nav><a>Home</a><a>Bills</a></nav></template></x-page>"
    finder.show(f"<x-app><template shadowrootmode=open>{inner}</template></x-app>")
    descriptor = finder.describe("x-app >>> x-page >>> a:nth-child(2)")
    finder.show(f"<p>News</p><x-app><template shadowrootmode=open><header></header>{inner}</template></x-app>")
    assert finder.finds(descriptor, "x-app >>> x-page >>> a:nth-child(2)")


def test_same_origin_frame(finder: Finder) -> None:
    show = """(html) => new Promise((done) => {
      const frame = Object.assign(document.createElement("iframe"), {name: "editor", srcdoc: html});
      frame.onload = done;
      document.body.replaceChildren(document.createElement("p"), frame);
    })"""
    finder.page.evaluate(show, "<button>Bold</button><button>Italic</button>")
    descriptor = finder.describe("iframe >>> button:nth-child(2)")
    finder.page.evaluate(show, "<div><button>Underline</button><button>Bold</button><button>Italic</button></div>")
    assert finder.finds(descriptor, "iframe >>> button:nth-child(3)")
    finder.page.evaluate(show, "<p>Read only</p>")
    assert finder.found(descriptor) is None


def test_a_virtualised_list_shows_other_rows_in_the_same_elements(finder: Finder) -> None:
    def window(first: int) -> str:
        names = ["Ann", "Bo", "Cy", "Dan", "Eve", "Flo", "Gus", "Hal", "Ida", "Jon"]
        rows = "".join(
            f"<div class='row' role='row' style='top:{i * 40}px'><span class='who'>{names[i]} Smith</span><button>Edit</button></div>"
            for i in range(first, first + 4)
        )
        return f"<div role='grid' class='list'>{rows}</div>"

    finder.show(window(0))
    descriptor = finder.describe(".row:nth-child(3) button")
    finder.show(window(2))
    assert finder.finds(descriptor, ".row:nth-child(1) button")
    finder.show(window(6))
    assert finder.found(descriptor) is None
