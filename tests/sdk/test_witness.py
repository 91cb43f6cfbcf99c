"""What the snippet reports of a target that changed or is gone, and what never leaves the page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sdk.guides import guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor, described


def aimed(key: str, target: dict[str, Any], **more: Any) -> dict[str, Any]:
    return step(key, **more) | {"target": target}


def form(button: str, more: str = "") -> str:
    return f'<header><h1>Invoices</h1></header><main><form class="entry"><label>Customer <input name="customer"></label>{button}</form>{more}</main>'


SAVE = '<button id="save" class="primary">Save invoice</button>'
SAVE_NOW = '<button id="keep" class="btn btn-primary">Save invoice</button>'
KEEP = '<button id="keep" class="primary">Keep invoice</button>'
GONE = {"if_missing": {"wait_seconds": 0.8, "then": "show_centred"}}


def test_a_changed_target_is_told_once_with_what_it_is_now(visitor: Visitor, shirube: Shirube) -> None:
    target = described(visitor, form(SAVE), "#save")
    shirube.guides = [guide("tour", aimed("save", target))]
    visitor.page_of("/", form(SAVE_NOW))
    visitor.opens()
    visitor.sees("About save.")
    (told,) = shirube.wait_for("step_target_changed")
    assert (told["guide"], told["version"], told["step"]) == ("tour", 1, "save")
    assert told["run"] == shirube.wait_for("step_seen")[0]["run"]
    now = told["props"]["target"]["evidence"]
    assert (now["tag"], now["id"], now["accessibleName"]) == ("button", "keep", "Save invoice")
    assert told["props"]["reasons"] == ["id"]
    assert 0.5 < told["props"]["chance"] <= 1

    visitor.opens("/?again")
    visitor.sees("About save.")
    shirube.wait_for("step_seen", 2)
    visitor.page.wait_for_timeout(800)
    assert len(shirube.wait_for("step_target_changed")) == 1


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("nothing changed", form(SAVE)),
        ("only its surroundings changed", f"<main><section><p>Other words</p><div>{SAVE}</div></section></main>"),
        ("only its words changed, the id holds", form(SAVE.replace("Save invoice", "Store"))),
    ],
)
def test_what_the_hooks_still_find_is_not_told(visitor: Visitor, shirube: Shirube, name: str, after: str) -> None:
    target = described(visitor, form(SAVE), "#save")
    shirube.guides = [guide("tour", aimed("save", target))]
    visitor.page_of("/", after)
    visitor.opens()
    visitor.sees("About save.")
    shirube.wait_for("step_seen")
    visitor.page.wait_for_timeout(600)
    assert "step_target_changed" not in shirube.types(), name


def test_a_missing_target_comes_with_what_looks_most_like_it(visitor: Visitor, shirube: Shirube) -> None:
    target = described(visitor, form(SAVE), "#save")
    shirube.guides = [guide("tour", aimed("save", target, **GONE))]
    visitor.page_of("/", form(KEEP + "<button>Print</button>"))
    visitor.opens()
    (failed,) = shirube.wait_for("step_failed")
    assert failed["props"]["reason"] == "target_missing"
    candidates = failed["props"]["candidates"]
    assert 1 <= len(candidates) <= 3
    best = candidates[0]
    assert best["target"]["evidence"]["accessibleName"] == "Keep invoice"
    assert 0.005 <= best["chance"] < 0.9
    assert best["reasons"]
    assert len(json.dumps(failed["props"])) < 6_000


SECRETS = ("Contoso", "4711", "maria@example.com", "typed by hand", "Secret heading", "hidden-note")


def test_what_people_typed_and_what_tables_say_never_leaves_the_page(visitor: Visitor, shirube: Shirube) -> None:
    row = "<tr><td>Alpha</td><td><a id='open-first' class='open' href='/customers/alpha'>Alpha</a></td></tr>"
    table = "<h2>List</h2><table><tr><th>Name</th><th>Open</th></tr>%s</table>"
    target = described(visitor, form(SAVE, table % (row + row.replace("first", "second"))), "#open-first")
    theirs = (
        "<tr><td>Contoso 4711</td><td><a id='show-{0}' class='open' href='/customers/contoso'>Contoso</a></td></tr>"
    )
    more = (
        "<p>hidden-note</p><textarea aria-label='Note'>typed by hand</textarea><button>Mail maria@example.com</button>"
    )
    after = table.replace("List", "Secret heading") % (theirs.format("first") + theirs.format("second"))
    shirube.guides = [guide("tour", aimed("open", target, **GONE))]
    visitor.page_of("/", form(KEEP.replace(">", " title='Contoso'>", 1), more + after))
    visitor.opens()
    visitor.page.locator("input[name=customer]").fill("typed by hand")
    shirube.wait_for("step_seen")
    visitor.page.wait_for_timeout(800)
    told = [event for event in shirube.events if event["type"] in ("step_failed", "step_target_changed")]
    assert told
    said = json.dumps([event["props"] for event in told])
    assert [secret for secret in SECRETS if secret in said] == []


def test_names_are_left_out_where_the_workspace_says_so(
    visitor: Visitor, shirube: Shirube, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = described(visitor, form(SAVE), "#save")
    answer = shirube.session

    def without_names(request: dict[str, Any]) -> tuple[int, str]:
        status, text = answer(request)
        said = json.loads(text)
        said["settings"]["report_words"] = False
        return status, json.dumps(said)

    monkeypatch.setattr(shirube, "session", without_names)
    shirube.guides = [guide("tour", aimed("save", target, **GONE))]
    visitor.page_of("/", form(KEEP))
    visitor.opens()
    (told,) = shirube.wait_for("step_failed")
    assert told["props"]["candidates"][0]["target"]["evidence"]["id"] == "keep"
    assert "Keep" not in json.dumps(told["props"])


def test_another_language_is_no_change(visitor: Visitor, shirube: Shirube) -> None:
    target = described(visitor, form("<button class='primary'>Save invoice</button>"), "button")
    shirube.guides = [guide("tour", aimed("save", target))]
    visitor.page_of("/", form("<button class='primary'>保存する</button>").replace("Customer", "取引先"))
    visitor.app.pages["/"] = visitor.app.pages["/"].replace("<html lang=en", "<html lang=ja")
    visitor.opens()
    shirube.wait_for("step_seen", seconds=15)
    visitor.page.wait_for_timeout(800)
    assert "step_target_changed" not in shirube.types()
