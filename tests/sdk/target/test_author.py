"""What the author decides: any row or this one, words or not, a pinned selector, a trusted attribute; and what is told back."""

from __future__ import annotations

import json
from typing import Any

from tests.sdk.target.conftest import Finder
from tests.sdk.target.test_evidence import table

SAVE = '<main><button class="save">Save</button><button>Cancel</button></main>'


def test_any_row_takes_the_first_when_its_own_is_gone(finder: Finder) -> None:
    finder.show(table("Ann", "Bo", "Cy"))
    descriptor = finder.describe("tr:nth-child(2) button")
    finder.show(table("Dan", "Eve", "Flo", "Gus"))
    assert finder.found(descriptor) is None
    assert finder.finds(descriptor | {"mode": "any"}, "tbody tr button")


def test_counts_what_matches_equally_well(finder: Finder) -> None:
    finder.show(table("Ann", "Bo", "Cy"))
    row = finder.describe("tr:nth-child(2) button")
    assert finder.matches(row) == 1
    assert finder.matches(row | {"mode": "any"}) == 3
    finder.show("<p>Nothing</p>")
    assert finder.matches(row | {"mode": "any"}) == 0


def test_another_row_that_was_acted_on_counts_as_any(finder: Finder) -> None:
    """What lies on an event's way is the one, when it fits as well: by likeness, by hook, by selector, inside a component."""

    def meant(descriptor: dict[str, Any], way: str) -> bool:
        script = "([d, way]) => { const e = pick(way); const path = []; for (let at = e; at; at = at.parentNode ?? at.host) path.push(at);"
        return bool(
            finder.page.evaluate(script + " return finder.locate(d, document, path) === e }", [descriptor, way])
        )

    finder.show(table("Ann", "Bo", *(f"Cy {n}" for n in range(12))))
    row = finder.describe("tr:nth-child(2) button")
    assert meant(row | {"mode": "any"}, "tr:nth-child(11) button")
    assert not meant(row, "tr:nth-child(11) button")
    assert not meant(row | {"mode": "any"}, "tr:nth-child(11) td")
    assert meant({"mode": "any", "selector": "tr button"}, "tr:nth-child(9) button")
    finder.show('<p><i data-testid="a">1</i><i data-testid="a">2</i><i>3</i></p>')
    assert meant({"mode": "any", "evidence": {"tag": "i", "testHooks": {"data-testid": "a"}}}, "i:nth-child(2)")
    assert not meant({"mode": "any", "evidence": {"tag": "i", "testHooks": {"data-testid": "a"}}}, "i:nth-child(3)")
    one = "<x-row><template shadowrootmode=open><span><button>Go</button></span></template></x-row>"
    finder.show(f"<main>{one * 3}</main>")
    assert meant(finder.describe("x-row >>> button") | {"mode": "any"}, "x-row:nth-child(3) >>> button")


def test_words_that_change_all_the_time_can_be_ignored(finder: Finder) -> None:
    finder.show('<header><button class="cart">3 things, 41 €</button><button class="help">Help</button></header>')
    descriptor = finder.describe(".cart")
    finder.show('<header><button class="cart">Nothing yet</button><button class="help">Help</button></header>')
    assert finder.finds(descriptor | {"text": "ignore"}, ".cart")


def test_a_pinned_selector_is_the_only_thing_tried(finder: Finder) -> None:
    finder.show(SAVE)
    descriptor = finder.describe(".save") | {"selector": "main > :last-child"}
    assert finder.finds(descriptor, "button:last-child")
    finder.show('<div><button class="save">Save</button></div>')
    assert finder.found(descriptor) is None


def test_a_selector_written_by_hand_is_a_descriptor(finder: Finder) -> None:
    finder.show(
        "<x-app><template shadowrootmode=open><iframe srcdoc='<i></i>'></iframe><button>Go</button></template></x-app>"
    )
    assert finder.finds({"selector": "x-app >>> button"}, "x-app >>> button")
    assert finder.found({"selector": "x-app >>> .none"}) is None
    assert finder.found({"selector": "not[a selector"}) is None


