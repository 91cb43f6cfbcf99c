"""A list in another order: in another language it may be lost, but never is a wrong element taken for the right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.sdk.target.conftest import Finder
from tests.sdk.target.test_evidence import ENGLISH, GERMAN, menu, tools


@dataclass(frozen=True)
class List:
    """Entries on the page described, and the same entries in another language."""

    name: str
    before: list[str]
    after: list[str]
    page: str
    sure: bool
    """Whether each entry is found when the order stays."""


LISTS = [
    List(
        "known words",
        ["Save", "Delete", "Rename", "Share", "Print"],
        ["Speichern", "Löschen", "Umbenennen", "Teilen", "Drucken"],
        GERMAN,
        True,
    ),
    List(
        "one word in each is not translated",
        ["Open in Excel", "Open in Word", "Open in Visio", "Open in Access"],
        ["In Excel öffnen", "In Word öffnen", "In Visio öffnen", "In Access öffnen"],
        GERMAN,
        True,
    ),
    List(
        "one entry is not translated",
        ["Overview", "Suppliers", "GitHub", "Colours", "Ledger"],
        ["Översikt", "Leverantörer", "GitHub", "Färger", "Huvudbok"],
        "<!-- lang=sv --><p>Alla konton och sidor</p>",
        False,
    ),
    List(
        "nothing tells",
        ["Ledger", "Payees", "Colours", "Weather", "Journeys"],
        ["Pääkirja", "Saajat", "Värit", "Sää", "Matkat"],
        "<!-- lang=fi --><p>Kaikki tilit ja sivut</p>",
        False,
    ),
]
ORDERS: dict[str, Callable[[list[str]], list[str]]] = {
    "reversed": lambda entries: entries[::-1],
    "turned": lambda entries: entries[2:] + entries[:2],
    "first and last changed": lambda entries: [entries[-1], *entries[1:-1], entries[0]],
}


def language(page: str) -> str:
    return page if page.startswith("<!--") else "<!-- lang=de -->" + page


@pytest.mark.parametrize("drawn", [menu, tools], ids=["menu", "tools"])
@pytest.mark.parametrize("entries", LISTS, ids=lambda entries: entries.name)
def test_a_reordered_list_in_a_new_language_never_leads_to_a_wrong_entry(
    finder: Finder, entries: List, drawn: Callable[..., str]
) -> None:
    kind = "nav a" if drawn is menu else ".tools button"
    find = """([descriptors, selector]) => {
      const all = [...document.querySelectorAll(selector)];
      return descriptors.map((d) => all.indexOf(finder.locate(d, document)));
    }"""
    finder.show(ENGLISH + drawn(*entries.before))
    described = finder.page.evaluate("(s) => [...document.querySelectorAll(s)].map(finder.describe)", kind)
    for order, arrange in ORDERS.items():
        arranged = arrange(entries.after)
        finder.show(language(entries.page) + drawn(*arranged))
        found = finder.page.evaluate(find, [described, kind])
        wrong = [
            f"{was} → {arranged[place]}"
            for was, now, place in zip(entries.before, entries.after, found, strict=True)
            if place >= 0 and arranged[place] != now
        ]
        assert wrong == [], order
    if entries.sure:
        finder.show(language(entries.page) + drawn(*entries.after))
        assert finder.page.evaluate(find, [described, kind]) == list(range(len(entries.after)))


def test_entries_without_words_are_told_by_what_sets_them_apart_not_by_place(finder: Finder) -> None:
    def links(*ways: str) -> str:
        return "<nav>" + "".join(f"<a href='/{way}'></a>" for way in ways) + "</nav>"

    finder.show(links("orders", "people", "plans"))
    descriptor = finder.describe("a:nth-child(2)")
    finder.show(links("people", "plans", "orders"))
    assert finder.finds(descriptor, "a:nth-child(1)")
    finder.show(links("plans", "orders", "goods"))
    assert finder.found(descriptor) is None