def test_the_guide_id_always_wins(finder: Finder) -> None:
    finder.show('<button data-guide-id="save" data-testid="a">Save</button>')
    descriptor = finder.describe("button")
    finder.show(
        '<button data-testid="a">Save</button><x-y><template shadowrootmode=open><i data-guide-id="save">o</i></template></x-y>'
    )
    assert finder.finds(descriptor, "x-y >>> i")


def test_a_trusted_attribute_comes_before_other_hooks(finder: Finder) -> None:
    finder.show('<button data-track="go" id="first">Go</button>')
    descriptor = finder.describe("button") | {"prefer": {"attribute": "data-track", "value": "go"}}
    finder.show('<button id="first">Go</button><a data-track="go">Go on</a>')
    assert finder.finds(descriptor, "a")


def test_explains_with_candidates_and_reasons(finder: Finder) -> None:
    finder.show(SAVE)
    descriptor = finder.describe(".save")
    finder.show('<main><div><button class="save-button">Save</button></div><button>Cancel</button></main>')
    explained = finder.explain(descriptor)
    best, other = explained["candidates"][:2]
    assert explained["by"] == "likeness" and explained["confidence"] > 0.5
    assert best["summary"] == 'button "Save"' and best["chance"] > other["chance"]
    assert {"accessible name", "only one with the accessible name"} <= {
        r["evidence"] for r in best["reasons"] if r["weight"] > 0
    }
    assert "accessible name differs" in {r["evidence"] for r in other["reasons"] if r["weight"] < 0}


def test_a_descriptor_is_small_readable_and_free_of_typed_values(finder: Finder) -> None:
    long = "word " * 200
    attributes = " ".join(f'data-fact-{chr(97 + i)}="{long[:58]}"' for i in range(20))
    finder.show(
        f'<form aria-label="{long}"><h2>{long}</h2><label>{long}<input value="secret" {attributes} title="{long}"></label></form>'
    )
    finder.page.evaluate("pick('input').value = 'typed secret'")
    descriptor = finder.describe("input")
    text = json.dumps(descriptor, ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode()) <= 1500 and "secret" not in text
    assert descriptor["evidence"]["role"] == "textbox" and descriptor["evidence"]["accessibleName"].startswith("word")
    assert finder.finds(json.loads(text), "input")


def test_a_descriptor_stays_small_on_a_hostile_page(finder: Finder) -> None:
    long = "Überaus-lang " * 40
    hosts = "".join(
        f'<x-host title="{long}" data-testid="{"t" * 400}"><template shadowrootmode=open>' for _ in range(4)
    )
    classes = " ".join(
        f"meaningful-class-name-{word}-of-an-element" for word in ["one", "two", "red", "blue", "top", "end"]
    )
    button = f'<button class="{classes}" data-testid="{"t" * 900}" title="{long}" aria-label="{long}">{long}</button>'
    finder.show(
        f"<div title='{long}'>{'<x-host></x-host>' * 3}{hosts}{button}{button}{'</template></x-host>' * 4}</div>"
    )
    way = "x-host:nth-child(4) >>> x-host >>> x-host >>> x-host >>> button"
    descriptor = finder.describe(way)
    assert len(json.dumps(descriptor, ensure_ascii=False, separators=(",", ":")).encode()) <= 1500


def test_tells_what_would_break_it(finder: Finder) -> None:
    finder.show("<ul>" + "<li><a>Same</a></li>" * 4 + "</ul>")
    descriptor = finder.describe("li:nth-child(2) a")
    assert "position" in descriptor["fragile"] and descriptor["confidence"] < 1
    finder.show(SAVE)
    assert finder.describe(".save")["confidence"] > 0.9
